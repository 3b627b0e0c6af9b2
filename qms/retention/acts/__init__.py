"""What people do in the retention room."""

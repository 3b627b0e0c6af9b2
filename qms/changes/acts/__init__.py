"""What people do in the changes room."""

"""What people do in the references room."""

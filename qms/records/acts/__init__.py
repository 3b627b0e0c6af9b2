"""What people do in the records room."""

"""What people do in the periodic room."""

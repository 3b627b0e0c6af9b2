"""What people do in the distribution room."""

"""What people do in the transition room."""

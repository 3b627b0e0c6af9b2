"""What people do in the registers room."""

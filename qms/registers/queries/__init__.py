"""The read side of the registers room."""

"""The read side of the periodic room."""

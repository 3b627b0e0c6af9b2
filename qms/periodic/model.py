"""Tables of the periodic room."""

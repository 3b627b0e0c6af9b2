"""Tables of the retention room."""

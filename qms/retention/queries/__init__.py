"""The read side of the retention room."""

"""The read side of the distribution room."""

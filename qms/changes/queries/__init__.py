"""The read side of the changes room."""

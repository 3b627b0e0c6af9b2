"""The read side of the references room."""

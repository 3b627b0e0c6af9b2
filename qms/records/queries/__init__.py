"""The read side of the records room."""

"""Tables of the records room."""

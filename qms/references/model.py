"""Tables of the references room."""

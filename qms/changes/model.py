"""Tables of the changes room."""

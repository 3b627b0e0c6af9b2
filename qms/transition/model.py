"""Tables of the transition room."""

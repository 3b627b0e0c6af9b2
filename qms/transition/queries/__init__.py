"""The read side of the transition room."""

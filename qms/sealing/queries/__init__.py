"""The read side of the sealing room."""

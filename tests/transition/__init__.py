"""The room of a change of the standard."""

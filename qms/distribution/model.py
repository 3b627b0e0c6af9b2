"""Tables of the distribution room."""

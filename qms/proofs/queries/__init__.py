"""The read side of the proofs room."""

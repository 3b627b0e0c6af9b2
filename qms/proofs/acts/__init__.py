"""Acts of the proofs room."""

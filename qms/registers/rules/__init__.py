"""What is allowed and how values are read in the registers room: pure functions on plain values."""

"""Distribution, reading and numbered paper copies: who has which edition, what comes back."""

"""Distribution, reading and numbered paper copies: who has which edition, who read it, what comes back."""

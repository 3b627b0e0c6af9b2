"""What counts as a citation, how a legal document stands, and the clock of the law: pure rules."""

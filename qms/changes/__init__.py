"""Change requests: proposed by anybody, decided by the owner, answered by a revision."""

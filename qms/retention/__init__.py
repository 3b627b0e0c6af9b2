"""Retention: rules, holds, what is due, disposal by two persons, the stub that remains."""

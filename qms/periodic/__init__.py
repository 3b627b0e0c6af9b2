"""Periodic review: due days, verdict with reason, signed; keeping moves the next day."""

"""Printed registers as of any date, and bringing an existing register in."""

"""The demonstration: a fictional agency that has lived with the service for 400 days."""

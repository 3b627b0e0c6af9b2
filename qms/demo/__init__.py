"""The demonstration: a fictional agency that has lived with the service for 400 days."""

from qms.demo.agency import SignIn, sign_in_table
from qms.demo.clock import StoryClock
from qms.demo.office import agency_names
from qms.demo.sealing import seal_clerk
from qms.demo.telling import begin, check_ready, is_demo, is_empty, story_clock, tell

__all__ = [
    "SignIn",
    "StoryClock",
    "agency_names",
    "begin",
    "check_ready",
    "is_demo",
    "is_empty",
    "seal_clerk",
    "sign_in_table",
    "story_clock",
    "tell",
]

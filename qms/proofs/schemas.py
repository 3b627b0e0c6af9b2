"""What the proofs room is told."""

from datetime import date

from qms.schemas import Schema


class Period(Schema):
    """First and last day in Viet Nam, both included; a year at most."""

    first: date
    last: date

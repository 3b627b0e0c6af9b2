"""Who may take evidence out of the house."""

from datetime import date

from qms.errors import Invalid, NotAllowed
from qms.people.rules import Actor, Role

LONGEST_DAYS = 366
WHOLE_AGENCY = (Role.QUALITY_MANAGER, Role.AUDITOR)


def may_export_period(actor: Actor) -> bool:
    """A period holds every signature of the agency: for who answers for or audits all of it."""
    return any(actor.has_everywhere(role) for role in WHOLE_AGENCY)


def require_export_period(actor: Actor) -> None:
    """Raises NotAllowed for everybody else."""
    if not may_export_period(actor):
        raise NotAllowed("BUNDLE-PERIOD-NOT-ALLOWED")


def check_period(first: date, last: date, today: date) -> None:
    """First before last, a year at most, and not in days to come; raises Invalid."""
    if last < first:
        raise Invalid("PERIOD-BACKWARDS", fields={"last": "PERIOD-BACKWARDS"})
    if (last - first).days >= LONGEST_DAYS:
        raise Invalid("PERIOD-TOO-LONG", fields={"last": "PERIOD-TOO-LONG"})
    if first > today:
        raise Invalid("PERIOD-TO-COME", fields={"first": "PERIOD-TO-COME"})

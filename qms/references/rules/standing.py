"""How laws and standards stand, who keeps their register, and the three-month clock.

Legal changes are to be reflected in the quality management system within three months of the day
the new document takes effect (Thông tư 26/2014/TT-BKHCN).
"""

import calendar
import uuid
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from qms.errors import Invalid, NotAllowed
from qms.people.rules import Actor, Role

MONTHS = 3
REMIND_BEFORE = (7, 30, 60)  # days, the latest step first
OVERDUE = "overdue"
CHECK_AFTER_MONTHS = 3
KEEPING = (Role.QUALITY_MANAGER, Role.AUTHOR)


class ExternalKind(StrEnum):
    """What comes from outside."""

    LAW = "law"
    STANDARD = "standard"
    OTHER = "other"


class Status(StrEnum):
    """What the register says of it; from which day is said beside it."""

    IN_FORCE = "in_force"
    PARTLY = "partly"
    REPLACED = "replaced"
    EXPIRED = "expired"


ENDED = frozenset({Status.REPLACED, Status.EXPIRED})


class Stands(StrEnum):
    """How what is cited stands, as a reader of the citing document must know it."""

    IN_FORCE = "in_force"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    ENDING = "ending"
    REPLACED = "replaced"
    EXPIRED = "expired"
    UNREGISTERED = "unregistered"  # a law that the register of external documents does not hold
    SCHEDULED = "scheduled"
    NOT_ISSUED = "not_issued"
    ENDED = "ended"  # an internal document of which nothing is in force any more
    HIDDEN = "hidden"  # an internal document outside the circle of this person
    UNKNOWN = "unknown"  # written as a code, but the register holds no such document


MEND = frozenset(
    {
        Stands.REPLACED,
        Stands.EXPIRED,
        Stands.ENDING,
        Stands.ENDED,
        Stands.NOT_ISSUED,
        Stands.UNKNOWN,
    }
)
"""What an author should mend, or know of, before submitting."""


def external_stands(
    status: Status, effective_on: date | None, ended_on: date | None, day: date
) -> Stands:
    """How an external document stands on a day; an end that is announced has not come yet."""
    if status in ENDED:
        if ended_on is not None and ended_on > day:
            return Stands.ENDING
        return Stands(status.value)
    if effective_on is not None and effective_on > day:
        return Stands.NOT_YET
    return Stands(status.value)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def review_due(ended_on: date, successor_effective_on: date | None) -> date:
    """By when what cites it is to be brought in line: three months from the new law's first day."""
    return months_after(successor_effective_on or ended_on, MONTHS)


def reminder_step(due: date, day: date) -> str | None:
    """The latest reminder that is due by now: 60, 30, 7 days ahead, then overdue; None before."""
    left = (due - day).days
    if left < 0:
        return OVERDUE
    return next((str(days) for days in REMIND_BEFORE if left <= days), None)


def check_days(issued: date | None, effective: date | None, ended: date | None) -> None:
    """A document takes effect on or after its issue and ends on or after that (raises Invalid)."""
    if issued and effective and effective < issued:
        raise Invalid(
            "EXTERNAL-EFFECTIVE-EARLY", fields={"effective_on": "EXTERNAL-EFFECTIVE-EARLY"}
        )
    start = effective or issued
    if start and ended and ended < start:
        raise Invalid("EXTERNAL-ENDS-EARLY", fields={"ended_on": "EXTERNAL-ENDS-EARLY"})


def check_replacement(
    replaced: uuid.UUID, by: uuid.UUID, links: Mapping[uuid.UUID, uuid.UUID | None]
) -> None:
    """Nothing replaces itself, not even by way of others (raises Invalid)."""
    seen: set[uuid.UUID] = set()
    following: uuid.UUID | None = by
    while following is not None and following not in seen:
        if following == replaced:
            fields = {"replaced_by": "EXTERNAL-REPLACES-ITSELF"}
            raise Invalid("EXTERNAL-REPLACES-ITSELF", fields=fields)
        seen.add(following)
        following = links.get(following)


def may_keep(actor: Actor) -> bool:
    """Quality managers and authors follow the law of their field: add, correct, check."""
    return actor.has_any(KEEPING)


def may_end(actor: Actor) -> bool:
    """That a law is replaced or expired starts a legal clock: a quality manager says so."""
    return actor.has(Role.QUALITY_MANAGER)


def require_keep(actor: Actor) -> None:
    """Raises NotAllowed for whoever does not keep the register."""
    if not may_keep(actor):
        raise NotAllowed("EXTERNAL-KEEP-NOT-ALLOWED")


def require_end(actor: Actor) -> None:
    """Raises NotAllowed for whoever is no quality manager."""
    if not may_end(actor):
        raise NotAllowed("EXTERNAL-END-NOT-ALLOWED")

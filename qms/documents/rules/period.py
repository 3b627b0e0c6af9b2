"""What is in force is computed from the period `[effective_at, superseded_at)`, never switched."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from qms.documents.rules.states import State
from qms.errors import Conflict, Invalid
from qms.people.rules import day_end, day_start

LONGEST_PROMISE = timedelta(days=366)


class Standing(StrEnum):
    """How a revision stands at an instant, as people say it."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    IN_APPROVAL = "in_approval"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"


DEAD = frozenset({Standing.SUPERSEDED, Standing.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Period:
    """When a revision is in force; None means not (yet) set."""

    effective_at: datetime | None = None
    superseded_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def ends_at(self) -> datetime | None:
        ends = [end for end in (self.superseded_at, self.withdrawn_at) if end is not None]
        return min(ends) if ends else None

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies in the period."""
        if self.effective_at is None or at < self.effective_at:
            return False
        return self.ends_at is None or at < self.ends_at


def standing(state: State, period: Period, now: datetime) -> Standing:
    """How a revision stands now; asking for another instant answers for that instant."""
    if state is State.WITHDRAWN and period.withdrawn_at and now >= period.withdrawn_at:
        return Standing.WITHDRAWN
    if state not in {State.APPROVED, State.WITHDRAWN}:
        return Standing(state.value)
    if period.holds(now):
        return Standing.IN_FORCE
    if period.effective_at is not None and now < period.effective_at:
        return Standing.SCHEDULED
    return Standing.SUPERSEDED


def last_instant(day: date) -> datetime:
    """The last instant of this day in Viet Nam: what "on that day" means in the as-of view."""
    return day_end(day) - timedelta(microseconds=1)


def effective_instant(promised: date | None, approved_at: datetime) -> datetime:
    """The later of 00:00 +07:00 of the promised day and the approval itself."""
    return approved_at if promised is None else max(day_start(promised), approved_at)


def check_promise(promised: date | None, today: date) -> None:
    """A promised day lies between today and a year ahead."""
    if promised is None:
        return
    if promised < today:
        raise Invalid("EFFECTIVE-DAY-PAST", fields={"effective_on": "EFFECTIVE-DAY-PAST"})
    if promised - today > LONGEST_PROMISE:
        raise Invalid("EFFECTIVE-DAY-FAR", fields={"effective_on": "EFFECTIVE-DAY-FAR"})


def check_follows(effective_at: datetime, predecessor: Period | None) -> None:
    """A successor starts after its predecessor, so that periods never overlap."""
    if predecessor is None or predecessor.effective_at is None:
        return
    if effective_at <= predecessor.effective_at:
        raise Conflict("EFFECTIVE-BEFORE-PREDECESSOR", predecessor=predecessor.effective_at)

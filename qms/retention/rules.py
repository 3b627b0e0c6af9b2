"""How long records are kept, when they are due, and who decides about their end. Pure.

Archives law: kept for good, or for years counted from the year the work ended; a file is due on
31 December of the year it ended plus its years. Nothing is ever destroyed by the clock.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qms.errors import Conflict, NotAllowed
from qms.people.rules import Actor, Role

AHEAD = timedelta(days=30)  # Decree 30/2020, annex VI: told 30 days ahead
SEERS = (Role.QUALITY_MANAGER, Role.APPROVER, Role.AUDITOR, Role.UNIT_HEAD)
MOST = 300  # records of one disposal: a person reads the list before signing it


class Kind(StrEnum):
    """How long a rule keeps."""

    PERMANENT = "permanent"
    YEARS = "years"
    EVENT = "event"


class Policy(StrEnum):
    """Which term applies where the file plan and the legal rule disagree."""

    LONGER = "longer"
    LAW = "law"
    PLAN = "plan"


class Scope(StrEnum):
    """What a hold or an event is about: one record, a file of the plan, all records of a form."""

    RECORD = "record"
    FILE = "file"
    FORM = "form"


class Standing(StrEnum):
    """How a proposal of disposal stands."""

    WAITING = "waiting"
    DONE = "done"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Term:
    """One source's word: for good, for years, or (neither) until an event."""

    kind: Kind
    years: int = 0


def plan_term(years: int | None, *, permanent: bool) -> Term:
    """What the file plan says (the form's own "thời gian lưu")."""
    if permanent:
        return Term(Kind.PERMANENT)
    return Term(Kind.EVENT) if years is None else Term(Kind.YEARS, years)


def applied(plan: Term, law: Term | None, policy: Policy) -> tuple[Term, ...]:
    """The terms that all must have run out; the longer applies by letting none run out alone."""
    if law is None or policy is Policy.PLAN:
        return (plan,)
    return (law,) if policy is Policy.LAW else (plan, law)


def due_on(ended_year: int, terms: Collection[Term], happened_on: date | None) -> date | None:
    """The day from which a record may be proposed for disposal; None: not in sight, or never."""
    days = [_due(ended_year, one, happened_on) for one in terms]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _due(ended_year: int, term: Term, happened_on: date | None) -> date | None:
    if term.kind is Kind.PERMANENT:
        return None
    end = year_end(ended_year + term.years)
    if term.kind is Kind.YEARS:
        return end
    return max(happened_on, end) if happened_on is not None else None


def year_end(year: int) -> date:
    """The last day of a year."""
    return date(year, 12, 31)


def last_full_year(day: date) -> int:
    """The last year whose 31 December is not after this day: what ended by then is due."""
    return day.year if day == year_end(day.year) else day.year - 1


def may_see(actor: Actor) -> bool:
    """Who answers for records, approves their end, or audits."""
    return actor.has_any(SEERS)


def may_rule(actor: Actor) -> bool:
    """Rules and the policy are kept by the quality manager of the whole agency."""
    return actor.has_everywhere(Role.QUALITY_MANAGER)


def may_manage(actor: Actor, unit_id: uuid.UUID | None = None) -> bool:
    """Holds and proposals: the quality manager of the unit (without one: of the whole agency)."""
    if unit_id is None:
        return actor.has_everywhere(Role.QUALITY_MANAGER)
    return actor.has(Role.QUALITY_MANAGER, unit_id)


def may_sign(
    actor: Actor,
    units: Collection[uuid.UUID],
    proposed_by: uuid.UUID,
    acted_for: tuple[uuid.UUID, ...] = (),
) -> bool:
    """An approver of every unit concerned, who is not (and does not act for) the proposer."""
    return proposed_by not in {actor.id, *acted_for} and approves(actor, units)


def approves(actor: Actor, units: Collection[uuid.UUID]) -> bool:
    """An approver of every unit concerned."""
    return all(actor.has(Role.APPROVER, one) for one in units)


def require_rule(actor: Actor) -> None:
    """Raises NotAllowed("RETENTION-RULE-NOT-ALLOWED")."""
    if not may_rule(actor):
        raise NotAllowed("RETENTION-RULE-NOT-ALLOWED")


def require_waiting(standing: Standing) -> None:
    """Raises Conflict("DISPOSAL-NOT-WAITING")."""
    if standing is not Standing.WAITING:
        raise Conflict("DISPOSAL-NOT-WAITING")

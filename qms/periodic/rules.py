"""Periodic review: when a document is due, what may be said about it, who says and who signs.

ISO 9001:2015 7.5.3.2 asks that documents stay suitable; the agency's law asks for a yearly look.
"""

import calendar
import uuid
from datetime import date, datetime, timedelta
from enum import StrEnum

from qms.documents.rules.permissions import DocumentFacts, manages, may_draft, may_see_history
from qms.errors import Conflict
from qms.people.rules import Actor, Role, today

AHEAD = timedelta(days=30)


class Verdict(StrEnum):
    """What is to become of the document."""

    KEEP = "keep"
    REVISE = "revise"
    WITHDRAW = "withdraw"


class Due(StrEnum):
    """How a document in force stands towards its next review."""

    LATER = "later"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    PROPOSED = "proposed"
    REVISING = "revising"


class Outcome(StrEnum):
    """What became of a proposed verdict."""

    WAITING = "waiting"
    SIGNED = "signed"
    RETURNED = "returned"
    LAPSED = "lapsed"


SIGNED_HERE = frozenset({Verdict.KEEP, Verdict.REVISE})
"""A withdrawal is signed as the withdrawal itself, once; the others by a statement of this room."""


class WrongOutcome(Conflict):
    """The verdict is not waiting for anybody any more."""

    code = "PERIODIC-NOT-WAITING"


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due_on(effective_at: datetime, kept_at: datetime | None, months: int) -> date:
    """The later of coming into force and the last "keep", and the months of the document."""
    start = max(effective_at, kept_at) if kept_at is not None else effective_at
    return months_later(today(start), months)


def stands(due: date, day: date, *, proposed: bool, revising: bool) -> Due:
    """How the document stands on this day; what waits for a signature or is being revised first."""
    if proposed:
        return Due.PROPOSED
    if revising:
        return Due.REVISING
    if due < day:
        return Due.OVERDUE
    return Due.AHEAD if due <= day + AHEAD else Due.LATER


def action(verdict: Verdict) -> str:
    """How the signed statement names it."""
    return f"periodic_{verdict.value}"


def may_propose(actor: Actor, document: DocumentFacts, responsible_id: uuid.UUID) -> bool:
    """The quality manager of the owning unit, or the author who answers for what is in force."""
    own = actor.id == responsible_id and may_draft(actor, document)
    return manages(actor, document) or own


def may_sign(
    actor: Actor,
    document: DocumentFacts,
    authors: frozenset[uuid.UUID],
    proposed_by: uuid.UUID,
    acted_for: tuple[uuid.UUID, ...] = (),
) -> bool:
    """An approver of the owning unit who neither wrote the revision nor proposed the verdict."""
    doers = {actor.id, *acted_for}
    apart = not doers & (authors | {proposed_by})
    return apart and actor.has(Role.APPROVER, document.owner_unit_id)


def may_see(actor: Actor, document: DocumentFacts) -> bool:
    """Reviews are history: for those who answer for the document, and for auditors."""
    return may_see_history(actor, document)

"""Errands: queued in the transaction of the change, done after it at least once.

The one jobs process takes them in short transactions, works outside of any, and says done or fail.
If it dies in between, the errand is still there. An errand is never given up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, select, update
from sqlalchemy.orm import Session

from qms.outbox.model import OutboxRow

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
STUCK_AFTER = timedelta(hours=24)
MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Item:
    """One errand as it is handed to whoever does it."""

    id: int
    kind: str
    key: str | None
    payload: Mapping[str, Any]
    created_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Count:
    """How one kind of errand stands."""

    waiting: int  # all there are
    due: int  # could be done now
    failing: int  # tried at least once in vain
    stuck: int  # tried in vain, and older than 24 hours: somebody must look
    oldest: datetime | None


def put(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    available_at: datetime | None = None,
) -> None:
    """Queue an errand; one that still waits under the same key is replaced by this newer one.

    The newer one has its own number: done() on the older, taken before, does not lose it.
    """
    if key is not None:
        session.execute(delete(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.key == key))
    row = OutboxRow(
        kind=kind,
        key=key,
        payload=dict(payload),
        created_at=now,
        available_at=available_at or now,
        attempts=0,
    )
    session.add(row)


def take(session: Session, kind: str, limit: int, now: datetime) -> list[Item]:
    """What is due, oldest first; it stays queued until done() or fail()."""
    query = (
        select(OutboxRow)
        .where(OutboxRow.kind == kind, OutboxRow.available_at <= now)
        .order_by(OutboxRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [
        Item(row.id, row.kind, row.key, row.payload, row.created_at, row.attempts)
        for row in session.scalars(query)
    ]


def done(session: Session, ids: Iterable[int]) -> None:
    """These errands are done."""
    session.execute(delete(OutboxRow).where(OutboxRow.id.in_(list(ids))))


def fail(session: Session, id: int, error: str, now: datetime) -> None:  # noqa: A002
    """It did not work: try again after 30 s, twice as long each time, at most 6 hours."""
    row = session.get(OutboxRow, id, with_for_update=True)
    if row is None:  # replaced by a newer one meanwhile
        return
    row.attempts += 1
    row.last_error = error.replace("\x00", "")[:500]
    row.available_at = now + wait_after(row.attempts)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts in vain."""
    return min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)


def hold(session: Session, kind: str, until: datetime) -> None:
    """Nothing of this kind can be done before then (the other side does not answer)."""
    waits = and_(OutboxRow.kind == kind, OutboxRow.available_at < until)
    session.execute(update(OutboxRow).where(waits).values(available_at=until))


def counts(session: Session, now: datetime) -> dict[str, Count]:
    """How every kind stands, for the administrator's page and `qms doctor`."""
    tried = OutboxRow.attempts > 0
    query = select(
        OutboxRow.kind,
        func.count(),
        _number(OutboxRow.available_at <= now),
        _number(tried),
        _number(and_(tried, OutboxRow.created_at <= now - STUCK_AFTER)),
        func.min(OutboxRow.created_at),
    ).group_by(OutboxRow.kind)
    return {row[0]: Count(*row[1:]) for row in session.execute(query)}


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))

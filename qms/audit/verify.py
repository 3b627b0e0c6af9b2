"""Verification of the log against its events, its epochs and the heads that people signed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from qms.audit.entry import columns_sql
from qms.audit.epochs import check_epochs, read_epochs
from qms.audit.heads import check_heads
from qms.audit.log import Head, head, pending
from qms.audit.model import LogLeaf
from qms.audit.walk import MOST_FAULTS, Fault, Walk
from qms.db import Database, dialect_of

LEAVES_AT_ONCE = 2_000
EVENTS_AT_ONCE = 50_000

Opening = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What verification found."""

    ok: bool  # nothing at all was found
    checked: int  # leaves whose hash was recomputed from the event
    first_bad: Fault | None  # the earliest place: (idx, event_id, what, upto)
    after_last_signed_head: int  # leaves that no signed head vouches for yet
    pending: int  # events that wait for their leaf
    problems: tuple[Fault, ...]  # the first hundred that each check found
    head: Head  # up to where this verification went


def verify_log(session: Session, signed_heads: Iterable[Head]) -> LogVerdict:
    """Check the whole log in this one session, for instance what a restore has just written."""
    return _verify(lambda: nullcontext(session), signed_heads)


def verify_running_log(db: Database, signed_heads: Iterable[Head]) -> LogVerdict:
    """The same beside people at work: many short reads, so that no commit waits for it."""
    return _verify(db.read, signed_heads)


def _verify(opening: Opening, signed_heads: Iterable[Head]) -> LogVerdict:
    heads = sorted(set(signed_heads), key=lambda one: one.size)  # read before the present head is
    with opening() as session:
        session.flush()
        present, epochs = head(session), read_epochs(session)
    marks = {one.size for one in heads} | {one.from_size for one in epochs}
    walk = _walk(opening, present, marks)
    with opening() as session:
        vouched, head_faults = check_heads(session, walk, heads, epochs)
        faults = walk.faults + head_faults + check_epochs(session, walk, epochs)
        waiting = pending(session)
        faults += _queued_without_event(session)
    faults += _events_without_place(opening)
    return LogVerdict(
        ok=not faults,
        checked=walk.checked,
        first_bad=_first(faults),
        after_last_signed_head=max(0, walk.size - vouched),
        pending=waiting,
        problems=tuple(faults),
        head=present,
    )


def _first(faults: list[Fault]) -> Fault | None:
    placed = [fault for fault in faults if fault.idx is not None]
    return min(placed, key=lambda fault: fault.idx or 0) if placed else next(iter(faults), None)


def _walk(opening: Opening, present: Head, marks: set[int]) -> Walk:
    walk = Walk(marks)
    for row in _leaves(opening, present.size):
        walk.take(row)
    return walk


def _leaves(opening: Opening, size: int) -> Iterator[Any]:
    """Every leaf below `size` with its event: what is added meanwhile is for the next time."""
    after: int = -(2**63)
    while True:
        with opening() as session:
            # The first that is there: after a gap, however wide, the walk goes on behind it.
            start = session.scalar(select(func.min(LogLeaf.idx)).where(LogLeaf.idx > after))
            if start is None or start >= size:
                return
            rows = _leaves_between(session, start, min(start + LEAVES_AT_ONCE, size))
        yield from rows
        after = rows[-1][0]


def _leaves_between(session: Session, start: int, end: int) -> Sequence[Any]:
    query = (
        "SELECT l.idx, l.event_id, l.hash, e.id, "  # noqa: S608 fixed names
        f"{columns_sql(dialect_of(session))} "
        "FROM log_leaf l LEFT JOIN audit_event e ON e.id = l.event_id "
        "WHERE l.idx >= :start AND l.idx < :end ORDER BY l.idx"
    )
    return session.execute(text(query), {"start": start, "end": end}).fetchall()


def _queued_without_event(session: Session) -> list[Fault]:
    query = (
        "SELECT count(*) FROM audit_pending p WHERE NOT EXISTS "
        "(SELECT 1 FROM audit_event e WHERE e.event_uuid = p.event_uuid)"
    )
    count = session.execute(text(query)).scalar_one()
    return [Fault(None, None, "PENDING-REMOVED")] * min(count, 1)


def _events_without_place(opening: Opening) -> list[Fault]:
    """Events that are neither chained nor queued: the service writes none such."""
    with opening() as session:
        bounds = session.execute(text("SELECT min(id), max(id) FROM audit_event")).one()
    if bounds[0] is None:
        return []
    found: list[Fault] = []
    for start in range(bounds[0], bounds[1] + 1, EVENTS_AT_ONCE):
        with opening() as session:
            found += _without_place(session, start, start + EVENTS_AT_ONCE)
    return found[:MOST_FAULTS]


def _without_place(session: Session, start: int, end: int) -> list[Fault]:
    query = (
        "SELECT e.id FROM audit_event e WHERE e.id >= :start AND e.id < :end "
        "AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.event_id = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM audit_pending p WHERE p.event_uuid = e.event_uuid) "
        "ORDER BY e.id LIMIT 100"
    )
    rows = session.execute(text(query), {"start": start, "end": end})
    return [Fault(None, row[0], "EVENT-INSERTED") for row in rows]

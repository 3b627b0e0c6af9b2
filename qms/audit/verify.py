"""Verification of the log against its events, its epochs and the heads that people signed."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from qms.audit.entry import columns_sql
from qms.audit.epochs import check_epochs, read_epochs
from qms.audit.heads import CHECKPOINTS, check_heads
from qms.audit.log import Head, head, pending
from qms.audit.model import LogLeaf
from qms.audit.treewalk import TreeWalk, measure, read_nodes
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
    tree_size: int = 0  # leaves that are in the Merkle tree
    root: str = ""  # of the tree over all that was checked, as far as it is known
    after_last_checkpoint: int = 0  # leaves that no checkpoint handed in vouches for


def verify_log(
    session: Session, signed_heads: Iterable[Head], checkpoints: Iterable[Head] = ()
) -> LogVerdict:
    """Check the whole log in this one session, for instance what a restore has just written.

    `checkpoints` are heads of the tree: their hash is the root over so many entries.
    """
    return _verify(lambda: nullcontext(session), signed_heads, checkpoints)


def verify_running_log(
    db: Database, signed_heads: Iterable[Head], checkpoints: Iterable[Head] = ()
) -> LogVerdict:
    """The same beside people at work: many short reads, so that no commit waits for it."""
    return _verify(db.read, signed_heads, checkpoints)


def _verify(
    opening: Opening, signed_heads: Iterable[Head], checkpoints: Iterable[Head]
) -> LogVerdict:
    # Promises are read before the present head is, so that none is ahead of it.
    heads, roots = sorted(set(signed_heads), key=_size), sorted(set(checkpoints), key=_size)
    with opening() as session:
        session.flush()
        tree_size, spare = measure(session)
        present, epochs = head(session), read_epochs(session)
    tree = TreeWalk({present.size, *map(_size, roots)}, tree_size)
    walk = Walk({*map(_size, heads), *(one.from_size for one in epochs)}, tree)
    _walk(opening, present, walk)
    faults = walk.faults + tree.faults + _length(tree_size, spare, walk.size)
    with opening() as session:
        vouched, found = check_heads(session, walk.size, walk.hash_at, heads, epochs)
        covered, others = check_heads(session, walk.size, tree.root_at, roots, epochs, CHECKPOINTS)
        faults += found + others + check_epochs(session, walk, epochs)
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
        tree_size=tree_size,
        root=tree.root_at.get(walk.size, ""),
        after_last_checkpoint=max(0, walk.size - covered),
    )


def _size(one: Head) -> int:
    return one.size


def _length(tree_size: int, spare: int, size: int) -> list[Fault]:
    """A tree may still be growing behind an older log; it is never ahead, and has no other rows."""
    if tree_size > size:
        return [Fault(size, None, "LOG-TREE-LONGER", tree_size - 1)]
    return [Fault(None, None, "LOG-NODE-INSERTED")] if spare > 0 else []


def _first(faults: list[Fault]) -> Fault | None:
    placed = [fault for fault in faults if fault.idx is not None]
    return min(placed, key=lambda fault: fault.idx or 0) if placed else next(iter(faults), None)


def _walk(opening: Opening, present: Head, walk: Walk) -> None:
    """Every leaf below the present head with its event: what is added meanwhile is for next time.

    An event, its leaf and their nodes are read at one time, the first leaf that is there next:
    after a gap, however wide, the walk goes on behind it.
    """
    after: int = -(2**63)
    while True:
        with opening() as session:
            start = session.scalar(select(func.min(LogLeaf.idx)).where(LogLeaf.idx > after))
            if start is None or start >= present.size:
                return
            rows = _leaves_between(session, start, min(start + LEAVES_AT_ONCE, present.size))
            nodes = read_nodes(session, *walk.tree.span(rows[-1][0] + 1))
        for row in rows:
            walk.take(row)
        walk.tree.flush(nodes)
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

"""The Merkle tree over the entries, in rows that are only ever inserted.

The sequencer writes each leaf's node and every subtree that it completes. A log that is older than
the tree is caught up in batches from its events; until then the tree is shorter than the chain.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from qms.audit import ranges
from qms.audit.entry import columns_sql, entry_bytes
from qms.audit.model import LogLeaf, LogNode
from qms.audit.ranges import Node
from qms.db import Base, dialect_of
from qms.errors import Broken

NODES = Base.metadata.tables[LogNode.__tablename__]
INLINE = 2_000  # leaves that are caught up within a signing request; more waits for its job


def tree_size(session: Session) -> int:
    """How many leaves the tree has."""
    query = select(LogNode.pos).where(LogNode.level == 0).order_by(LogNode.pos.desc())
    last = session.scalar(query.limit(1))
    return 0 if last is None else last + 1


def root(session: Session, size: int) -> bytes:
    """The root over the first `size` leaves; raises Broken where nodes are missing."""
    return ranges.hash_of((0, size), _hashes(session, ranges.cover(0, size)))


def inclusion(session: Session, idx: int, size: int) -> tuple[bytes, ...]:
    """The proof that the leaf at `idx` is in the tree of this size."""
    if not 0 <= idx < size:
        raise ValueError((idx, size))
    return _proof(session, ranges.inclusion(idx, size))


def consistency(session: Session, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the tree of size `new` begins with the one of size `old`."""
    if not 0 <= old <= new:
        raise ValueError((old, new))
    return _proof(session, ranges.consistency(old, new))


def extend(session: Session, start: int, entries: Iterable[bytes]) -> None:
    """Add the entries that were just chained at `start`; the sequencer's lock is held.

    Raises Broken("LOG-TREE-AHEAD") where the tree knows of more leaves than the chain has.
    """
    edge, after = ranges.cover(0, start), (0, start)
    found = _stored(session, [*edge, after])
    if after not in found and len(found) == len(edge):  # as long as the chain: one query told all
        _grow(session, start, _in_order(found, edge), entries)
        return
    grown = tree_size(session)
    if grown > start:
        raise Broken("LOG-TREE-AHEAD", size=start, tree=grown)
    if start - grown > INLINE:
        return
    if grown < start:
        _add(session, grown, _entries(session, grown, start))
    _add(session, start, entries)


def catch_up(session: Session, limit: int) -> int:
    """Add up to `limit` leaves that the chain has already; returns how many are still to come."""
    last = session.scalar(select(func.max(LogLeaf.idx)))
    end = 0 if last is None else last + 1
    grown = tree_size(session)
    if grown > end:
        raise Broken("LOG-TREE-AHEAD", size=end, tree=grown)
    until = min(grown + limit, end)
    if grown < until:
        _add(session, grown, _entries(session, grown, until))
    return end - until


def _add(session: Session, start: int, entries: Iterable[bytes]) -> None:
    edge = ranges.cover(0, start)
    _grow(session, start, _hashes(session, edge), entries)


def _grow(
    session: Session, start: int, edge: Mapping[Node, bytes], entries: Iterable[bytes]
) -> None:
    left = list(edge.values())
    rows: list[dict[str, object]] = []
    for pos, entry in enumerate(entries, start=start):
        found, level, place = ranges.leaf(entry), 0, pos
        rows.append({"level": 0, "pos": pos, "hash": found.hex()})
        while place & 1:
            found, level, place = ranges.parent(left.pop(), found), level + 1, place >> 1
            rows.append({"level": level, "pos": place, "hash": found.hex()})
        left.append(found)
    if rows:
        session.execute(insert(NODES), rows)


def _entries(session: Session, start: int, end: int) -> list[bytes]:
    query = (
        f"SELECT {columns_sql(dialect_of(session))} FROM log_leaf l "  # noqa: S608 fixed names
        "JOIN audit_event e ON e.id = l.event_id "
        "WHERE l.idx >= :start AND l.idx < :end ORDER BY l.idx"
    )
    rows = session.execute(text(query), {"start": start, "end": end}).fetchall()
    if len(rows) != end - start:
        raise Broken("LOG-TREE-DAMAGED")
    return [entry_bytes(row) for row in rows]


def _proof(session: Session, spans: Sequence[ranges.Range]) -> tuple[bytes, ...]:
    hashes = _hashes(session, [node for span in spans for node in ranges.cover(*span)])
    return tuple(ranges.hash_of(span, hashes) for span in spans)


def _hashes(session: Session, nodes: Sequence[Node]) -> Mapping[Node, bytes]:
    """The stored hashes of these nodes, in their order; raises Broken where one is not there."""
    return _in_order(_stored(session, nodes), nodes) if nodes else {}


def _in_order(found: Mapping[Node, str], nodes: Sequence[Node]) -> Mapping[Node, bytes]:
    try:
        return {node: bytes.fromhex(found[node]) for node in nodes}
    except (KeyError, ValueError) as error:
        raise Broken("LOG-TREE-DAMAGED") from error


def _stored(session: Session, nodes: Sequence[Node]) -> Mapping[Node, str]:
    # One condition each: SQLite reads the whole table for a list of pairs. Numbers are written out
    # because this stands in every signature, and building an expression costs more than the search.
    wanted = " OR ".join(f"level = {level:d} AND pos = {pos:d}" for level, pos in nodes)
    query = f"SELECT level, pos, hash FROM log_node WHERE {wanted}"  # noqa: S608 numbers
    rows = session.connection().exec_driver_sql(query)
    return {(row.level, row.pos): row.hash for row in rows}

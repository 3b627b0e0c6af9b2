"""The one sequencer: gives every committed event its place in the chain, and knows the head."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, text
from sqlalchemy.orm import Session

from qms.audit import tree
from qms.audit.entry import COLUMNS, GENESIS, Columns, columns_sql, entry_bytes, link, time_text
from qms.audit.events import new_act, record
from qms.audit.model import AuditEvent, AuditPending, LogEpoch, LogLeaf
from qms.db import dialect_of

SEQUENCER_LOCK = 0x716D736C6F67  # "qmslog", the advisory lock of PostgreSQL
EPOCH_KIND = "log_epoch"
EPOCH_STARTED = "audit.epoch.started"


@dataclass(frozen=True, slots=True)
class Head:
    """The state of the log: `size` leaves, the hash (hex) of the last one, within this epoch."""

    epoch: int
    size: int
    hash: str


def head(session: Session) -> Head:
    """The head as this transaction sees it; of an empty log: size 0 and the fixed first hash."""
    epoch = epoch_of(session)
    query = select(LogLeaf.idx, LogLeaf.hash).order_by(LogLeaf.idx.desc()).limit(1)
    last = session.execute(query).first()
    return Head(epoch, last.idx + 1, last.hash) if last else Head(epoch, 0, GENESIS.hex())


def epoch_of(session: Session) -> int:
    """The number of the present epoch; 0 where nothing was ever restored."""
    return session.scalar(select(func.max(LogEpoch.number))) or 0


def pending(session: Session) -> int:
    """How many committed events wait for their place."""
    return session.scalar(_waiting(func.count())) or 0


def pending_since(session: Session) -> datetime | None:
    """When the oldest waiting event was written; older than a minute means nobody sequences."""
    oldest = _waiting(func.min(AuditEvent.id)).scalar_subquery()
    return session.scalar(select(AuditEvent.at).where(AuditEvent.id == oldest))


def _waiting(what: ColumnElement[int]) -> Select[int]:
    return (
        select(what)
        .select_from(AuditPending)
        .join(AuditEvent, AuditEvent.event_uuid == AuditPending.event_uuid)
        .outerjoin(LogLeaf, LogLeaf.event_id == AuditEvent.id)
        .where(LogLeaf.event_id.is_(None))
    )


def sequence(session: Session, limit: int = 500) -> Head:
    """Chain every event that is visible and has no leaf, in batches; needs a write transaction.

    Every leaf goes into the Merkle tree as well, unless that is far behind (see `grow_tree`).
    Asks for "queued", never for "id above the last": PostgreSQL's ids commit out of order.
    """
    session.flush()
    _lock(session)
    present = head(session)
    while batch := _batch(session, limit):
        present = _chain(session, present, batch)
    return present


def grow_tree(session: Session, limit: int) -> int:
    """Bring up to `limit` older leaves into the tree; returns how many it still lacks."""
    session.flush()
    _lock(session)
    return tree.catch_up(session, limit)


def start_epoch(
    session: Session,
    *,
    now: datetime,
    reason: str,
    lost_after: datetime,
    actor_id: uuid.UUID | None = None,
) -> Head:
    """Record that this log was restored from a copy of `lost_after`; call before sequencing again.

    The number is the second of the restore, so that an epoch which itself was lost with a later
    restore never shares its number with another.
    """
    session.flush()
    _lock(session)
    before = head(session)
    epoch = LogEpoch(
        number=max(before.epoch + 1, int(now.timestamp())),
        started_at=now,
        lost_after=lost_after,
        from_size=before.size,
        from_hash=before.hash,
        reason=reason,
    )
    session.add(epoch)
    record(
        session,
        act_id=new_act(),
        at=now,
        actor_id=actor_id,
        action=EPOCH_STARTED,
        object_kind=EPOCH_KIND,
        object_id=uuid.uuid4(),
        data=_facts(epoch),
    )
    session.flush()
    return Head(epoch.number, before.size, before.hash)


def _facts(epoch: LogEpoch) -> dict[str, object]:
    """What the event of an epoch says, so that an edited row can be told."""
    return {
        "number": epoch.number,
        "started_at": time_text(epoch.started_at),
        "lost_after": time_text(epoch.lost_after),
        "from_size": epoch.from_size,
        "from_hash": epoch.from_hash,
        "reason": epoch.reason,
    }


def _lock(session: Session) -> None:
    # SQLite's write transactions are alone already (BEGIN IMMEDIATE).
    if dialect_of(session) == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(SEQUENCER_LOCK)))


def _batch(session: Session, limit: int) -> list[tuple[int, Columns]]:
    query = (
        f"SELECT e.id, {columns_sql(dialect_of(session))} FROM audit_pending p "  # noqa: S608 fixed names
        "JOIN audit_event e ON e.event_uuid = p.event_uuid "
        "LEFT JOIN log_leaf l ON l.event_id = e.id "
        "WHERE l.event_id IS NULL ORDER BY e.id LIMIT :limit"
    )
    return [(row[0], row[1:]) for row in session.execute(text(query), {"limit": limit})]


def _chain(session: Session, present: Head, batch: list[tuple[int, Columns]]) -> Head:
    previous, leaves = bytes.fromhex(present.hash), []
    entries = [entry_bytes(columns) for _, columns in batch]
    for idx, ((event_id, _), entry) in enumerate(
        zip(batch, entries, strict=True), start=present.size
    ):
        previous = link(previous, entry)
        leaves.append({"idx": idx, "event_id": event_id, "hash": previous.hex()})
    session.execute(insert(LogLeaf), leaves)
    tree.extend(session, present.size, entries)
    done = [_uuid(columns[COLUMNS.index("event")]) for _, columns in batch]
    session.execute(delete(AuditPending).where(AuditPending.event_uuid.in_(done)))
    return Head(present.epoch, present.size + len(batch), previous.hex())


def _uuid(value: str | bytes | None) -> uuid.UUID:
    return uuid.UUID(value.decode() if isinstance(value, bytes) else value)

"""What a stranger is handed about one event: its entry, its place, and the proof of both."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from qms.audit import tree
from qms.audit.entry import columns_sql, entry_bytes
from qms.audit.log import epoch_of
from qms.audit.model import AuditEvent, LogLeaf
from qms.db import dialect_of
from qms.errors import NotFound, Unavailable


@dataclass(frozen=True, slots=True)
class Inclusion:
    """`entry` is leaf `idx` of the tree of `size` leaves with this root; `proof` leads there."""

    event_uuid: uuid.UUID
    idx: int
    size: int
    epoch: int
    entry: bytes
    root: bytes
    proof: tuple[bytes, ...]

    def as_json(self) -> dict[str, object]:
        """For files and programs; hashes in hexadecimal."""
        return {
            "idx": self.idx,
            "size": self.size,
            "epoch": self.epoch,
            "root": self.root.hex(),
            "proof": [one.hex() for one in self.proof],
        }


def inclusion_of(session: Session, event: uuid.UUID | int, size: int | None = None) -> Inclusion:
    """The receipt of an event (its UUID, or its place), in the tree of `size` or of today.

    Raises NotFound, or Unavailable("LOG-PENDING") where the tree is not yet that long.
    """
    event_uuid, idx = _place(session, event)
    grown = tree.tree_size(session)
    wanted = grown if size is None else size
    if idx is None or not idx < wanted <= grown:
        raise Unavailable("LOG-PENDING")
    return Inclusion(
        event_uuid,
        idx,
        wanted,
        epoch_of(session),
        _entry(session, idx),
        tree.root(session, wanted),
        tree.inclusion(session, idx, wanted),
    )


def _place(session: Session, event: uuid.UUID | int) -> tuple[uuid.UUID, int | None]:
    query = select(AuditEvent.event_uuid, LogLeaf.idx).select_from(AuditEvent)
    query = query.outerjoin(LogLeaf, LogLeaf.event_id == AuditEvent.id)
    named = LogLeaf.idx == event if isinstance(event, int) else AuditEvent.event_uuid == event
    row = session.execute(query.where(named)).one_or_none()
    if row is None:
        raise NotFound("LOG-NO-EVENT")
    return row.event_uuid, row.idx


def _entry(session: Session, idx: int) -> bytes:
    query = (
        f"SELECT {columns_sql(dialect_of(session))} FROM log_leaf l "  # noqa: S608 fixed names
        "JOIN audit_event e ON e.id = l.event_id WHERE l.idx = :idx"
    )
    return entry_bytes(session.execute(text(query), {"idx": idx}).one())

"""Tables of the audit log: events, the chain over them, its epochs, the queue before it."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, Nfc, UtcTime

# SQLite makes a rowid of INTEGER only; PostgreSQL needs the wider type.
BigId = BigInteger().with_variant(Integer, "sqlite")


class AuditEvent(Base):
    """One changed object within one act; written in the transaction of the change, never again."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_object", "object_kind", "object_id", "id"),
        {"sqlite_autoincrement": True},  # a removed last row must not give its number to another
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    event_uuid: Mapped[uuid.UUID] = mapped_column(Uuid, unique=True)
    act_id: Mapped[uuid.UUID] = mapped_column(Uuid, index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    on_behalf_of: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    action: Mapped[str] = mapped_column(String(100))
    object_kind: Mapped[str] = mapped_column(String(50))
    object_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    data: Mapped[str] = mapped_column(Text)  # canonical JSON text, byte for byte as it was chained


class AuditPending(Base):
    """The queue of the sequencer: events that have no leaf yet.

    Kept because asking "which event has no leaf" would read the whole log at every signature, and
    because an event that is neither chained nor queued was not written by the service.
    """

    __tablename__ = "audit_pending"

    event_uuid: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)


class LogLeaf(Base):
    """The place of an event in the log: hash = SHA-256(previous hash, SHA-256(entry))."""

    __tablename__ = "log_leaf"
    __table_args__ = (
        CheckConstraint("idx >= 0", name="idx_from_zero"),
        CheckConstraint("length(hash) = 64", name="hash_is_sha256"),
    )

    idx: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(BigId, ForeignKey("audit_event.id"), unique=True)
    hash: Mapped[str] = mapped_column(String(64))


class LogEpoch(Base):
    """A restore: what the log held beyond `from_size` before it is lost, not forged."""

    __tablename__ = "log_epoch"
    __table_args__ = (CheckConstraint("from_size >= 0", name="from_size_from_zero"),)

    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    lost_after: Mapped[datetime] = mapped_column(UtcTime)  # when the restored copy was taken
    from_size: Mapped[int] = mapped_column(BigId)
    from_hash: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Nfc(64))


for _table in ("audit_event", "log_leaf", "log_epoch"):
    triggers.append_only(_table)

"""Tables of the audit log: events, chain and tree over them, checkpoints, epochs, the queue."""

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    Uuid,
)
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


class LogNode(Base):
    """A whole subtree of the Merkle tree (RFC 9162) over the entries, in the order of the leaves.

    Level 0 holds SHA-256(0x00 || entry), level n the hash over 2**n leaves; what is written here
    never changes as the log grows.
    """

    __tablename__ = "log_node"
    __table_args__ = (
        CheckConstraint("level >= 0 AND pos >= 0", name="from_zero"),
        {"sqlite_with_rowid": False},  # found by its key alone, and two thirds of the size
    )

    level: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    pos: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))


class Checkpoint(Base):
    """A signed note (C2SP tlog-checkpoint) about the tree at one size, and its time-stamp."""

    __tablename__ = "checkpoint"
    __table_args__ = (CheckConstraint("size >= 0", name="size_from_zero"),)

    epoch: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class CheckpointToken(Base):
    """The time-stamp over a checkpoint's note, which may come later than the note."""

    __tablename__ = "checkpoint_token"
    __table_args__ = (
        ForeignKeyConstraint(["epoch", "size"], ["checkpoint.epoch", "checkpoint.size"]),
    )

    epoch: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    der: Mapped[bytes] = mapped_column(LargeBinary)
    gen_time: Mapped[datetime] = mapped_column(UtcTime)
    ends_at: Mapped[datetime] = mapped_column(UtcTime)


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


for _table in (
    "audit_event",
    "log_leaf",
    "log_epoch",
    "log_node",
    "checkpoint",
    "checkpoint_token",
):
    triggers.append_only(_table)

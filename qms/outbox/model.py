"""Tables of what must leave after a commit, and of what was said to a person."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from qms.db import Base, HasId, Nfc, UtcTime


class OutboxRow(Base):
    """One errand; it is deleted when it is done, so the table holds only what waits."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "kind", "available_at", "id"),
        Index("ix_outbox_key", "kind", "key"),
        {"sqlite_autoincrement": True},  # a number is never given twice: mails are known by it
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(32))
    key: Mapped[str | None] = mapped_column(String(200))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    available_at: Mapped[datetime] = mapped_column(UtcTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(Nfc(500))


class Notice(HasId, Base):
    """Something said to a person: once per subject, kind and step, whether or not mail left."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint(
            "person_id", "subject_kind", "subject_id", "kind", "step", name="uq_notice_once"
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    subject_kind: Mapped[str] = mapped_column(String(50))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(50))
    step: Mapped[str] = mapped_column(String(50))
    code: Mapped[str] = mapped_column(Nfc(100), default="", server_default="")
    title: Mapped[str] = mapped_column(Nfc(300), default="", server_default="")
    said_at: Mapped[datetime] = mapped_column(UtcTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)

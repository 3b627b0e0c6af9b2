"""Tables of the distribution room."""

import base64
import secrets
import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.distribution.rules import (
    DAYS_TO_READ,
    ESCALATE_AFTER,
    CopyAct,
    CopyState,
    RecipientKind,
    steps,
)
from qms.people.rules import Role


def copy_token() -> str:
    """What the QR code of one paper copy names; cannot be guessed (80 bits)."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


class DistributionList(Base):
    """How the list of one document is handled: days to read, and when the unit head is told."""

    __tablename__ = "distribution_list"
    __table_args__ = (CheckConstraint("days_to_read >= 1 AND escalate_after >= 1", name="days"),)

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), primary_key=True)
    days_to_read: Mapped[int] = mapped_column(default=DAYS_TO_READ)
    escalate_after: Mapped[int] = mapped_column(default=ESCALATE_AFTER)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class Recipient(HasId, Base):
    """A line of a list from when it was added until it was taken off; never deleted."""

    __tablename__ = "distribution_recipient"
    __table_args__ = (
        CheckConstraint("removed_at IS NULL OR removed_at >= added_at", name="period"),
        CheckConstraint("(removed_at IS NULL) = (removed_by IS NULL)", name="removed_wholly"),
        CheckConstraint(
            "(kind = 'unit' AND unit_id IS NOT NULL AND role IS NULL AND person_id IS NULL)"
            " OR (kind = 'role' AND role IS NOT NULL AND person_id IS NULL)"
            " OR (kind = 'person' AND person_id IS NOT NULL AND unit_id IS NULL AND role IS NULL)",
            name="named_wholly",
        ),
        Index("ix_distribution_recipient_document", "document_id", "removed_at"),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("distribution_list.document_id"))
    kind: Mapped[RecipientKind] = mapped_column(enum_type(RecipientKind, "recipient_kind"))
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[Role | None] = mapped_column(enum_type(Role, "recipient_role"), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    removed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class Acknowledgement(HasId, Base):
    """ "Đã nhận và đọc": this person, this revision, exactly this file; once and for good."""

    __tablename__ = "reading_acknowledgement"
    __table_args__ = (UniqueConstraint("revision_id", "person_id"),)

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sha256: Mapped[str] = mapped_column(Nfc(64))
    acknowledged_at: Mapped[datetime] = mapped_column(UtcTime)


class PaperCopy(HasId, Base):
    """A numbered paper copy of one revision; numbers of a document are never given twice."""

    __tablename__ = "paper_copy"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        CheckConstraint("number >= 1 AND total >= number", name="numbers"),
        Index("ix_paper_copy_revision", "revision_id", "state"),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    number: Mapped[int]
    total: Mapped[int]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    token: Mapped[str] = mapped_column(Nfc(32), unique=True, default=copy_token)
    state: Mapped[CopyState] = mapped_column(
        enum_type(CopyState, "copy_state"), default=CopyState.ISSUED, index=True
    )
    issued_at: Mapped[datetime] = mapped_column(UtcTime)
    issued_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class CopyStep(HasId, Base):
    """One thing done with a copy: when it was written down, which day it tells of, by whom."""

    __tablename__ = "paper_copy_step"
    __table_args__ = (UniqueConstraint("copy_id", "number"),)

    copy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_copy.id"))
    number: Mapped[int]
    act: Mapped[CopyAct] = mapped_column(enum_type(CopyAct, "copy_act"))
    state: Mapped[CopyState] = mapped_column(enum_type(CopyState, "copy_step_state"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    done_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    done_on: Mapped[date]
    who: Mapped[str] = mapped_column(Nfc(120), default="")
    witness: Mapped[str] = mapped_column(Nfc(120), default="")
    reason: Mapped[str] = mapped_column(NfcText, default="")


_STEPS = ", ".join(f"'{start}>{end}'" for start, end in sorted(steps()))
_FIXED = triggers.changed(
    "document_id", "revision_id", "number", "total", "unit_id", "person_id", "token"
)
triggers.append_only("reading_acknowledgement")
triggers.append_only("paper_copy_step")
triggers.kept("distribution_list")
triggers.kept("distribution_recipient")
triggers.kept("paper_copy")
triggers.declare(
    triggers.Trigger(
        "paper_copy_fixed",
        "paper_copy",
        "BEFORE UPDATE",
        f"{_FIXED} OR (OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({_STEPS}))",
        "a numbered copy stays what it is, and goes on only as the table says",
    )
)
triggers.declare(
    triggers.Trigger(
        "distribution_recipient_closed",
        "distribution_recipient",
        "BEFORE UPDATE",
        "OLD.removed_at IS NOT NULL OR "
        + triggers.changed(
            "document_id", "kind", "unit_id", "role", "person_id", "added_at", "added_by"
        ),
        "a line of a distribution list is only ever taken off",
    )
)

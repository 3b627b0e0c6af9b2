"""Rounds: what was submitted, frozen, and what reviewers and the approver said about it."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.documents.model.files import PdfOrigin
from qms.documents.rules.states import Outcome, Verdict

_RUNNING = text("ended_at IS NULL")
_ASKED = text("released_at IS NULL")


class Round(HasId, Base):
    """Exactly these bytes and words were submitted; verdicts belong to the round."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("revision_id", "number"),
        Index(
            "uq_round_running",
            "revision_id",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_wholly"),
        CheckConstraint(
            "(pdf_sha256 IS NULL) = (pdf_size IS NULL)"
            " AND (pdf_sha256 IS NULL) = (pdf_origin IS NULL)",
            name="pdf_wholly",
        ),
    )

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    number: Mapped[int]
    docx_sha256: Mapped[str] = mapped_column(Nfc(64))
    docx_size: Mapped[int]
    docx_name: Mapped[str] = mapped_column(Nfc(200))
    pdf_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    pdf_size: Mapped[int | None]
    pdf_origin: Mapped[PdfOrigin | None] = mapped_column(enum_type(PdfOrigin, "pdf_origin"))
    title: Mapped[str] = mapped_column(Nfc(300))
    change_summary: Mapped[str] = mapped_column(NfcText)
    change_reason: Mapped[str] = mapped_column(NfcText)
    effective_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(Nfc(60), default="")
    decision_on: Mapped[date | None]
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    submitted_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    statement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("statement.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    outcome: Mapped[Outcome | None] = mapped_column(enum_type(Outcome, "round_outcome"))
    end_reason: Mapped[str] = mapped_column(NfcText, default="")


class ReviewTask(HasId, Base):
    """One reviewer asked in one round; a reassigned task is released, never overwritten."""

    __tablename__ = "review_task"
    __table_args__ = (
        Index(
            "uq_review_task_asked",
            "round_id",
            "reviewer_id",
            unique=True,
            sqlite_where=_ASKED,
            postgresql_where=_ASKED,
        ),
        CheckConstraint(
            "(verdict IS NULL) = (decided_at IS NULL)"
            " AND (verdict IS NULL) = (statement_id IS NULL)",
            name="decided_wholly",
        ),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), index=True)
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date]
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcTime)
    release_reason: Mapped[str] = mapped_column(NfcText, default="")
    verdict: Mapped[Verdict | None] = mapped_column(enum_type(Verdict, "review_verdict"))
    comment: Mapped[str] = mapped_column(NfcText, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))


class ReviewComment(HasId, Base):
    """A remark on a place in the text, made while a round runs."""

    __tablename__ = "review_comment"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), index=True)
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(Nfc(200), default="")
    text: Mapped[str] = mapped_column(NfcText)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


_SUBMITTED = triggers.changed(
    "revision_id",
    "number",
    "docx_sha256",
    "docx_size",
    "docx_name",
    "pdf_sha256",
    "pdf_size",
    "pdf_origin",
    "title",
    "change_summary",
    "change_reason",
    "effective_on",
    "decision_number",
    "decision_on",
    "submitted_at",
    "submitted_by",
    "statement_id",
)
triggers.declare(
    triggers.Trigger(
        "round_frozen",
        "round",
        "BEFORE UPDATE",
        f"OLD.ended_at IS NOT NULL OR {_SUBMITTED}",
        "a round is frozen when it is submitted and closed when it has ended",
    )
)
triggers.declare(
    triggers.Trigger(
        "review_task_said_once",
        "review_task",
        "BEFORE UPDATE",
        "OLD.verdict IS NOT NULL OR OLD.released_at IS NOT NULL",
        "a verdict is given once",
    )
)
triggers.kept("round")
triggers.kept("review_task")

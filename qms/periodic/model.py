"""Tables of the periodic room: proposed verdicts and their signatures."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.periodic.rules import Verdict

_WAITING = text("signed_at IS NULL AND returned_at IS NULL")


class PeriodicReview(HasId, Base):
    """One look at a document in force: the verdict proposed, then signed or returned.

    A withdrawal is not signed here: its row stays unsigned, the revision's own withdrawal tells.
    """

    __tablename__ = "periodic_review"
    __table_args__ = (
        Index(
            "uq_periodic_review_waiting",
            "revision_id",
            unique=True,
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index("ix_periodic_review_document", "document_id", "signed_at"),
        CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL)"
            " AND (signed_at IS NULL) = (statement_id IS NULL)",
            name="signed_wholly",
        ),
        CheckConstraint("signed_at IS NULL OR returned_at IS NULL", name="signed_or_returned"),
        CheckConstraint("signed_at IS NULL OR verdict <> 'withdraw'", name="withdrawn_elsewhere"),
        CheckConstraint("signed_by IS NULL OR signed_by <> proposed_by", name="two_people"),
        CheckConstraint("(returned_at IS NULL) = (returned_by IS NULL)", name="returned_wholly"),
        CheckConstraint(
            "(next_due_on IS NOT NULL) = (signed_at IS NOT NULL AND verdict = 'keep')",
            name="kept_until",
        ),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    verdict: Mapped[Verdict] = mapped_column(enum_type(Verdict, "periodic_verdict"))
    reason: Mapped[str] = mapped_column(NfcText)
    due_on: Mapped[date]
    docx_sha256: Mapped[str] = mapped_column(Nfc(64))
    pdf_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    signed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))
    next_due_on: Mapped[date | None]
    draft_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("revision.id"))
    returned_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    return_reason: Mapped[str] = mapped_column(NfcText, default="")
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


def _guard(name: str, when: str, condition: str, message: str) -> None:
    triggers.declare(triggers.Trigger(name, "periodic_review", when, condition, message))


triggers.kept("periodic_review")
_guard(
    "periodic_review_words_fixed",
    "BEFORE UPDATE",
    triggers.changed(
        "document_id",
        "revision_id",
        "verdict",
        "reason",
        "due_on",
        "docx_sha256",
        "pdf_sha256",
        "proposed_by",
        "proposed_at",
    ),
    "a proposed verdict never changes",
)
_guard(
    "periodic_review_ended",
    "BEFORE UPDATE",
    "OLD.signed_at IS NOT NULL OR OLD.returned_at IS NOT NULL",
    "a signed or returned verdict never changes",
)
_guard(
    "periodic_review_apart",
    "BEFORE UPDATE OF signed_by",
    "EXISTS (SELECT 1 FROM revision_author a"
    " WHERE a.revision_id = NEW.revision_id AND a.person_id = NEW.signed_by)",
    "an author never signs the review of the own revision",
)

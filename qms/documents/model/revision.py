"""Revisions with their period, and what was adopted from paper."""

import base64
import secrets
import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.documents.model.files import PdfOrigin
from qms.documents.rules.states import State, steps

_OPEN = text("state IN ('draft', 'in_review', 'in_approval')")
_LAST = text("state = 'approved' AND superseded_at IS NULL")
_NUMBERED = text("state NOT IN ('cancelled', 'abandoned')")


def public_token() -> str:
    """What the QR code on a copy names: says nothing by itself, cannot be guessed (80 bits)."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii").lower()


class Revision(HasId, Base):
    """One edition/revision of a document, from the first draft to its withdrawal."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("document_id", "sequence"),
        Index(
            "uq_revision_open",
            "document_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_revision_last",
            "document_id",
            unique=True,
            sqlite_where=_LAST,
            postgresql_where=_LAST,
        ),
        Index(
            "uq_revision_number",
            "document_id",
            "edition",
            "revision",
            unique=True,
            sqlite_where=_NUMBERED,
            postgresql_where=_NUMBERED,
        ),
        Index("ix_revision_effective", "effective_at"),
        # None begins with the state: the planner would rather read all approved revisions by it
        # than walk the register in the order of codes.
        Index("ix_revision_document", "document_id", "state", "effective_at"),
        Index("ix_revision_approver", "approver_id", "state"),
        Index("ix_revision_responsible", "responsible_id", "state"),
        CheckConstraint(
            "(state IN ('approved', 'withdrawn', 'cancelled')) = (approved_at IS NOT NULL)"
            " AND (approved_at IS NULL) = (effective_at IS NULL)"
            " AND (approved_at IS NULL) = (approved_by IS NULL)"
            " AND (approved_at IS NULL) = (approval_statement_id IS NULL)"
            " AND (approved_at IS NULL) = (docx_sha256 IS NULL)",
            name="approved_wholly",
        ),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_at"),
        CheckConstraint(
            "superseded_at IS NULL OR superseded_at > effective_at", name="period_forward"
        ),
        CheckConstraint(
            "adoption_id IS NOT NULL OR effective_at IS NULL OR effective_at >= approved_at",
            name="effective_after_approval",
        ),
        CheckConstraint("edition >= 1 AND revision >= 0", name="numbers"),
        CheckConstraint(
            "(pdf_sha256 IS NULL) = (pdf_size IS NULL)"
            " AND (pdf_sha256 IS NULL) = (pdf_origin IS NULL)"
            " AND (pdf_sha256 IS NULL OR docx_sha256 IS NOT NULL)",
            name="pdf_wholly",
        ),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    sequence: Mapped[int]
    edition: Mapped[int]
    revision: Mapped[int]
    state: Mapped[State] = mapped_column(enum_type(State, "revision_state"), default=State.DRAFT)
    title: Mapped[str] = mapped_column(Nfc(300))
    change_summary: Mapped[str] = mapped_column(NfcText, default="")
    change_reason: Mapped[str] = mapped_column(NfcText, default="")
    change_place: Mapped[str] = mapped_column(Nfc(200), default="", server_default="")
    change_requests: Mapped[str] = mapped_column(Nfc(300), default="", server_default="")
    effective_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(Nfc(60), default="")
    decision_on: Mapped[date | None]
    responsible_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    approver_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime | None] = mapped_column(UtcTime)
    docx_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    docx_size: Mapped[int | None]
    docx_name: Mapped[str | None] = mapped_column(Nfc(200))
    pdf_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    pdf_size: Mapped[int | None]
    pdf_origin: Mapped[PdfOrigin | None] = mapped_column(enum_type(PdfOrigin, "pdf_origin"))
    public_token: Mapped[str] = mapped_column(
        Nfc(32), index=True, unique=True, default=public_token, server_default=""
    )
    approved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    approval_statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))
    effective_at: Mapped[datetime | None] = mapped_column(UtcTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
    withdrawal_reason: Mapped[str] = mapped_column(NfcText, default="")
    withdrawal_statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))
    adoption_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("adoption.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class RevisionAuthor(Base):
    """Everybody who uploaded into a revision is its author and cannot approve it."""

    __tablename__ = "revision_author"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True
    )


class PlannedReviewer(Base):
    """Who is to review at the next submission, and by when."""

    __tablename__ = "planned_reviewer"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    due_on: Mapped[date]


class Adoption(HasId, Base):
    """A prepared list of what was in force on paper, which an approver signs once."""

    __tablename__ = "adoption"
    __table_args__ = (
        CheckConstraint("(signed_at IS NULL) = (statement_id IS NULL)", name="signed_wholly"),
    )

    decision_number: Mapped[str] = mapped_column(Nfc(60))
    decision_on: Mapped[date]
    prepared_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    prepared_at: Mapped[datetime] = mapped_column(UtcTime)
    approver_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    signed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))


_STEPS = ", ".join(f"'{start}>{end}'" for start, end in sorted(steps()))
_OVERLAP = (
    "NEW.state IN ('approved', 'withdrawn') AND EXISTS (SELECT 1 FROM revision other"
    " WHERE other.document_id = NEW.document_id AND other.id <> NEW.id"
    " AND other.state IN ('approved', 'withdrawn')"
    " AND (other.superseded_at IS NULL OR other.superseded_at > NEW.effective_at)"
    " AND (other.withdrawn_at IS NULL OR other.withdrawn_at > NEW.effective_at)"
    " AND (NEW.superseded_at IS NULL OR NEW.superseded_at > other.effective_at)"
    " AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at > other.effective_at))"
)
_SIGNED = triggers.changed(
    "document_id",
    "sequence",
    "edition",
    "revision",
    "title",
    "docx_sha256",
    "docx_size",
    "docx_name",
    "pdf_sha256",
    "pdf_size",
    "pdf_origin",
    "public_token",
    "approved_at",
    "approved_by",
    "approval_statement_id",
    "effective_at",
)


def _guard(name: str, when: str, condition: str, message: str, table: str = "revision") -> None:
    triggers.declare(triggers.Trigger(name, table, when, condition, message))


_guard(
    "revision_bytes_fixed",
    "BEFORE UPDATE",
    f"OLD.docx_sha256 IS NOT NULL AND ({_SIGNED})",
    "an approved revision never changes its bytes",
)
_guard(
    "revision_in_order",
    "BEFORE UPDATE OF state",
    f"OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({_STEPS})",
    "the lifecycle has no such step",
)
for _verb in ("INSERT", "UPDATE"):
    _guard(
        f"revision_periods_apart_{_verb.lower()}",
        f"BEFORE {_verb}",
        _OVERLAP,
        "two revisions of a document are never in force at once",
    )
_guard(
    "revision_approver_apart",
    "BEFORE UPDATE OF approved_by",
    "EXISTS (SELECT 1 FROM revision_author a"
    " WHERE a.revision_id = NEW.id AND a.person_id = NEW.approved_by)",
    "an author never approves",
)
_guard(
    "revision_author_apart",
    "BEFORE INSERT",
    "EXISTS (SELECT 1 FROM revision r"
    " WHERE r.id = NEW.revision_id AND r.approved_by = NEW.person_id)",
    "an author never approves",
    table="revision_author",
)
_guard(
    "adoption_signed_once",
    "BEFORE UPDATE",
    "OLD.signed_at IS NOT NULL",
    "a signed list never changes",
    table="adoption",
)
triggers.kept("revision")
triggers.kept("adoption")
triggers.append_only("revision_author")

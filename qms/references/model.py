"""Tables of the references room: the register of external documents, and citations as derived."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.references.rules.citations import Kind
from qms.references.rules.standing import ExternalKind, Status


class ExternalDocument(HasId, Base):
    """One line of the list of external documents (ISO 9001:2015, 7.5.3.2)."""

    __tablename__ = "external_document"
    __table_args__ = (
        Index("ix_external_document_sort", "sort_key", "id"),
        Index("ix_external_document_base", "base", "status"),
        CheckConstraint(
            "status NOT IN ('replaced', 'expired')"
            " OR (ended_on IS NOT NULL AND marked_at IS NOT NULL)",
            name="ended_on_a_day",
        ),
        CheckConstraint("replaced_by_id IS NULL OR replaced_by_id <> id", name="not_by_itself"),
        CheckConstraint(
            "(status = 'replaced') = (replaced_by_id IS NOT NULL)", name="replaced_by_another"
        ),
        CheckConstraint(
            "(last_checked_on IS NULL) = (last_checked_by IS NULL)", name="checked_by_somebody"
        ),
    )

    kind: Mapped[ExternalKind] = mapped_column(enum_type(ExternalKind, "external_kind"))
    number: Mapped[str] = mapped_column(Nfc(80))  # as it is written
    canonical: Mapped[str] = mapped_column(Nfc(120), unique=True)  # one form of all spellings
    base: Mapped[str] = mapped_column(Nfc(120))  # the same without the year of a yearless number
    sort_key: Mapped[str] = mapped_column(Nfc(160))
    search_key: Mapped[str] = mapped_column(Nfc(900), default="")
    title: Mapped[str] = mapped_column(Nfc(500))
    issuer: Mapped[str] = mapped_column(Nfc(200), default="")
    issued_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    status: Mapped[Status] = mapped_column(
        enum_type(Status, "external_status"), default=Status.IN_FORCE
    )
    replaced_by_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("external_document.id"), index=True
    )
    marked_at: Mapped[datetime | None] = mapped_column(UtcTime)  # when its end was recorded here
    kept_at: Mapped[str] = mapped_column(Nfc(200), default="")
    note: Mapped[str] = mapped_column(NfcText, default="")
    last_checked_on: Mapped[date | None]
    last_checked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class ExternalCheck(HasId, Base):
    """Somebody looked up whether an external document still holds, and what was found."""

    __tablename__ = "external_check"

    external_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("external_document.id"), index=True)
    checked_on: Mapped[date]
    checked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(NfcText, default="")
    at: Mapped[datetime] = mapped_column(UtcTime)


class ReferenceReview(HasId, Base):
    """A quality manager decided that a document may go on citing what has ended, and why."""

    __tablename__ = "reference_review"
    __table_args__ = (UniqueConstraint("external_id", "revision_id", "status"),)

    external_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("external_document.id"))
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), index=True)
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), index=True)
    status: Mapped[Status] = mapped_column(enum_type(Status, "review_status"))
    reason: Mapped[str] = mapped_column(NfcText)
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcTime)


class Citation(Base):
    """One place where an approved revision cites something; derived from its text, no record.

    What it cites is found by `key` when it is asked for, so that it needs no telling when a law or
    a document comes into its register. Drafts are read when they are looked at.
    """

    __tablename__ = "citation"
    __table_args__ = (
        Index("ix_citation_base", "base", "revision_id"),
        Index("ix_citation_key", "key", "revision_id"),
    )

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(enum_type(Kind, "citation_kind"))
    key: Mapped[str] = mapped_column(Nfc(120))
    base: Mapped[str] = mapped_column(Nfc(120))
    written: Mapped[str] = mapped_column(Nfc(120))
    position: Mapped[int]  # of its first character in the text
    heading: Mapped[str] = mapped_column(Nfc(300), default="")
    snippet: Mapped[str] = mapped_column(Nfc(300), default="")
    sure: Mapped[bool] = mapped_column(default=True)
    dated: Mapped[date | None]


class CitationReading(Base):
    """That the text of an approved revision was read for citations, and by which rules."""

    __tablename__ = "citation_reading"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    rules: Mapped[str] = mapped_column(Nfc(40))
    read_at: Mapped[datetime] = mapped_column(UtcTime)


triggers.append_only("external_check")
triggers.append_only("reference_review")
triggers.kept("external_document")

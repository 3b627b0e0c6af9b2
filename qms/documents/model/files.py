"""Files of a draft, what was read from them, and uploads held for a decision."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime


class PdfOrigin(StrEnum):
    """Where the PDF of a revision comes from."""

    CONVERTED = "converted"
    UPLOADED = "uploaded"


class DraftFile(HasId, Base):
    """One upload into a draft; the highest number is the present one."""

    __tablename__ = "draft_file"
    __table_args__ = (UniqueConstraint("revision_id", "number"),)

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(Nfc(64), index=True)
    size: Mapped[int]
    name: Mapped[str] = mapped_column(Nfc(200))
    base_sha256: Mapped[str] = mapped_column(Nfc(64), default="")
    dropped: Mapped[list[Any]] = mapped_column(JSON, default=list)
    uploaded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcTime)


class HeldUpload(HasId, Base):
    """An upload that needs a decision (drop embedded objects?), kept so that nothing is lost."""

    __tablename__ = "held_upload"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    sha256: Mapped[str] = mapped_column(Nfc(64))
    name: Mapped[str] = mapped_column(Nfc(200))
    base_sha256: Mapped[str] = mapped_column(Nfc(64), default="")
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    held_at: Mapped[datetime] = mapped_column(UtcTime)


class DraftPdf(HasId, Base):
    """A PDF that an author made of a draft's present file where the service cannot make one."""

    __tablename__ = "draft_pdf"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"), index=True)
    docx_sha256: Mapped[str] = mapped_column(Nfc(64))
    sha256: Mapped[str] = mapped_column(Nfc(64))
    size: Mapped[int]
    name: Mapped[str] = mapped_column(Nfc(200))
    pages: Mapped[int]
    uploaded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcTime)


class PreparedFile(HasId, Base):
    """The controlled form of one upload under one set of facts: what a round will freeze.

    Derived: the same source, facts and layout give the same bytes, so it may be made again.
    """

    __tablename__ = "prepared_file"
    __table_args__ = (UniqueConstraint("revision_id", "fingerprint"),)

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    fingerprint: Mapped[str] = mapped_column(Nfc(64))
    source_sha256: Mapped[str] = mapped_column(Nfc(64))
    docx_sha256: Mapped[str] = mapped_column(Nfc(64))
    docx_size: Mapped[int]
    pdf_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    pdf_size: Mapped[int | None]
    pdf_pages: Mapped[int | None]
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class SignablePdf(Base):
    """A prepared PDF with its fields, for so many reviewers and a seal: what a round freezes.

    `places` says where each field stands and how it looks, as `word.signing_form` gave it.
    """

    __tablename__ = "signable_pdf"

    base_sha256: Mapped[str] = mapped_column(Nfc(64), primary_key=True)
    reviewers: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seal: Mapped[bool] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(Nfc(64), unique=True)
    size: Mapped[int]
    places: Mapped[list[Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class Rendition(Base):
    """A PDF made later from a file that has none of its own, to be read: derived, kept by hash."""

    __tablename__ = "rendition"

    docx_sha256: Mapped[str] = mapped_column(Nfc(64), primary_key=True)
    pdf_sha256: Mapped[str] = mapped_column(Nfc(64))
    pdf_size: Mapped[int]
    pages: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class DocumentText(Base):
    """What was read from a file, kept by its hash: text for search, cover facts for the checks."""

    __tablename__ = "document_text"

    sha256: Mapped[str] = mapped_column(Nfc(64), primary_key=True)
    text: Mapped[str] = mapped_column(NfcText)
    title: Mapped[str] = mapped_column(Nfc(300), default="")
    code: Mapped[str] = mapped_column(Nfc(60), default="")
    edition: Mapped[int | None]
    revision: Mapped[int | None]
    headings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)


triggers.append_only("draft_file")
triggers.append_only("draft_pdf")
triggers.declare(
    triggers.Trigger(
        "draft_file_in_draft",
        "draft_file",
        "BEFORE INSERT",
        "EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.state <> 'draft')",
        "files change only in draft",
    )
)

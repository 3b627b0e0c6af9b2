"""Files of a draft, what was read from them, and uploads held for a decision."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime


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
triggers.declare(
    triggers.Trigger(
        "draft_file_in_draft",
        "draft_file",
        "BEFORE INSERT",
        "EXISTS (SELECT 1 FROM revision r WHERE r.id = NEW.revision_id AND r.state <> 'draft')",
        "files change only in draft",
    )
)

"""The register: what documents there are, of which type and whose."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, UtcTime, enum_type
from qms.documents.rules.permissions import Visibility


class DocumentType(Base):
    """A kind of document, as data: procedures, forms, instructions."""

    __tablename__ = "document_type"

    code: Mapped[str] = mapped_column(Nfc(20), primary_key=True)
    name: Mapped[str] = mapped_column(Nfc(100))
    name_en: Mapped[str] = mapped_column(Nfc(100))
    position: Mapped[int] = mapped_column(default=0)
    is_form: Mapped[bool] = mapped_column(default=False)
    review_months: Mapped[int] = mapped_column(default=12)
    requires_pdf: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    requires_seal: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class DocumentField(Base):
    """A field of the agency's work (lĩnh vực), as data."""

    __tablename__ = "document_field"

    code: Mapped[str] = mapped_column(Nfc(40), primary_key=True)
    name: Mapped[str] = mapped_column(Nfc(100))
    name_en: Mapped[str] = mapped_column(Nfc(100))
    position: Mapped[int] = mapped_column(default=0)


class Document(HasId, Base):
    """One line of the master list; its code is never used again, also when it is withdrawn."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("system", "canonical_code"),
        Index("ix_document_sort", "sort_code", "id"),
        Index("ix_document_owner", "owner_unit_id", "sort_code"),
        Index("ix_document_type_sort", "type_code", "sort_code"),
        Index("ix_document_field_sort", "field_code", "sort_code"),
    )

    system: Mapped[str] = mapped_column(Nfc(40), default="main")
    code: Mapped[str] = mapped_column(Nfc(40))
    canonical_code: Mapped[str] = mapped_column(Nfc(80))
    sort_code: Mapped[str] = mapped_column(Nfc(250))
    title: Mapped[str] = mapped_column(Nfc(300))
    title_en: Mapped[str] = mapped_column(Nfc(300), default="")
    search_key: Mapped[str] = mapped_column(Nfc(800), default="")
    type_code: Mapped[str] = mapped_column(ForeignKey("document_type.code"))
    field_code: Mapped[str] = mapped_column(ForeignKey("document_field.code"))
    owner_unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    clauses: Mapped[str] = mapped_column(Nfc(200), default="")
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    visibility: Mapped[Visibility] = mapped_column(
        enum_type(Visibility, "document_visibility"), default=Visibility.AGENCY
    )
    review_months: Mapped[int] = mapped_column(default=12)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class DocumentReader(Base):
    """A person named as reader of a document that is not for everybody."""

    __tablename__ = "document_reader"

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)


triggers.declare(
    triggers.Trigger(
        "document_code_fixed",
        "document",
        "BEFORE UPDATE",
        triggers.changed("system", "code", "canonical_code"),
        "a code is given once and never again",
    )
)
triggers.kept("document")

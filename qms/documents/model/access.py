"""Who looked at what: its own table with its own retention, outside the audit chain."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from qms.db import Base, UtcTime, enum_type


class AccessKind(StrEnum):
    """What was done with the document."""

    VIEW = "view"
    DOWNLOAD = "download"
    PRINT = "print"


class AccessEntry(Base):
    """One look, download or print."""

    __tablename__ = "access_entry"
    __table_args__ = (Index("ix_access_entry_document", "document_id", "at"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    revision_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("revision.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[AccessKind] = mapped_column(enum_type(AccessKind, "access_kind"))
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)

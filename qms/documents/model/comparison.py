"""Word files with tracked changes: made once for each pair of files, by the jobs process."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qms.db import Base, Nfc, UtcTime


class Redline(Base):
    """The redline of two files: asked for, then made or known not to work; a cache, no record."""

    __tablename__ = "redline"
    __table_args__ = (
        CheckConstraint("sha256 IS NULL OR failure IS NULL", name="made_or_failed"),
        CheckConstraint(
            "(ended_at IS NULL) = (sha256 IS NULL AND failure IS NULL)", name="ended_wholly"
        ),
    )

    old_sha256: Mapped[str] = mapped_column(Nfc(64), primary_key=True)
    new_sha256: Mapped[str] = mapped_column(Nfc(64), primary_key=True)
    author: Mapped[str] = mapped_column(Nfc(200))
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    asked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    sha256: Mapped[str | None] = mapped_column(Nfc(64))
    failure: Mapped[str | None] = mapped_column(Nfc(60))

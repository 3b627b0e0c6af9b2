"""House layouts: the agency's own header, cover and log as Word files with fields."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, UtcTime


class HouseLayout(HasId, Base):
    """One uploaded layout. `in_use` is true or nothing, and unique: at most one is in use."""

    __tablename__ = "house_layout"

    name: Mapped[str] = mapped_column(Nfc(200))
    sha256: Mapped[str] = mapped_column(Nfc(64))
    size: Mapped[int]
    uploaded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcTime)
    in_use: Mapped[bool | None] = mapped_column(unique=True)
    active_from: Mapped[datetime | None] = mapped_column(UtcTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcTime)


triggers.declare(
    triggers.Trigger(
        "house_layout_file_fixed",
        "house_layout",
        "BEFORE UPDATE",
        triggers.changed("sha256", "size", "uploaded_by", "uploaded_at"),
        "the file of a layout never changes",
    )
)

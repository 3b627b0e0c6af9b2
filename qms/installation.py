"""Ground: what this installation is called and whether it is a demonstration."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from qms.db import Base, Nfc, UtcTime
from qms.errors import Unavailable


class Installation(Base):
    """One row: the agency and the origin named in every signed statement."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1, autoincrement=False)
    system_id: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    agency: Mapped[str] = mapped_column(Nfc(200))
    agency_en: Mapped[str] = mapped_column(Nfc(200), default="")
    parent_agency: Mapped[str] = mapped_column(Nfc(200), default="")
    symbol: Mapped[str] = mapped_column(Nfc(20))
    place: Mapped[str] = mapped_column(Nfc(100), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """The installation as everything above reads it."""

    system_id: uuid.UUID
    agency: str
    agency_en: str
    parent_agency: str
    symbol: str
    place: str
    demo: bool


def installation(session: Session) -> InstallationFacts:
    """The facts of this installation; raises Unavailable("NOT-INITIALISED") before `qms init`."""
    row = session.execute(select(Installation)).scalar_one_or_none()
    if row is None:
        raise Unavailable("NOT-INITIALISED")
    return InstallationFacts(
        row.system_id,
        row.agency,
        row.agency_en,
        row.parent_agency,
        row.symbol,
        row.place,
        row.demo,
    )

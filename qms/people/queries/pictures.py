"""The picture of a handwritten signature."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from qms.signing.model import Picture


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Where the picture is in the store, and since when it is used."""

    sha256: str
    size: int
    width_mm: int
    put_at: datetime


def picture_of(session: Session, holder_id: uuid.UUID) -> PictureRow | None:
    """The picture of a person, or of the seal by the installation's id."""
    row = session.get(Picture, holder_id)
    return None if row is None else PictureRow(row.sha256, row.size, row.width_mm, row.put_at)

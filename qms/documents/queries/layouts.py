"""House layouts: which one is used, and all there are."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import HouseLayout
from qms.errors import NotFound
from qms.people.queries import names


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One layout with who brought it and how it stands."""

    id: uuid.UUID
    name: str
    sha256: str
    size: int
    uploaded_by: str
    uploaded_at: datetime
    active_from: datetime | None
    retired_at: datetime | None
    in_use: bool


def active_layout(session: Session) -> str | None:
    """The stored file of the layout in use; None for the layout the service brings."""
    return session.scalar(select(HouseLayout.sha256).where(HouseLayout.in_use.is_(True)))


def all_layouts(session: Session) -> tuple[LayoutLine, ...]:
    """The one in use first, then the newest."""
    found = list(session.scalars(select(HouseLayout).order_by(HouseLayout.uploaded_at.desc())))
    people = names(session, {one.uploaded_by for one in found})
    lines = [
        LayoutLine(
            id=one.id,
            name=one.name,
            sha256=one.sha256,
            size=one.size,
            uploaded_by=people[one.uploaded_by].full_name,
            uploaded_at=one.uploaded_at,
            active_from=one.active_from,
            retired_at=one.retired_at,
            in_use=bool(one.in_use),
        )
        for one in found
    ]
    return tuple(sorted(lines, key=lambda line: not line.in_use))


def layout_line(session: Session, layout_id: uuid.UUID) -> LayoutLine:
    """One of them; raises NotFound("LAYOUT-NOT-FOUND")."""
    line = next((one for one in all_layouts(session) if one.id == layout_id), None)
    if line is None:
        raise NotFound("LAYOUT-NOT-FOUND")
    return line

"""The tree of units as it stands, or stood, on a day."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.model import Unit, UnitPeriod
from qms.people.queries.actors import valid_at
from qms.people.rules import UnitKind


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit at an instant; `depth` 0 is a top unit."""

    id: uuid.UUID
    code: str
    name: str
    name_en: str
    kind: UnitKind
    parent_id: uuid.UUID | None
    depth: int


@dataclass(frozen=True, slots=True)
class UnitPast:
    """One period of a unit: what it was called and where it belonged."""

    name: str
    name_en: str
    kind: UnitKind
    parent_id: uuid.UUID | None
    valid_from: datetime
    valid_to: datetime | None
    basis: str


def unit_tree(session: Session, as_of: datetime) -> list[UnitNode]:
    """All units that exist at this instant, every unit after its parent, siblings by code."""
    rows = session.execute(
        select(Unit.id, Unit.code, UnitPeriod)
        .join(UnitPeriod, UnitPeriod.unit_id == Unit.id)
        .where(valid_at(UnitPeriod, as_of))
        .order_by(Unit.code)
    ).all()
    known = {row.id for row in rows}
    below: dict[uuid.UUID | None, list[Row[uuid.UUID, str, UnitPeriod]]] = defaultdict(list)
    for row in rows:
        parent = row.UnitPeriod.parent_id
        below[parent if parent in known else None].append(row)
    return list(_walk(below, None, 0))


def _walk(
    below: dict[uuid.UUID | None, list[Row[uuid.UUID, str, UnitPeriod]]],
    parent: uuid.UUID | None,
    depth: int,
) -> Iterable[UnitNode]:
    for unit_id, code, period in below.get(parent, []):
        yield UnitNode(
            unit_id, code, period.name, period.name_en, period.kind, period.parent_id, depth
        )
        yield from _walk(below, unit_id, depth + 1)


def unit_names(
    session: Session, as_of: datetime, ids: Iterable[uuid.UUID] | None = None
) -> dict[uuid.UUID, str]:
    """Unit -> name at this instant; a unit closed before keeps its last name."""
    statement = select(UnitPeriod.unit_id, UnitPeriod.name).where(UnitPeriod.valid_from <= as_of)
    wanted = None if ids is None else set(ids)
    if wanted is not None:
        if not wanted:
            return {}
        statement = statement.where(UnitPeriod.unit_id.in_(wanted))
    rows = session.execute(statement.order_by(UnitPeriod.valid_from))
    return {row.unit_id: row.name for row in rows}


def unit_by_code(session: Session, code: str) -> uuid.UUID:
    """The unit with this code; raises NotFound("UNIT-UNKNOWN")."""
    unit_id = session.scalar(select(Unit.id).where(Unit.code == code.strip().upper()))
    if unit_id is None:
        raise NotFound("UNIT-UNKNOWN", code=code)
    return unit_id


def unit_past(session: Session, unit_id: uuid.UUID) -> list[UnitPast]:
    """Every period of a unit, the latest first."""
    rows = session.scalars(
        select(UnitPeriod)
        .where(UnitPeriod.unit_id == unit_id)
        .order_by(UnitPeriod.valid_from.desc())
    )
    return [
        UnitPast(
            row.name,
            row.name_en,
            row.kind,
            row.parent_id,
            row.valid_from,
            row.valid_to,
            row.basis,
        )
        for row in rows
    ]

"""Units are set up, changed and closed by decision, from a day on."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotFound
from qms.people.acts.step import Act, administering, end_period, period_of
from qms.people.model import PositionHolding, RoleGrant, Unit, UnitPeriod
from qms.people.queries.actors import parents_at
from qms.people.rules import By, check_parent, day_end
from qms.people.schemas import NewUnit, UnitChange
from qms.service import Service


def create_unit(service: Service, by: By, data: NewUnit) -> uuid.UUID:
    """Set up a unit; its code is never given to another. Returns its id."""
    with administering(service, by) as act:
        code = data.code.upper()
        if act.session.scalar(select(Unit.id).where(Unit.code == code)) is not None:
            raise Conflict("UNIT-CODE-TAKEN", code=code)
        unit = Unit(id=uuid.uuid4(), code=code, created_at=act.now)
        act.session.add(unit)
        act.session.flush()
        period = _add_period(act, unit.id, data)
        act.record("unit.created", unit.id, code=code, **_facts(period))
        return unit.id


def change_unit(service: Service, by: By, unit_id: uuid.UUID, data: UnitChange) -> None:
    """Rename or move a unit from a day on; what it was before stays known."""
    with administering(service, by) as act:
        present = _open_period(act.session, unit_id)
        start = period_of(data.valid_from, None, act.now).valid_from
        if start <= present.valid_from:
            raise Conflict("UNIT-CHANGED-LATER")
        present.valid_to = start
        act.session.flush()
        period = _add_period(act, unit_id, data)
        act.record("unit.changed", unit_id, **_facts(period))


def close_unit(
    service: Service, by: By, unit_id: uuid.UUID, last_day: date | None = None, basis: str = ""
) -> None:
    """Dissolve a unit that has no units and no people any more."""
    with administering(service, by) as act:
        present = _open_period(act.session, unit_id)
        end = act.now if last_day is None else day_end(last_day)
        _require_empty(act.session, unit_id, end)
        end_period(present, last_day, act.now)
        present.end_basis = basis
        act.record("unit.closed", unit_id, valid_to=end.isoformat())


def _open_period(session: Session, unit_id: uuid.UUID) -> UnitPeriod:
    session.execute(select(Unit.id).where(Unit.id == unit_id).with_for_update())
    period = session.scalar(
        select(UnitPeriod).where(UnitPeriod.unit_id == unit_id, UnitPeriod.valid_to.is_(None))
    )
    if period is None:
        raise NotFound("UNIT-UNKNOWN", code=str(unit_id))
    return period


def _add_period(act: Act, unit_id: uuid.UUID, data: NewUnit | UnitChange) -> UnitPeriod:
    start = period_of(data.valid_from, None, act.now).valid_from
    _lock_tree(act.session)
    check_parent(parents_at(act.session, start), unit_id, data.parent_id)
    period = UnitPeriod(
        unit_id=unit_id,
        name=data.name,
        name_en=data.name_en,
        kind=data.kind,
        parent_id=data.parent_id,
        valid_from=start,
        basis=data.basis,
    )
    act.session.add(period)
    act.session.flush()
    return period


def _lock_tree(session: Session) -> None:
    """Two moves at once could make a circle that neither sees; so one waits for the other."""
    session.execute(select(Unit.id).order_by(Unit.id).with_for_update()).all()


def _facts(period: UnitPeriod) -> dict[str, str]:
    return {
        "kind": period.kind.value,
        "parent": str(period.parent_id or ""),
        "valid_from": period.valid_from.isoformat(),
    }


def _require_empty(session: Session, unit_id: uuid.UUID, end: datetime) -> None:
    if unit_id in {parent for parent in parents_at(session, end).values() if parent}:
        raise Invalid("UNIT-HAS-UNITS")
    for table in (RoleGrant, PositionHolding):
        stays = select(table.id).where(
            table.unit_id == unit_id, (table.valid_to.is_(None)) | (table.valid_to > end)
        )
        if session.scalar(stays.limit(1)) is not None:
            raise Invalid("UNIT-HAS-PEOPLE")

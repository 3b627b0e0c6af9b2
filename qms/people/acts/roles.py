"""Roles and positions are given and taken by administrators, never to oneself."""

import json
import uuid
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.acts.step import (
    Act,
    acting,
    administering,
    end_period,
    keep_one_administrator,
    lock_person,
    period_of,
)
from qms.people.model import Position, PositionHolding, RoleGrant, UnitPeriod
from qms.people.rules import By, Operator, Period, roles_clash
from qms.people.schemas import NewHolding, NewPosition, NewRole
from qms.service import Service

CATALOGUE = Path(__file__).resolve().parent.parent / "positions.json"


def grant_role(service: Service, by: By, person_id: uuid.UUID, data: NewRole) -> uuid.UUID:
    """Give a role for a unit (or the agency) and a time. Returns the grant's id."""
    with administering(service, by) as act:
        _not_oneself(act, person_id)
        lock_person(act.session, person_id)
        period = period_of(data.valid_from, data.valid_to, act.now)
        if data.unit_id is not None:
            _require_unit(act.session, data.unit_id, period)
        _require_no_clash(act.session, person_id, data, period)
        grant = RoleGrant(
            id=uuid.uuid4(),
            person_id=person_id,
            role=data.role,
            unit_id=data.unit_id,
            valid_from=period.valid_from,
            valid_to=period.valid_to,
            basis=data.basis,
        )
        act.session.add(grant)
        act.record(
            "role_grant.given",
            grant.id,
            person=str(person_id),
            role=data.role.value,
            unit=str(data.unit_id or ""),
            **_span(period),
        )
        return grant.id


def end_role(service: Service, by: By, grant_id: uuid.UUID, last_day: date | None = None) -> None:
    """Take a role back, now or with the end of a day; somebody always administers."""
    with administering(service, by) as act:
        grant = act.session.get(RoleGrant, grant_id, with_for_update=True)
        if grant is None:
            raise NotFound("ROLE-UNKNOWN")
        end_period(grant, last_day, act.now)
        keep_one_administrator(act)
        act.record(
            "role_grant.ended",
            grant.id,
            person=str(grant.person_id),
            role=grant.role.value,
            valid_to=str(grant.valid_to),
        )


def hold_position(service: Service, by: By, person_id: uuid.UUID, data: NewHolding) -> uuid.UUID:
    """Record that a person holds a position in a unit for a time. Returns the holding's id."""
    with administering(service, by) as act:
        _not_oneself(act, person_id)
        lock_person(act.session, person_id)
        period = period_of(data.valid_from, data.valid_to, act.now)
        if act.session.get(Position, data.position_code) is None:
            raise Invalid("POSITION-UNKNOWN", fields={"position_code": "POSITION-UNKNOWN"})
        _require_unit(act.session, data.unit_id, period)
        _require_not_held(act.session, person_id, data, period)
        holding = PositionHolding(
            id=uuid.uuid4(),
            person_id=person_id,
            position_code=data.position_code,
            unit_id=data.unit_id,
            title=data.title,
            valid_from=period.valid_from,
            valid_to=period.valid_to,
            basis=data.basis,
        )
        act.session.add(holding)
        act.record(
            "position_holding.begun",
            holding.id,
            person=str(person_id),
            position=data.position_code,
            unit=str(data.unit_id),
            **_span(period),
        )
        return holding.id


def end_position(
    service: Service, by: By, holding_id: uuid.UUID, last_day: date | None = None
) -> None:
    """End a position; delegations that rest on it are no longer offered from then on."""
    with administering(service, by) as act:
        holding = act.session.get(PositionHolding, holding_id, with_for_update=True)
        if holding is None:
            raise NotFound("POSITION-UNKNOWN")
        end_period(holding, last_day, act.now)
        act.record(
            "position_holding.ended",
            holding.id,
            person=str(holding.person_id),
            valid_to=str(holding.valid_to),
        )


def add_position(service: Service, by: By, data: NewPosition) -> None:
    """Add a position to the catalogue."""
    with administering(service, by) as act:
        if act.session.get(Position, data.code) is not None:
            raise Conflict("POSITION-CODE-TAKEN", code=data.code)
        act.session.add(Position(**data.model_dump()))
        act.record("position.added", uuid.uuid5(uuid.NAMESPACE_OID, data.code), code=data.code)


def load_positions(service: Service, by: Operator) -> int:
    """Add what is missing of the catalogue that ships with the product. Returns how many."""
    shipped = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    with acting(service, by) as act:
        present = set(act.session.scalars(select(Position.code)))
        missing = [one for one in shipped if one["code"] not in present]
        for one in sorted(missing, key=lambda row: "deputy_of" in row):
            act.session.add(Position(**one))
            act.session.flush()
            key = uuid.uuid5(uuid.NAMESPACE_OID, one["code"])
            act.record("position.added", key, code=one["code"])
        return len(missing)


def _not_oneself(act: Act, person_id: uuid.UUID) -> None:
    if act.actor_id == person_id:
        raise NotAllowed("GRANT-TO-ONESELF")


def _require_unit(session: Session, unit_id: uuid.UUID, period: Period) -> None:
    """The unit exists when the grant begins (rows of a merged unit end with it)."""
    periods = session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == unit_id))
    if not any(one.period.holds_at(period.valid_from) for one in periods):
        raise Invalid("UNIT-UNKNOWN", fields={"unit_id": "UNIT-UNKNOWN"}, code=str(unit_id))


def _require_no_clash(
    session: Session, person_id: uuid.UUID, data: NewRole, period: Period
) -> None:
    grants = session.scalars(select(RoleGrant).where(RoleGrant.person_id == person_id))
    beside = [one for one in grants if one.period.overlaps(period)]
    if any(one.role is data.role and one.unit_id == data.unit_id for one in beside):
        raise Conflict("ROLE-HELD-ALREADY")
    if roles_clash((one.role for one in beside), data.role):
        raise Invalid("ADMINISTRATOR-NO-CONTENT", fields={"role": "ADMINISTRATOR-NO-CONTENT"})


def _require_not_held(
    session: Session, person_id: uuid.UUID, data: NewHolding, period: Period
) -> None:
    held = session.scalars(
        select(PositionHolding).where(
            PositionHolding.person_id == person_id,
            PositionHolding.position_code == data.position_code,
            PositionHolding.unit_id == data.unit_id,
        )
    )
    if any(one.period.overlaps(period) for one in held):
        raise Conflict("POSITION-HELD-ALREADY")


def _span(period: Period) -> dict[str, str]:
    end = "" if period.valid_to is None else period.valid_to.isoformat()
    return {"valid_from": period.valid_from.isoformat(), "valid_to": end}

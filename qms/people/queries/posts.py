"""Positions people hold and delegations they gave or received."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qms.people.model import Delegation, Person, Position, PositionHolding, UnitPeriod
from qms.people.queries.actors import valid_at
from qms.people.rules import DelegationKind


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A position a person holds, held or will hold."""

    id: uuid.UUID
    position_code: str
    title: str
    rank: int
    unit_id: uuid.UUID
    unit: str
    valid_from: datetime
    valid_to: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation given or received."""

    id: uuid.UUID
    kind: DelegationKind
    delegator_id: uuid.UUID
    delegator: str
    delegate_id: uuid.UUID
    delegate: str
    position: str
    document_types: tuple[str, ...]
    scope: str
    valid_from: datetime
    valid_to: datetime | None
    basis: str
    source_id: uuid.UUID | None


def holdings(
    session: Session, person_id: uuid.UUID, *, now: datetime | None = None
) -> list[HoldingRow]:
    """The positions of a person, the highest first: those held at `now`, without it all."""
    statement = (
        select(PositionHolding, Position)
        .join(Position, Position.code == PositionHolding.position_code)
        .where(PositionHolding.person_id == person_id)
        .order_by(Position.rank, PositionHolding.valid_from.desc())
    )
    if now is not None:
        statement = statement.where(valid_at(PositionHolding, now))
    rows = session.execute(statement).all()
    units = _units(session, [held for held, _ in rows], now)
    return [
        HoldingRow(
            held.id,
            held.position_code,
            held.title or position.name,
            position.rank,
            held.unit_id,
            units[held.id],
            held.valid_from,
            held.valid_to,
            held.basis,
        )
        for held, position in rows
    ]


def _units(
    session: Session, held: Sequence[PositionHolding], now: datetime | None
) -> dict[uuid.UUID, str]:
    """Holding -> name of its unit at `now`, or when the holding began."""
    periods = session.execute(
        select(UnitPeriod.unit_id, UnitPeriod.valid_from, UnitPeriod.name)
        .where(UnitPeriod.unit_id.in_({one.unit_id for one in held}))
        .order_by(UnitPeriod.valid_from)
    ).all()
    found = {one.id: "" for one in held}
    for one in held:
        for unit_id, since, name in periods:
            if unit_id == one.unit_id and since <= (now or one.valid_from):
                found[one.id] = name
    return found


def delegations(
    session: Session, person_id: uuid.UUID, *, now: datetime | None = None
) -> list[DelegationRow]:
    """Delegations given or received by a person: those valid at `now`, without it all."""
    giver, taker = aliased(Person), aliased(Person)
    statement = (
        select(Delegation, giver.full_name, taker.full_name, PositionHolding.title, Position.name)
        .join(giver, giver.id == Delegation.delegator_id)
        .join(taker, taker.id == Delegation.delegate_id)
        .join(PositionHolding, PositionHolding.id == Delegation.holding_id)
        .join(Position, Position.code == PositionHolding.position_code)
        .where((Delegation.delegator_id == person_id) | (Delegation.delegate_id == person_id))
        .order_by(Delegation.valid_from.desc(), Delegation.id)
    )
    if now is not None:
        statement = statement.where(valid_at(Delegation, now))
    return [
        DelegationRow(
            one.id,
            one.kind,
            one.delegator_id,
            from_name,
            one.delegate_id,
            to_name,
            title or name,
            tuple(one.document_types),
            one.scope,
            one.valid_from,
            one.valid_to,
            one.basis,
            one.source_id,
        )
        for one, from_name, to_name, title, name in session.execute(statement)
    ]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position of the catalogue."""

    code: str
    name: str
    name_en: str
    rank: int
    deputy_of: str | None


def positions(session: Session) -> list[PositionRow]:
    """The catalogue of positions, the highest first."""
    rows = session.scalars(select(Position).order_by(Position.rank, Position.code))
    return [PositionRow(row.code, row.name, row.name_en, row.rank, row.deputy_of) for row in rows]

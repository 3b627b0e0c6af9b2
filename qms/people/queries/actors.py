"""Who is acting, as loaded for an instant."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from qms.errors import NotSignedIn
from qms.people.model import HasPeriod, Person, PositionHolding, RoleGrant, UnitPeriod
from qms.people.rules import Actor, Grant, Role, day_end, subtrees


@dataclass(frozen=True, slots=True)
class Name:
    """How a person is called on screen."""

    id: uuid.UUID
    full_name: str
    login: str


def valid_at(table: type[HasPeriod], now: datetime) -> ColumnElement[bool]:
    """The rows that hold at this instant."""
    return and_(table.valid_from <= now, or_(table.valid_to.is_(None), table.valid_to > now))


def is_active(person: Person, now: datetime) -> bool:
    """Whether the person may sign in and act: not disabled and not past the last day here."""
    return person.disabled_at is None and (person.left_on is None or now < day_end(person.left_on))


def load_actor(session: Session, person_id: uuid.UUID, now: datetime) -> Actor:
    """The person as acting at this instant; raises NotSignedIn("ACCOUNT-DISABLED")."""
    return _actor(session, select(Person).where(Person.id == person_id), now)


def lock_actor(session: Session, person_id: uuid.UUID, now: datetime) -> Actor:
    """The same with the person's row locked: whoever disables the account waits for this act.

    Not locked against rows that name this person (`key_share`): two people at work on one document,
    each naming the other, would wait for each other for ever.
    """
    statement = select(Person).where(Person.id == person_id).with_for_update(key_share=True)
    return _actor(session, statement.execution_options(populate_existing=True), now)


def _actor(session: Session, statement: Select[Any], now: datetime) -> Actor:
    person = session.execute(statement).scalar_one_or_none()
    if person is None or not is_active(person, now):
        raise NotSignedIn("ACCOUNT-DISABLED")
    return actor_of(session, person, now)


def actor_of(session: Session, person: Person, now: datetime) -> Actor:
    """The actor for a person already loaded and known to be active."""
    grants = _grants(session, person.id, now)
    units = {grant.unit_id for grant in grants if grant.unit_id is not None}
    units |= set(_units_of_positions(session, person.id, now))
    tree = _below(session, units, now) if units else {}
    return Actor(
        id=person.id,
        login=person.login,
        full_name=person.full_name,
        grants=grants,
        unit_ids=frozenset(units),
        subtree=tree,
        locale=person.locale,
        must_change=person.must_change,
    )


def _grants(session: Session, person_id: uuid.UUID, now: datetime) -> frozenset[Grant]:
    rows = session.execute(
        select(RoleGrant.role, RoleGrant.unit_id).where(
            RoleGrant.person_id == person_id, valid_at(RoleGrant, now)
        )
    )
    return frozenset(Grant(role, unit_id) for role, unit_id in rows)


def _units_of_positions(
    session: Session, person_id: uuid.UUID, now: datetime
) -> Iterable[uuid.UUID]:
    return session.scalars(
        select(PositionHolding.unit_id).where(
            PositionHolding.person_id == person_id, valid_at(PositionHolding, now)
        )
    )


def parents_at(session: Session, now: datetime) -> dict[uuid.UUID, uuid.UUID | None]:
    """Unit -> parent, for every unit that exists at this instant."""
    rows = session.execute(
        select(UnitPeriod.unit_id, UnitPeriod.parent_id).where(valid_at(UnitPeriod, now))
    )
    return {unit_id: parent_id for unit_id, parent_id in rows}  # noqa: C416 - rows are not tuples


def _below(
    session: Session, units: set[uuid.UUID], now: datetime
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    tree = subtrees(parents_at(session, now))
    return {unit: tree.get(unit, frozenset({unit})) for unit in units}


def names(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Name]:
    """Person -> name, in one query; unknown ids are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.execute(
        select(Person.id, Person.full_name, Person.login).where(Person.id.in_(wanted))
    )
    return {row.id: Name(row.id, row.full_name, row.login) for row in rows}


def people_with(
    session: Session, role: Role, unit_id: uuid.UUID | None, now: datetime
) -> list[Name]:
    """Active people who hold the role for this unit (None: anywhere), sorted by given name."""
    above = _above(session, unit_id, now)
    rows = session.scalars(
        select(Person)
        .where(Person.id.in_(_holders(role, above, now)), Person.disabled_at.is_(None))
        .order_by(Person.sort_key, Person.id)
    )
    return [Name(row.id, row.full_name, row.login) for row in rows if is_active(row, now)]


def _holders(role: Role, above: list[uuid.UUID] | None, now: datetime) -> Select[uuid.UUID]:
    holders = select(RoleGrant.person_id).where(RoleGrant.role == role, valid_at(RoleGrant, now))
    if above is None:
        return holders
    return holders.where(or_(RoleGrant.unit_id.is_(None), RoleGrant.unit_id.in_(above)))


def _above(session: Session, unit_id: uuid.UUID | None, now: datetime) -> list[uuid.UUID] | None:
    if unit_id is None:
        return None
    parents = parents_at(session, now)
    chain = [unit_id]
    while (parent := parents.get(chain[-1])) is not None and parent not in chain:
        chain.append(parent)
    return chain

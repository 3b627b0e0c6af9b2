"""Lists and details of people."""

import base64
import binascii
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from qms.errors import Invalid, NotFound
from qms.people.model import Person, Position, PositionHolding, RoleGrant
from qms.people.queries.actors import is_active, valid_at
from qms.people.queries.units import unit_names
from qms.people.rules import Role, StaffKind, fold

MOST = 200


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as listed; `posts` are position and unit, e.g. `Chánh Văn phòng, Văn phòng Sở`."""

    id: uuid.UUID
    login: str
    full_name: str
    email: str
    staff_kind: StaffKind
    active: bool
    left_on: date | None
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Some people and the cursor of the next page, if there is one."""

    items: list[PersonRow]
    next: str | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role grant, past, present or to come."""

    id: uuid.UUID
    role: Role
    unit_id: uuid.UUID | None
    unit_name: str
    valid_from: datetime
    valid_to: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """Everything the administration page shows of one person."""

    row: PersonRow
    locale: str
    disabled_at: datetime | None
    must_change: bool
    has_password: bool
    row_version: int
    created_at: datetime
    roles: list[RoleRow]


def people_page(
    session: Session,
    *,
    now: datetime,
    text: str = "",
    unit_id: uuid.UUID | None = None,
    active_only: bool = False,
    cursor: str | None = None,
    limit: int = 50,
) -> PersonPage:
    """People by given name; `text` finds words of name or login, typed with or without tones."""
    statement = _matching(text, unit_id, now)
    if active_only:
        statement = statement.where(Person.disabled_at.is_(None))
    if cursor:
        statement = statement.where(tuple_(Person.sort_key, Person.id) > _place(cursor))
    limit = max(1, min(limit, MOST))
    people = list(session.scalars(statement.limit(limit + 1)))
    more, people = len(people) > limit, people[:limit]
    posts = _posts(session, [person.id for person in people], now)
    rows = [_row(person, posts, now) for person in people]
    return PersonPage(rows, _cursor(people[-1]) if more else None)


def _matching(text: str, unit_id: uuid.UUID | None, now: datetime) -> Select[Person]:
    statement = select(Person).order_by(Person.sort_key, Person.id)
    for word in fold(text).split()[:8]:
        statement = statement.where(Person.search_key.contains(word, autoescape=True))
    if unit_id is None:
        return statement
    granted = select(RoleGrant.person_id).where(
        RoleGrant.unit_id == unit_id, valid_at(RoleGrant, now)
    )
    holding = select(PositionHolding.person_id).where(
        PositionHolding.unit_id == unit_id, valid_at(PositionHolding, now)
    )
    return statement.where(Person.id.in_(granted.union(holding)))


def _cursor(person: Person) -> str:
    text = json.dumps([person.sort_key, str(person.id)])
    return base64.urlsafe_b64encode(text.encode()).decode()


def _place(cursor: str) -> tuple[str, uuid.UUID]:
    try:
        key, name = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return str(key), uuid.UUID(name)
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise Invalid("CURSOR-INVALID") from error


def _posts(session: Session, ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[str]]:
    rows = session.execute(
        select(PositionHolding, Position.name)
        .join(Position, Position.code == PositionHolding.position_code)
        .where(PositionHolding.person_id.in_(set(ids)), valid_at(PositionHolding, now))
        .order_by(Position.rank)
    ).all()
    units = unit_names(session, now, [row.PositionHolding.unit_id for row in rows]) if rows else {}
    posts: dict[uuid.UUID, list[str]] = defaultdict(list)
    for holding, name in rows:
        posts[holding.person_id].append(f"{holding.title or name}, {units[holding.unit_id]}")
    return posts


def _row(person: Person, posts: dict[uuid.UUID, list[str]], now: datetime) -> PersonRow:
    return PersonRow(
        person.id,
        person.login,
        person.full_name,
        person.email,
        person.staff_kind,
        is_active(person, now),
        person.left_on,
        tuple(posts.get(person.id, [])),
    )


def person_detail(session: Session, person_id: uuid.UUID, now: datetime) -> PersonDetail:
    """One person with all role grants, the latest first; raises NotFound("PERSON-UNKNOWN")."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("PERSON-UNKNOWN")
    return PersonDetail(
        _row(person, _posts(session, [person_id], now), now),
        person.locale,
        person.disabled_at,
        person.must_change,
        person.password_hash is not None,
        person.row_version,
        person.created_at,
        _roles(session, person_id, now),
    )


def _roles(session: Session, person_id: uuid.UUID, now: datetime) -> list[RoleRow]:
    grants = session.scalars(
        select(RoleGrant)
        .where(RoleGrant.person_id == person_id)
        .order_by(RoleGrant.valid_from.desc(), RoleGrant.role)
    ).all()
    units = unit_names(session, now, [one.unit_id for one in grants if one.unit_id])
    return [
        RoleRow(
            one.id,
            one.role,
            one.unit_id,
            units.get(one.unit_id, "") if one.unit_id else "",
            one.valid_from,
            one.valid_to,
            one.basis,
        )
        for one in grants
    ]


def person_by_login(session: Session, login: str) -> uuid.UUID:
    """The person with this login; raises NotFound("PERSON-UNKNOWN")."""
    wanted = login.strip().casefold()
    person_id = session.scalar(select(Person.id).where(Person.login == wanted))
    if person_id is None:
        raise NotFound("PERSON-UNKNOWN", login=wanted)
    return person_id

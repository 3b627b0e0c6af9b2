"""SQL for who is asked to read what, at an instant: members of units, holders of roles, people.

Somebody outside the document's circle of readers is not asked to read what the page would not show.
"""

import typing
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from qms.db import UtcTime
from qms.distribution.model import Recipient
from qms.distribution.rules import RecipientKind
from qms.documents.model import Document, DocumentReader
from qms.documents.rules.permissions import Visibility
from qms.people.model import HasPeriod, Person, Position, PositionHolding, RoleGrant, UnitPeriod
from qms.people.queries.actors import valid_at
from qms.people.rules import today

Instant = datetime | BindParameter[datetime]
Someone = uuid.UUID | BindParameter[uuid.UUID]  # parameters, where a statement is built once

BY_ROLE_ONLY = 10_000  # ranks behind every position when the home unit of a person is looked for


def _valid(table: type[HasPeriod], at: Instant) -> ColumnElement[bool]:
    """The rows that hold at this instant, also where it is a parameter."""
    return valid_at(table, typing.cast(datetime, at))


def unit_pairs(at: Instant) -> CTE:
    """(root, unit) for every unit and each unit above it, itself included."""
    units = (
        select(UnitPeriod.unit_id.label("root"), UnitPeriod.unit_id.label("unit"))
        .where(_valid(UnitPeriod, at))
        .cte("distribution_unit_pairs", recursive=True)
    )
    child = aliased(UnitPeriod)
    below = select(units.c.root, child.unit_id).join(child, child.parent_id == units.c.unit)
    # UNION, not UNION ALL: a circle in damaged data ends instead of turning for ever.
    return units.union(below.where(_valid(child, at)))


def memberships(at: Instant, person_id: Someone | None = None) -> CompoundSelect[Any]:
    """(person, unit, since, rank): who belongs to which unit, by position or by role."""
    held = (
        select(
            PositionHolding.person_id,
            PositionHolding.unit_id,
            PositionHolding.valid_from.label("since"),
            Position.rank,
        )
        .join(Position, Position.code == PositionHolding.position_code)
        .where(_valid(PositionHolding, at))
    )
    granted = select(
        RoleGrant.person_id,
        RoleGrant.unit_id,
        RoleGrant.valid_from.label("since"),
        literal(BY_ROLE_ONLY).label("rank"),
    ).where(_valid(RoleGrant, at), RoleGrant.unit_id.is_not(None))
    if person_id is not None:
        held = held.where(PositionHolding.person_id == person_id)
        granted = granted.where(RoleGrant.person_id == person_id)
    return union_all(held, granted)


def asked(
    at: Instant,
    *,
    person_id: Someone | None = None,
    document_id: uuid.UUID | None = None,
) -> CTE:
    """(document, recipient, person, since): through which line of a list somebody is asked.

    `since` is the later of being put on the list and coming to the unit or role.
    """
    pairs = unit_pairs(at)
    members = memberships(at, person_id).subquery("members")
    on_list = [
        Recipient.added_at <= at,
        or_(Recipient.removed_at.is_(None), Recipient.removed_at > at),
    ]
    if document_id is not None:
        on_list.append(Recipient.document_id == document_id)
    columns = (Recipient.document_id, Recipient.id.label("recipient_id"))
    by_unit = (
        select(*columns, members.c.person_id, _later(Recipient.added_at, members.c.since))
        .join(pairs, pairs.c.root == Recipient.unit_id)
        .join(members, members.c.unit_id == pairs.c.unit)
        .where(*on_list, Recipient.kind == RecipientKind.UNIT)
    )
    inside = exists().where(pairs.c.root == Recipient.unit_id, pairs.c.unit == RoleGrant.unit_id)
    by_role = (
        select(*columns, RoleGrant.person_id, _later(Recipient.added_at, RoleGrant.valid_from))
        .join(RoleGrant, and_(RoleGrant.role == Recipient.role, _valid(RoleGrant, at)))
        .where(
            *on_list,
            Recipient.kind == RecipientKind.ROLE,
            or_(Recipient.unit_id.is_(None), inside),
        )
    )
    by_name = select(*columns, Recipient.person_id, Recipient.added_at.label("since")).where(
        *on_list, Recipient.kind == RecipientKind.PERSON
    )
    if person_id is not None:
        by_role = by_role.where(RoleGrant.person_id == person_id)
        by_name = by_name.where(Recipient.person_id == person_id)
    return union_all(by_unit, by_role, by_name).cte("distribution_asked")


def _later(one: Any, other: Any) -> ColumnElement[datetime]:
    return case((one > other, one), else_=other).label("since")


def readers(
    at: Instant,
    *,
    person_id: Someone | None = None,
    document_id: uuid.UUID | None = None,
) -> Select[Any]:
    """(document_id, person_id, since), once per person: active people inside the circle.

    A person who is named is the one who is acting, and so known to be active.
    """
    lines = asked(at, person_id=person_id, document_id=document_id)
    found = (
        select(
            lines.c.document_id,
            lines.c.person_id,
            func.min(lines.c.since, type_=UtcTime).label("since"),
        )
        .join(Person, Person.id == lines.c.person_id)
        .join(Document, Document.id == lines.c.document_id)
        .where(in_circle(Person.id, at, person_id))
        .group_by(lines.c.document_id, lines.c.person_id)
    )
    return found.where(active(at)) if person_id is None and isinstance(at, datetime) else found


def active(at: datetime) -> ColumnElement[bool]:
    """People who worked here and could sign in at this instant."""
    return and_(
        or_(Person.disabled_at.is_(None), Person.disabled_at > at),
        or_(Person.left_on.is_(None), Person.left_on >= today(at)),
        Person.created_at <= at,
    )


def in_circle(person: Any, at: Instant, person_id: Someone | None = None) -> ColumnElement[bool]:
    """Whether this document in force may be read by this person because of its visibility."""
    members = memberships(at, person_id).subquery("circle")
    own_unit = exists().where(
        members.c.person_id == person, members.c.unit_id == Document.owner_unit_id
    )
    named = exists().where(
        DocumentReader.document_id == Document.id, DocumentReader.person_id == person
    )
    return or_(
        Document.visibility == Visibility.AGENCY,
        and_(Document.visibility == Visibility.UNIT, own_unit),
        and_(Document.visibility == Visibility.NAMED, named),
    )


def home_units(at: datetime) -> CTE:
    """(person, unit): the one unit in which a person is counted, that of the highest position."""
    members = memberships(at).subquery("homes_of")
    place = func.row_number().over(
        partition_by=members.c.person_id, order_by=[members.c.rank, members.c.unit_id]
    )
    ranked = select(members.c.person_id, members.c.unit_id, place.label("place")).subquery()
    return (
        select(ranked.c.person_id, ranked.c.unit_id)
        .where(ranked.c.place == 1)
        .cte("distribution_home_units")
    )

"""Who keeps the seal now: the records clerk of the agency itself."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from qms.people.model import Person, PositionHolding, UnitPeriod
from qms.people.queries import Name
from qms.people.queries.actors import is_active
from qms.people.rules import UnitKind
from qms.sealing.rules import CLERK, KEEPERS

Instant = datetime | ColumnElement[Any]
Id = uuid.UUID | ColumnElement[Any]


def holdings_at(now: Instant) -> Select[*tuple[Any, ...]]:
    """Holdings of the clerk's position in the agency's head unit or in the office below it."""
    own, above = aliased(UnitPeriod), aliased(UnitPeriod)
    return (
        select(PositionHolding.person_id)
        .join(own, own.unit_id == PositionHolding.unit_id)
        .outerjoin(above, (above.unit_id == own.parent_id) & _at(above, now))
        .where(
            PositionHolding.position_code == CLERK,
            _at(PositionHolding, now),
            _at(own, now),
            own.kind.in_(KEEPERS),
            or_(above.id.is_(None), above.kind == UnitKind.BOARD),
        )
    )


def is_clerk(session: Session, person_id: uuid.UUID, now: datetime) -> bool:
    """Whether this person may use the seal at this instant."""
    query = holdings_at(now).where(PositionHolding.person_id == person_id).limit(1)
    return session.scalar(query) is not None


def clerks(session: Session, now: datetime) -> list[Name]:
    """Active people who keep the seal, by name."""
    query = select(Person).where(Person.id.in_(holdings_at(now)))
    rows = session.scalars(query.order_by(Person.sort_key, Person.id))
    return [Name(one.id, one.full_name, one.login) for one in rows if is_active(one, now)]


def _at(table: Any, now: Instant) -> Any:
    return (table.valid_from <= now) & (table.valid_to.is_(None) | (table.valid_to > now))

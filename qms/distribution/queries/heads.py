"""Who answers for a person or a unit: the head of the unit, or of the nearest one above."""

import uuid
from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.distribution.queries.circle import active, home_units
from qms.people.model import Person, RoleGrant, UnitPeriod
from qms.people.queries.actors import valid_at
from qms.people.rules import Role

People = frozenset[uuid.UUID]


class Heads:
    """Unit heads at an instant, loaded once."""

    def __init__(self, session: Session, now: datetime) -> None:
        homes = home_units(now)
        self._home: dict[uuid.UUID, uuid.UUID] = {
            row[0]: row[1] for row in session.execute(select(homes.c.person_id, homes.c.unit_id))
        }
        parents = select(UnitPeriod.unit_id, UnitPeriod.parent_id)
        self._parent: dict[uuid.UUID, uuid.UUID | None] = {
            row[0]: row[1] for row in session.execute(parents.where(valid_at(UnitPeriod, now)))
        }
        granted = (
            select(RoleGrant.unit_id, RoleGrant.person_id)
            .join(Person, Person.id == RoleGrant.person_id)
            .where(RoleGrant.role == Role.UNIT_HEAD, valid_at(RoleGrant, now), active(now))
        )
        self._heads: dict[uuid.UUID | None, set[uuid.UUID]] = defaultdict(set)
        for unit_id, person_id in session.execute(granted):
            self._heads[unit_id].add(person_id)

    def of_person(self, person_id: uuid.UUID) -> People:
        """Nobody is told about oneself: then the next unit above answers."""
        return self.of_unit(self._home.get(person_id), frozenset({person_id}))

    def of_unit(self, unit: uuid.UUID | None, without: People = frozenset()) -> People:
        """The nearest heads on the way up; empty where nobody is."""
        seen: set[uuid.UUID] = set()
        while unit is not None and unit not in seen:
            seen.add(unit)
            found = self._heads[unit] - without
            if found:
                return frozenset(found)
            unit = self._parent.get(unit)
        return frozenset(self._heads[None] - without)

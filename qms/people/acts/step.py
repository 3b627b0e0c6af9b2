"""What every act of this room shares: who acts, when, under which act id, and its audit events."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, NotFound
from qms.people.model import HasPeriod, Person, RoleGrant
from qms.people.queries.actors import is_active, lock_actor, valid_at
from qms.people.rules import (
    Actor,
    By,
    Operator,
    Period,
    Role,
    check_period,
    day_end,
    day_start,
    require_administrator,
)
from qms.service import Service


@dataclass(frozen=True, slots=True)
class Act:
    """One act inside its one transaction."""

    session: Session
    now: datetime
    actor: Actor | None
    os_user: str = ""
    act_id: uuid.UUID = field(default_factory=audit.new_act)

    def record(
        self,
        action: str,
        object_id: uuid.UUID,
        **data: str | int | bool | list[str],
    ) -> None:
        """One audit event, `people.<object>.<past tense>`; data carries ids and codes only."""
        if self.os_user:
            data["os_user"] = self.os_user
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id if self.actor else None,
            action=f"people.{action}",
            object_kind=action.split(".", maxsplit=1)[0],
            object_id=object_id,
            data=data,
        )

    @property
    def actor_id(self) -> uuid.UUID | None:
        """The person acting; None for the operator on the server."""
        return self.actor.id if self.actor else None


@contextmanager
def acting(service: Service, by: By) -> Iterator[Act]:
    """One write transaction in the name of a person (locked) or of the operator."""
    now = service.now()
    with service.db.write() as session:
        if isinstance(by, Operator):
            yield Act(session, now, None, by.os_user)
        else:
            yield Act(session, now, lock_actor(session, by, now))


@contextmanager
def administering(service: Service, by: By) -> Iterator[Act]:
    """The same for an administrator or the operator only."""
    with acting(service, by) as act:
        if act.actor is not None:
            require_administrator(act.actor)
        yield act


def lock_person(session: Session, person_id: uuid.UUID) -> Person:
    """The person's row, locked; raises NotFound("PERSON-UNKNOWN")."""
    person = session.execute(
        select(Person)
        .where(Person.id == person_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if person is None:
        raise NotFound("PERSON-UNKNOWN")
    return person


def period_of(valid_from: date | None, valid_to: date | None, now: datetime) -> Period:
    """Whole days as instants; without a first day from now on."""
    start = now if valid_from is None else day_start(valid_from)
    return check_period(Period(start, None if valid_to is None else day_end(valid_to)))


def end_period(row: HasPeriod, last_day: date | None, now: datetime) -> None:
    """Let it end with that day, or now; what has not begun yet then never holds."""
    if row.valid_to is not None and row.valid_to <= now:
        raise Conflict("ALREADY-ENDED")
    end = now if last_day is None else day_end(last_day)
    row.valid_to = max(row.valid_from, end)


def keep_one_administrator(act: Act) -> None:
    """After the change somebody active still administers; their grants are locked for the check."""
    if act.actor is None:
        return
    act.session.flush()
    people = act.session.scalars(
        select(Person)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            RoleGrant.unit_id.is_(None),
            valid_at(RoleGrant, act.now),
        )
        .with_for_update()
    )
    if not any(is_active(person, act.now) for person in people):
        raise Conflict("LAST-ADMINISTRATOR")

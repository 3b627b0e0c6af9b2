"""The clause map of a project: its present version, and whether anybody has checked it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor
from qms.transition import maps, rules
from qms.transition.maps import ClauseLine
from qms.transition.model import TransitionMap, TransitionProject


@dataclass(frozen=True, slots=True)
class ClauseMap:
    """A version of a clause map; `number` counts the versions of the project."""

    project_id: uuid.UUID
    number: int
    checked: bool
    lines: tuple[ClauseLine, ...]
    made_at: datetime
    made_by: str
    may_change: bool


def clause_map_of(session: Session, actor: Actor, project_id: uuid.UUID) -> ClauseMap:
    """The present clause map of a project."""
    project = project_of(session, project_id)
    kept = latest_map(session, project_id)
    return ClauseMap(
        project_id=project_id,
        number=kept.number,
        checked=is_checked(kept),
        lines=maps.read(kept.lines),
        made_at=kept.made_at,
        made_by=full_name(session, kept.made_by),
        may_change=rules.manages(actor) and project.closed_at is None,
    )


def project_of(session: Session, project_id: uuid.UUID) -> TransitionProject:
    """The project; raises NotFound."""
    project = session.get(TransitionProject, project_id)
    if project is None:
        raise NotFound("TRANSITION-NOT-FOUND")
    return project


def latest_map(session: Session, project_id: uuid.UUID) -> TransitionMap:
    """The clause map that counts."""
    query = select(TransitionMap).where(TransitionMap.project_id == project_id)
    return session.scalars(query.order_by(TransitionMap.number.desc()).limit(1)).one()


def is_checked(kept: TransitionMap) -> bool:
    """Whether the map is more than an untouched template that nobody has compared yet."""
    return kept.number > 1 or not kept.source or maps.shipped(kept.source).checked


def full_name(session: Session, person_id: uuid.UUID) -> str:
    """How this person is called."""
    return names(session, {person_id})[person_id].full_name

"""What every act on a project loads and locks: the person, the project."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.service import Service
from qms.transition import rules
from qms.transition.model import TransitionProject, TransitionStep

PROJECT, STEP = "transition_project", "transition_step"


@dataclass
class Case:
    """One act under way on one project, inside its transaction."""

    session: Session
    now: datetime
    act_id: uuid.UUID
    actor: Actor
    project: TransitionProject

    def event(self, action: str, **data: object) -> None:
        """One audit event about the project; ids and numbers, no words."""
        self.record(f"transition.project.{action}", PROJECT, self.project.id, **data)

    def record(self, action: str, kind: str, object_id: uuid.UUID, **data: object) -> None:
        """An event of this act about something else."""
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id,
            action=action,
            object_kind=kind,
            object_id=object_id,
            data=data,
        )

    def tell_responsible(self, step: TransitionStep) -> None:
        """Whoever a step is given to is told once per day that is set."""
        if step.responsible_id is None or step.responsible_id == self.actor.id:
            return
        outbox.say(
            self.session,
            person_id=step.responsible_id,
            subject_kind=PROJECT,
            subject_id=self.project.id,
            kind="transition_step",
            step=f"{step.position}-{step.due_on or ''}",
            now=self.now,
            mail={"code": self.project.to_standard, "title": step.title},
        )


def load_project(
    session: Session, service: Service, actor_id: uuid.UUID, project_id: uuid.UUID
) -> Case:
    """Lock the person and the running project; only its manager may act on the whole."""
    case = load_any(session, service, actor_id, project_id)
    if not rules.manages(case.actor):
        raise NotAllowed("TRANSITION-NOT-ALLOWED")
    return case


def load_any(
    session: Session, service: Service, actor_id: uuid.UUID, project_id: uuid.UUID
) -> Case:
    """The same for somebody who is not the manager: a step is reported by who answers for it."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    query = select(TransitionProject).where(TransitionProject.id == project_id)
    project = session.scalars(query.with_for_update(key_share=True)).one_or_none()
    if project is None:
        raise NotFound("TRANSITION-NOT-FOUND")
    if project.closed_at is not None and rules.manages(actor):
        raise Conflict("TRANSITION-CLOSED")
    if project.closed_at is not None:
        raise NotAllowed("TRANSITION-NOT-ALLOWED")
    return Case(session, now, audit.new_act(), actor, project)

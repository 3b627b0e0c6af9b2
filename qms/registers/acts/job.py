"""What every act on an import loads and locks first."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import NotFound, Stale
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.registers.model import ImportJob
from qms.registers.rules.permissions import require_import, require_own
from qms.registers.rules.states import require_step
from qms.service import Service


@dataclass(frozen=True, slots=True)
class Work:
    """One act under way on one import."""

    session: Session
    now: datetime
    actor: Actor
    job: ImportJob

    def event(self, action: str, **data: object) -> None:
        """One audit event about the import, which was changed by it."""
        self.job.changed_at = self.now
        record(self.session, self.job, self.actor.id, action, self.now, **data)


def begin(
    session: Session, service: Service, actor_id: uuid.UUID, job_id: uuid.UUID, act: str
) -> Work:
    """The import locked, for who may do this to it in the state it is in."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    require_import(actor)
    query = select(ImportJob).where(ImportJob.id == job_id).with_for_update()
    job = session.scalars(query).one_or_none()
    if job is None:
        raise NotFound("IMPORT-NOT-FOUND")
    require_own(actor, job.created_by)
    require_step(job.state, act)
    return Work(session, now, actor, job)


def same_version(job: ImportJob, seen: int) -> None:
    """Raises Stale where somebody changed the import after this person looked."""
    if job.row_version != seen:
        raise Stale("IMPORT-CHANGED-MEANWHILE")


def record(
    session: Session,
    job: ImportJob,
    actor_id: uuid.UUID,
    action: str,
    now: datetime,
    **data: object,
) -> None:
    """An audit event carries counts and hashes, not the words of the table."""
    audit.record(
        session,
        act_id=audit.new_act(),
        at=now,
        actor_id=actor_id,
        action=f"registers.import.{action}",
        object_kind="import_job",
        object_id=job.id,
        data=data,
    )

"""What every act of this room loads and locks first, and how it tells what was done."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.errors import NotFound
from qms.installation import Installation
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.retention.model import Disposal, named
from qms.service import Service

SUBJECT = "disposal"


@dataclass
class Case:
    """One act under way, inside its transaction."""

    session: Session
    now: datetime
    act_id: uuid.UUID
    actor: Actor

    def event(self, action: str, kind: str, object_id: uuid.UUID, **data: object) -> None:
        """One audit event: ids, codes, hashes and numbers, no words."""
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id,
            action=f"retention.{action}",
            object_kind=kind,
            object_id=object_id,
            data=data,
        )

    def tell(self, disposal: Disposal, people: Iterable[uuid.UUID], kind: str) -> None:
        """Say once what happened to a proposal; the actor need not be told."""
        for person_id in sorted(set(people) - {self.actor.id}, key=str):
            outbox.say(
                self.session,
                person_id=person_id,
                subject_kind=SUBJECT,
                subject_id=disposal.id,
                kind=kind,
                step="once",
                now=self.now,
                mail={"code": named(disposal), "title": ""},
            )


def begin(session: Session, service: Service, actor_id: uuid.UUID) -> Case:
    """Lock the person."""
    now = service.now()
    return Case(session, now, audit.new_act(), lock_actor(session, actor_id, now))


def enter(session: Session, service: Service, actor_id: uuid.UUID) -> Case:
    """Lock the person, then the one door that holds and disposals go through, one at a time.

    A hold placed while a disposal is being signed waits for it, or is seen by it.
    """
    case = begin(session, service, actor_id)
    session.execute(select(Installation.id).with_for_update(key_share=True))
    return case


def lock_disposal(case: Case, disposal_id: uuid.UUID) -> Disposal:
    """The proposal, locked; raises NotFound("DISPOSAL-NOT-FOUND")."""
    query = select(Disposal).where(Disposal.id == disposal_id)
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = case.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("DISPOSAL-NOT-FOUND")
    return found

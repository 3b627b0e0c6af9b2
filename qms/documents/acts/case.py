"""What every act loads and locks first: the document, the revision and who is acting on it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.documents.model import Document, DraftFile, ReviewTask, Revision, RevisionAuthor, Round
from qms.documents.queries.facts import (
    active_tasks,
    document_facts,
    latest_file,
    period_of,
    revision_facts,
)
from qms.documents.rules import permissions
from qms.documents.rules.period import Standing, standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts
from qms.documents.rules.states import Act, State, next_state
from qms.errors import Conflict, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.service import Service


@dataclass
class Case:
    """One act under way on one document, inside its transaction."""

    session: Session
    service: Service
    now: datetime
    act_id: uuid.UUID
    actor: Actor
    document: Document
    revision: Revision
    round: Round | None
    tasks: list[ReviewTask]
    facts: DocumentFacts
    revision_facts: RevisionFacts

    @property
    def standing(self) -> Standing:
        return standing(self.revision.state, period_of(self.revision), self.now)

    def allow(self, act: Act) -> State:
        """The state after this act, if this person may do it and the table has the step."""
        if not permissions.may_see_revision(
            self.actor, self.facts, self.revision_facts, self.standing
        ):
            raise NotFound("DOCUMENT-NOT-FOUND")
        permissions.require(self.actor, act, self.facts, self.revision_facts)
        if self.revision.adoption_id is not None and act in {Act.EDIT, Act.SUBMIT}:
            raise Conflict("REVISION-ON-ADOPTION-LIST")
        return next_state(self.revision.state, act)

    def running_round(self) -> Round:
        if self.round is None:
            raise NotFound("ROUND-NOT-FOUND")
        return self.round

    def latest_file(self) -> DraftFile | None:
        return latest_file(self.session, self.revision.id)

    def event(self, action: str, **data: object) -> None:
        """One audit event about the revision, under the id of this act."""
        record_event(self, f"documents.revision.{action}", "revision", self.revision.id, **data)

    def index(self) -> None:
        """What the search index must learn after the commit."""
        queue_index(self.session, self.document.id, self.now)

    def tell(self, person_id: uuid.UUID, kind: str, step: str, **facts: str) -> None:
        """Say something once to a person about this revision; the actor need not be told."""
        if person_id == self.actor.id:
            return
        outbox.say(
            self.session,
            person_id=person_id,
            subject_kind="revision",
            subject_id=self.revision.id,
            kind=kind,
            step=step,
            now=self.now,
            mail={"code": self.document.code, "title": self.revision.title, **facts},
        )


def record_event(
    case: "Case", action: str, kind: str, object_id: uuid.UUID, **data: object
) -> None:
    """An audit event of this act about another object than the revision."""
    audit.record(
        case.session,
        act_id=case.act_id,
        at=case.now,
        actor_id=case.actor.id,
        action=action,
        object_kind=kind,
        object_id=object_id,
        data={"document_id": str(case.document.id), **data},
    )


def queue_index(session: Session, document_id: uuid.UUID, now: datetime) -> None:
    """Ask the jobs process to bring the index up to date for this document."""
    name = str(document_id)
    outbox.put(session, "index", {"document_id": name}, now=now, key=name)


def load_case(
    session: Session, service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID
) -> Case:
    """Lock the person, the document and the revision, in this order, and load what rules ask."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    document_id = session.scalar(select(Revision.document_id).where(Revision.id == revision_id))
    if document_id is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    document = lock_document(session, document_id)
    revision = session.scalars(
        select(Revision).where(Revision.id == revision_id).with_for_update(key_share=True)
    ).one()
    running = session.scalars(
        select(Round).where(Round.revision_id == revision_id, Round.ended_at.is_(None))
    ).one_or_none()
    tasks = active_tasks(session, running)
    return Case(
        session=session,
        service=service,
        now=now,
        act_id=audit.new_act(),
        actor=actor,
        document=document,
        revision=revision,
        round=running,
        tasks=tasks,
        facts=document_facts(session, document),
        revision_facts=revision_facts(session, document, revision, actor, tasks, now),
    )


def lock_document(session: Session, document_id: uuid.UUID) -> Document:
    """The document row, locked: one act at a time on a document."""
    document = session.scalars(
        select(Document).where(Document.id == document_id).with_for_update(key_share=True)
    ).one_or_none()
    if document is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return document


def add_author(session: Session, revision_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Make a person an author of this revision, once."""
    if session.get(RevisionAuthor, (revision_id, person_id)) is None:
        session.add(RevisionAuthor(revision_id=revision_id, person_id=person_id))


def next_sequence(session: Session, document_id: uuid.UUID) -> int:
    """The internal number that orders the revisions of a document."""
    query = select(func.max(Revision.sequence)).where(Revision.document_id == document_id)
    return (session.scalar(query) or 0) + 1

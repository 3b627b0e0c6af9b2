"""What every act on a review loads and locks: the person, the document, what is in force."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.documents.acts.case import lock_document
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.permissions import DocumentFacts, may_read_in_force
from qms.errors import Conflict, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.periodic.model import PeriodicReview
from qms.periodic.rules import Verdict
from qms.service import Service

SUBJECT = "periodic_review"


@dataclass
class Case:
    """One act under way on the review of one document, inside its transaction."""

    session: Session
    now: datetime
    act_id: uuid.UUID
    actor: Actor
    document: Document
    facts: DocumentFacts
    current: Revision

    def event(self, review: PeriodicReview, action: str, **data: object) -> None:
        """One audit event about the review; ids, hashes and the verdict, no words."""
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id,
            action=f"periodic.review.{action}",
            object_kind=SUBJECT,
            object_id=review.id,
            data={
                "document_id": str(self.document.id),
                "revision_id": str(review.revision_id),
                "verdict": review.verdict.value,
                **data,
            },
        )

    def tell(self, review: PeriodicReview, people: Iterable[uuid.UUID], kind: str) -> None:
        """Say once what happened to the review; the actor need not be told."""
        for person_id in sorted(set(people) - {self.actor.id}, key=str):
            outbox.say(
                self.session,
                person_id=person_id,
                subject_kind=SUBJECT,
                subject_id=review.id,
                kind=kind,
                step="once",
                now=self.now,
                mail={"code": self.document.code, "title": self.current.title},
            )


def load_document(
    session: Session, service: Service, actor_id: uuid.UUID, document_id: uuid.UUID
) -> Case:
    """Lock the person and the document, and find what is in force."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    document = lock_document(session, document_id)
    facts = document_facts(session, document)
    if not may_read_in_force(actor, facts):
        raise NotFound("DOCUMENT-NOT-FOUND")
    query = select(Revision).where(Revision.document_id == document.id, in_force_at(now))
    current = session.scalars(query).one_or_none()
    if current is None:
        raise Conflict("PERIODIC-NOTHING-IN-FORCE")
    return Case(session, now, audit.new_act(), actor, document, facts, current)


def load_review(
    session: Session, service: Service, actor_id: uuid.UUID, review_id: uuid.UUID
) -> tuple[Case, PeriodicReview]:
    """The review, locked after its document; it must be about what is in force now."""
    query = select(PeriodicReview.document_id).where(PeriodicReview.id == review_id)
    document_id = session.scalar(query)
    if document_id is None:
        raise NotFound("PERIODIC-NOT-FOUND")
    case = load_document(session, service, actor_id, document_id)
    review = session.scalars(
        select(PeriodicReview).where(PeriodicReview.id == review_id).with_for_update()
    ).one()
    if review.signed_at is not None or review.returned_at is not None:
        raise Conflict("PERIODIC-NOT-WAITING")
    if review.revision_id != case.current.id:
        raise Conflict("PERIODIC-LAPSED")
    return case, review


def kept_at(session: Session, revision: Revision) -> datetime | None:
    """When this document was last kept after the revision came into force."""
    query = select(func.max(PeriodicReview.signed_at)).where(
        PeriodicReview.document_id == revision.document_id,
        PeriodicReview.verdict == Verdict.KEEP,
        PeriodicReview.signed_at > revision.effective_at,
    )
    return session.scalar(query)

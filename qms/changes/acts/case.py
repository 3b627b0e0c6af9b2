"""What every act on a request loads and locks: the person, the document, the request."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.changes import rules
from qms.changes.model import ChangeRequest
from qms.changes.rules import RequestAct, Standing
from qms.documents.acts.case import lock_document
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.rules.permissions import DocumentFacts
from qms.errors import NotAllowed, NotFound
from qms.people.queries import lock_actor, people_with
from qms.people.rules import Actor, Role
from qms.service import Service

SUBJECT = "change_request"


@dataclass
class Desk:
    """One act under way on the requests of one document, inside its transaction."""

    session: Session
    now: datetime
    act_id: uuid.UUID
    actor: Actor
    document: Document
    facts: DocumentFacts

    def standing(self, request: ChangeRequest) -> Standing:
        """How the request stands, by the revision it was taken into."""
        return standing_of(self.session, request)

    def allow(self, request: ChangeRequest, act: RequestAct) -> Standing:
        """The standing after this act, if this person may do it and the table has the step."""
        is_proposer = request.proposed_by == self.actor.id
        if not rules.may_see(self.actor, self.facts, is_proposer=is_proposer):
            raise NotFound("CHANGE-NOT-FOUND")
        if act in rules.OWNERS and not rules.owns(self.actor, self.facts):
            raise NotAllowed("CHANGE-NOT-OWNER")
        if act is RequestAct.WITHDRAW and not is_proposer:
            raise NotAllowed("CHANGE-NOT-PROPOSER")
        return rules.next_standing(self.standing(request), act)

    def event(self, request: ChangeRequest, action: str, **data: object) -> None:
        """One audit event about the request; codes and ids, no words that may have to go."""
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.now,
            actor_id=self.actor.id,
            action=f"changes.request.{action}",
            object_kind=SUBJECT,
            object_id=request.id,
            data={"document_id": str(self.document.id), "code": request.code, **data},
        )

    def tell(self, request: ChangeRequest, people: Iterable[uuid.UUID], kind: str) -> None:
        """Say once what happened to the request; the actor need not be told."""
        for person_id in sorted(set(people) - {self.actor.id}, key=str):
            say(self.session, request, self.document, person_id, kind, self.now)


def say(
    session: Session,
    request: ChangeRequest,
    document: Document,
    person_id: uuid.UUID,
    kind: str,
    now: datetime,
) -> bool:
    """One notice about a request, with its mail; False when it was said before."""
    return outbox.say(
        session,
        person_id=person_id,
        subject_kind=SUBJECT,
        subject_id=request.id,
        kind=kind,
        step="once",
        now=now,
        mail={"code": request.code, "title": f"{document.code} {document.title}"},
    )


def open_desk(
    session: Session, service: Service, actor_id: uuid.UUID, document_id: uuid.UUID
) -> Desk:
    """Lock the person and the document, in this order."""
    now = service.now()
    actor = lock_actor(session, actor_id, now)
    document = lock_document(session, document_id)
    facts = document_facts(session, document)
    return Desk(session, now, audit.new_act(), actor, document, facts)


def desk_of(
    session: Session, service: Service, actor_id: uuid.UUID, request_id: uuid.UUID
) -> tuple[Desk, ChangeRequest]:
    """The desk of the document this request is about, and the request, locked after it."""
    query = select(ChangeRequest.document_id).where(ChangeRequest.id == request_id)
    document_id = session.scalar(query)
    if document_id is None:
        raise NotFound("CHANGE-NOT-FOUND")
    desk = open_desk(session, service, actor_id, document_id)
    return desk, lock_requests(session, [request_id])[0]


def lock_requests(session: Session, ids: Iterable[uuid.UUID]) -> list[ChangeRequest]:
    """These requests, locked in the order of their numbers."""
    query = select(ChangeRequest).where(ChangeRequest.id.in_(set(ids))).with_for_update()
    return list(session.scalars(query.order_by(ChangeRequest.year, ChangeRequest.number)))


def standing_of(session: Session, request: ChangeRequest) -> Standing:
    """How a request stands now."""
    linked = session.get(Revision, request.revision_id) if request.revision_id else None
    return rules.standing(request.state, linked.state if linked else None)


def owners(session: Session, document: Document, now: datetime) -> set[uuid.UUID]:
    """Who is told of a request: the quality managers of the owning unit, else its authors."""
    unit_id = document.owner_unit_id
    managers = people_with(session, Role.QUALITY_MANAGER, unit_id, now)
    return {one.id for one in managers or people_with(session, Role.AUTHOR, unit_id, now)}

"""A quality manager looked: the document may go on citing what has ended, for a reason."""

import uuid

from sqlalchemy.orm import Session

from qms import audit
from qms.documents.acts.case import lock_document
from qms.documents.model import Document
from qms.documents.queries.facts import document_facts
from qms.documents.rules import permissions
from qms.errors import Conflict, NotAllowed
from qms.people.queries import lock_actor
from qms.references.acts.reading import read_citations
from qms.references.acts.register import lock_external
from qms.references.model import ExternalDocument, ReferenceReview
from qms.references.queries.reviews import OpenReview, open_reviews
from qms.references.schemas import NoChangeNeeded
from qms.service import Service


def decide_no_change(
    service: Service,
    actor_id: uuid.UUID,
    external_id: uuid.UUID,
    document_id: uuid.UUID,
    given: NoChangeNeeded,
) -> None:
    """Checked, no change needed: recorded with its reason for this revision and this change."""
    read_citations(service)
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        document = lock_document(session, document_id)
        if not permissions.manages(actor, document_facts(session, document)):
            raise NotAllowed("REFERENCE-DECIDE-NOT-ALLOWED")
        line = lock_external(session, external_id)
        review = _open_review(session, line, document, service)
        row = ReferenceReview(
            external_id=line.id,
            document_id=document.id,
            revision_id=review.revision_id,
            status=line.status,
            reason=given.reason,
            decided_by=actor.id,
            decided_at=now,
        )
        session.add(row)
        session.flush()
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=actor.id,
            action="references.review.decided",
            object_kind="reference_review",
            object_id=row.id,
            data={
                "external_id": str(line.id),
                "document_id": str(document.id),
                "revision_id": str(review.revision_id),
            },
        )


def _open_review(
    session: Session, line: ExternalDocument, document: Document, service: Service
) -> OpenReview:
    of_both = ExternalDocument.id == line.id, Document.id == document.id
    found = open_reviews(session, service.now(), *of_both)
    if not found:
        raise Conflict("REFERENCE-REVIEW-NOT-OPEN", code=document.code, number=line.number)
    return found[0]

"""What the clock asks of this room: overdue decisions, and proposers whose wish is in force."""

from datetime import timedelta

from sqlalchemy import select

from qms.changes.acts.case import owners, say
from qms.changes.model import ChangeRequest
from qms.changes.rules import DECIDE_WITHIN, RequestState
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at
from qms.people.rules import day_start, today
from qms.service import Service

LOOK_BACK = timedelta(days=7)  # longer downtime is caught up by the list, not by notices


def remind(service: Service) -> int:
    """Say once to the owners that a decision is overdue; returns how many notices."""
    now = service.now()
    limit = day_start(today(now) - DECIDE_WITHIN)
    said = 0
    with service.db.write() as session:
        query = (
            select(ChangeRequest, Document)
            .join(Document, Document.id == ChangeRequest.document_id)
            .where(ChangeRequest.state == RequestState.PROPOSED, ChangeRequest.proposed_at < limit)
        )
        for request, document in session.execute(query).all():
            for person_id in sorted(owners(session, document, now), key=str):
                said += say(session, request, document, person_id, "change_overdue", now)
    return said


def announce(service: Service) -> int:
    """Say once to every proposer that the revision which answers the request is in force."""
    now = service.now()
    said = 0
    with service.db.write() as session:
        query = (
            select(ChangeRequest, Document)
            .join(Document, Document.id == ChangeRequest.document_id)
            .join(Revision, Revision.id == ChangeRequest.revision_id)
            .where(
                ChangeRequest.state == RequestState.ACCEPTED,
                in_force_at(now),
                Revision.effective_at > now - LOOK_BACK,
            )
        )
        for request, document in session.execute(query).all():
            said += say(session, request, document, request.proposed_by, "change_answered", now)
    return said

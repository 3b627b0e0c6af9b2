"""The page of one request: what is proposed, what was decided, what would be touched."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.changes import rules
from qms.changes.model import ChangeRequest
from qms.changes.queries.listing import RequestRow, told
from qms.changes.rules import RequestAct
from qms.documents.model import Document, DocumentText, Revision
from qms.documents.queries.facts import document_facts, period_of
from qms.documents.queries.in_force import in_force_at
from qms.documents.queries.timeline import facts_of_revision
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import standing
from qms.documents.rules.permissions import DocumentFacts
from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor, fold


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything the page of one request shows to one person."""

    row: RequestRow
    about: str  # the number of the revision it was proposed against
    still_in_force: bool
    quoted: str
    quote_found: bool | None  # in the text in force now; None where nothing is quoted or known
    reason: str
    decided_by: str
    decision_reason: str
    acts: frozenset[RequestAct]
    may_see_revision: bool
    row_version: int


def request_page(
    session: Session, actor: Actor, request_id: uuid.UUID, now: datetime
) -> RequestPage:
    """A request; NotFound for whoever neither proposed it nor may see what it is about."""
    request = session.get(ChangeRequest, request_id)
    if request is None:
        raise NotFound("CHANGE-NOT-FOUND")
    document = session.get_one(Document, request.document_id)
    linked = session.get(Revision, request.revision_id) if request.revision_id else None
    facts = document_facts(session, document)
    sees_linked = linked is not None and _sees(session, actor, document, facts, linked, now)
    is_proposer = request.proposed_by == actor.id
    if not (rules.may_see(actor, facts, is_proposer=is_proposer) or sees_linked):
        raise NotFound("CHANGE-NOT-FOUND")
    row = told(session, [(request, document, linked)], now)[0]
    about = session.get_one(Revision, request.about_revision_id)
    people = names(session, {request.decided_by} if request.decided_by else ())
    return RequestPage(
        row=row,
        about=number_text(about.edition, about.revision),
        still_in_force=period_of(about).holds(now),
        quoted=request.quoted,
        quote_found=_quote_found(session, request, now),
        reason=request.reason,
        decided_by=people[request.decided_by].full_name if request.decided_by else "",
        decision_reason=request.decision_reason,
        acts=rules.permitted(actor, facts, is_proposer=is_proposer, present=row.standing),
        may_see_revision=sees_linked and row.revision_id is not None,
        row_version=request.row_version,
    )


def _sees(
    session: Session,
    actor: Actor,
    document: Document,
    facts: DocumentFacts,
    revision: Revision,
    now: datetime,
) -> bool:
    own = facts_of_revision(session, actor, document, revision, now)
    stands = standing(revision.state, period_of(revision), now)
    return permissions.may_see_revision(actor, facts, own, stands)


def _quote_found(session: Session, request: ChangeRequest, now: datetime) -> bool | None:
    """Whether the quoted words stand in the text in force, whatever the spacing and marks."""
    if not request.quoted:
        return None
    query = (
        select(DocumentText.text)
        .join(Revision, Revision.docx_sha256 == DocumentText.sha256)
        .where(Revision.document_id == request.document_id, in_force_at(now))
    )
    text = session.scalar(query)
    if text is None:
        return None
    return _flat(request.quoted) in _flat(text)


def _flat(text: str) -> str:
    return " ".join(fold(text).split())

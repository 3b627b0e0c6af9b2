"""What the pages of a document and of a revision say about requests."""

from flask import render_template

from qms.changes import rules
from qms.changes.queries.impact import impact
from qms.changes.queries.listing import mergeable, of_document, of_revision
from qms.changes.views.proposing import facts_of
from qms.documents.queries.document import DocumentPage
from qms.documents.queries.revision import RevisionPage
from qms.documents.rules.period import Standing
from qms.documents.rules.permissions import DocumentFacts, Visibility
from qms.documents.rules.states import OPEN
from qms.people.current import actor, service

SHOWN = 5


def beside_document(page: DocumentPage) -> str:
    """The door to a proposal, and what is open about this document."""
    me, facts = actor(), facts_of(page)
    with service().db.read() as session:
        rows = of_document(session, me, page.id, service().now())
        free = mergeable(session, page.id, service().now()) if rules.owns(me, facts) else []
    may_propose = page.current is not None and rules.may_propose(me, facts)
    if not (rows or may_propose):
        return ""
    return render_template(
        "changes/_document.html",
        page=page,
        rows=rows[:SHOWN],
        more=max(0, len(rows) - SHOWN),
        free=free,
        may_propose=may_propose,
    )


def under_revision(page: RevisionPage) -> str:
    """What this revision answers, what could still go into it, and what it touches."""
    me, now = actor(), service().now()
    owner = rules.owns(me, DocumentFacts(page.owner_unit_id, Visibility.AGENCY))
    writing = owner and page.standing is Standing.DRAFT and page.adoption_id is None
    is_open = page.standing.value in OPEN
    with service().db.read() as session:
        rows = of_revision(session, page.id, now)
        free = mergeable(session, page.document_id, now) if writing else []
        touched = impact(session, me, page.document_id, now) if is_open else None
    if not (rows or free or (touched and not touched.is_empty)):
        return ""
    return render_template(
        "changes/_revision.html", page=page, rows=rows, free=free, impact=touched, writing=writing
    )

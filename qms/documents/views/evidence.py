"""The signatures about a document, judged one by one in words."""

from uuid import UUID

from flask import render_template
from flask_babel import get_locale

from qms.documents.evidence import judge, load_evidence
from qms.documents.legal_weight import legal_weight
from qms.documents.queries.evidence import require_history
from qms.documents.queries.signed_pdf import pdf_states
from qms.documents.signed_papers import judge_papers
from qms.documents.views.blueprints import documents
from qms.documents.views.document import read
from qms.installation import installation
from qms.people.current import actor, service
from qms.people.views.sign_in import Page
from qms.web.guards import signed_in


@documents.get("/<uuid:document_id>/evidence")
@signed_in
def evidence(document_id: UUID) -> Page:
    """Intact, valid, trusted and revoked are four questions, answered apart."""
    page = read(document_id)
    with service().db.read() as session:
        require_history(session, actor(), document_id)
        found = load_evidence(session, document_id)
        states = pdf_states(session, document_id)
        demo = installation(session).demo
    checked = judge(service(), found, document_id)
    papers = judge_papers(service(), document_id)
    return render_template(
        "documents/evidence.html",
        page=page,
        checked=list(reversed(checked)),
        sound=sum(one.ok for one in checked),
        states=states,
        papers=papers,
        good=all(one.ok for one in checked) and all(one.result.ok for one in papers),
        weight=legal_weight(
            {one.known.source for one in found}, demo=demo, locale=str(get_locale())
        ),
    )

"""Writing a request: the place from the headings in force, the words, why."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.changes import acts, rules
from qms.changes.schemas import NewRequest
from qms.changes.views.blueprints import changes
from qms.documents.queries.document import DocumentPage, document_page
from qms.documents.rules.permissions import DocumentFacts
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

NEW = "/new/<uuid:document_id>"


@changes.get(NEW)
@signed_in
def new(document_id: UUID) -> Page:
    """The form, at the heading the address names."""
    page = _document(document_id)
    form = Form({"place": request.args.get("place", "")[:300]})
    return render_template("changes/new.html", form=form, **_context(page))


@changes.post(NEW)
@signed_in
def propose(document_id: UUID) -> Page:
    """Numbered and sent to the owner."""
    values = submitted()
    try:
        wish = take(NewRequest, values, form=True)
        request_id = acts.propose(service(), actor().id, document_id, wish)
    except (Invalid, Conflict) as error:
        return refused("changes/new.html", values, error, **_context(_document(document_id)))
    flash(_("Đã gửi đề nghị. Đơn vị chủ trì quyết định trong 10 ngày."))
    return see_other("changes.one", request_id=request_id)


def facts_of(page: DocumentPage) -> DocumentFacts:
    """What permission asks of the document on this page."""
    return DocumentFacts(page.owner_unit_id, page.visibility, frozenset(page.readers))


def _document(document_id: UUID) -> DocumentPage:
    with service().db.read() as session:
        page = document_page(session, actor(), document_id, service().now())
    if not rules.may_propose(actor(), facts_of(page)):
        raise NotAllowed("CHANGE-PROPOSE-NOT-ALLOWED")
    if page.current is None:
        raise Conflict("CHANGE-NOTHING-IN-FORCE")
    return page


def _context(page: DocumentPage) -> dict[str, Any]:
    shown = dict.fromkeys((text[:300], level) for level, text in page.headings)
    places = [(text, "\u2003" * max(0, level - 1) + text) for text, level in shown]
    return {"document": page, "places": places}

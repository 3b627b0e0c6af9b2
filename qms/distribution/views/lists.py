"""The distribution list of a document: looked at and kept."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.distribution import acts
from qms.distribution.queries.lists import list_page
from qms.distribution.rules import RecipientKind
from qms.distribution.schemas import NewRecipient, ReadingTerms
from qms.distribution.views.blueprints import distribution
from qms.errors import Conflict, Invalid, NotFound
from qms.people.current import actor, service
from qms.people.queries import person_by_login
from qms.people.views.choices import person_choices, unit_choices
from qms.people.views.sign_in import Page, see_other
from qms.people.views.words import ROLES, choices
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import signed_in

PAGE = "distribution/list.html"


@distribution.get("/documents/<uuid:document_id>/distribution")
@signed_in
def recipients(document_id: UUID) -> Page:
    """Who is on the list, and forms for whoever keeps it."""
    context = _context(document_id)
    page = context["page"]
    terms = {"days_to_read": page.days_to_read, "escalate_after": page.escalate_after}
    return render_template(PAGE, form=Form(terms), **context)


@distribution.post("/documents/<uuid:document_id>/distribution")
@signed_in
def add_recipient(document_id: UUID) -> Page:
    """A unit, a role or a person more."""
    values = submitted()
    try:
        acts.add_recipient(service(), actor().id, document_id, _recipient(values))
    except (Invalid, Conflict, NotFound) as error:
        return refused(PAGE, values, error, **_context(document_id))
    flash(_("Đã thêm vào danh sách phân phối."))
    return see_other("distribution.recipients", document_id=document_id)


@distribution.post("/documents/<uuid:document_id>/distribution/terms")
@signed_in
def change_terms(document_id: UUID) -> Page:
    """How many days to read, and when the unit head is told."""
    values = submitted()
    try:
        terms = take(ReadingTerms, values, form=True)
        acts.change_terms(service(), actor().id, document_id, terms)
    except (Invalid, Conflict) as error:
        return refused(PAGE, values, error, **_context(document_id))
    flash(_("Đã lưu thời hạn đọc."))
    return see_other("distribution.recipients", document_id=document_id)


@distribution.post("/distribution/recipients/<uuid:recipient_id>/remove")
@signed_in
def remove_recipient(recipient_id: UUID) -> Page:
    """Off the list; what was read stays read."""
    document_id = acts.remove_recipient(service(), actor().id, recipient_id)
    flash(_("Đã bỏ khỏi danh sách phân phối."))
    return see_other("distribution.recipients", document_id=document_id)


def _recipient(values: dict[str, Any]) -> NewRecipient:
    """One of three forms; the person is named by login."""
    taken = {name: value for name, value in values.items() if name != "login"}
    if taken.get("kind") == RecipientKind.PERSON and values.get("login"):
        with service().db.read() as session:
            taken["person_id"] = person_by_login(session, str(values["login"]))
    return take(NewRecipient, taken, form=True)


def _context(document_id: UUID) -> dict[str, Any]:
    with service().db.read() as session:
        page = list_page(session, actor(), document_id, service().now())
    if not page.may_edit:
        return {"page": page}
    return {
        "page": page,
        "units": unit_choices(),
        "roles": choices(ROLES),
        "people": person_choices(),
    }

"""The page of a document: what is in force first, big and clear; what was in force on a day."""

from typing import Annotated
from uuid import UUID

from flask import redirect, render_template, request, url_for
from pydantic import Field

from qms.documents.model.access import AccessKind
from qms.documents.queries.document import DocumentPage, document_by_code, document_page
from qms.documents.rules.period import last_instant
from qms.documents.views.blueprints import documents
from qms.documents.views.noting import note
from qms.errors import NotAllowed
from qms.people.current import actor, service
from qms.people.rules import today
from qms.people.views.sign_in import Page
from qms.schemas import Day, Line, Schema, take
from qms.web.forms import Form
from qms.web.guards import signed_in

PAST_SHOWN = 20  # ended revisions on the page; a link leads to all of them

Code = Annotated[Line, Field(max_length=60)]


class DayAsked(Schema):
    """The day somebody asks about."""

    on: Day


@documents.get("/<uuid:document_id>")
@signed_in
def document(document_id: UUID) -> Page:
    """What is in force, what comes, what is open, what was; a look is noted."""
    past = None if "all" in request.args else PAST_SHOWN
    page = read(document_id, past)
    note(AccessKind.VIEW, page.id, page.current.id if page.current else None)
    return render_template(
        "documents/document.html",
        page=page,
        now=service().now(),
        shortened=past is not None and len(page.past) >= past,
    )


@documents.post("/<uuid:document_id>/printed")
@signed_in
def printed(document_id: UUID) -> Page:
    """The browser says that the page of the document goes to a printer."""
    page = read(document_id)
    note(AccessKind.PRINT, page.id, page.current.id if page.current else None)
    return "", 204


@documents.get("/code/<path:code>")
@signed_in
def by_code(code: str) -> Page:
    """A document by its code in any spelling, for links on paper and in mails."""
    with service().db.read() as session:
        document_id = document_by_code(session, code[:60])
        page = document_page(session, actor(), document_id, service().now())
    return redirect(url_for("documents.document", document_id=page.id), 302)


@documents.get("/<uuid:document_id>/as-of")
@signed_in
def as_of(document_id: UUID) -> Page:
    """Which revision was in force on a day, for whoever may see history."""
    page, now = read(document_id), service().now()
    if not page.may_see_history:
        raise NotAllowed("HISTORY-NOT-ALLOWED")
    asked = request.args.to_dict()
    day = take(DayAsked, {"on": asked.get("on", today(now).isoformat())}, form=True).on
    at = last_instant(day)
    lines = [*page.scheduled, *([page.current] if page.current else []), *page.past]
    found = next((one for one in lines if one.approved_at and one.holds(at)), None)
    return render_template(
        "documents/as_of.html",
        page=page,
        day=day,
        found=found,
        form=Form({"on": day}),
        ahead=day > today(now),
    )


def read(document_id: UUID, past: int | None = None) -> DocumentPage:
    """The page as the person of this request may see it; `past`: only so many ended revisions."""
    with service().db.read() as session:
        return document_page(session, actor(), document_id, service().now(), past)

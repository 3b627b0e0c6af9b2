"""Numbered paper copies: issued for units, followed until they are back."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from qms.distribution import acts, rules
from qms.distribution.queries import copy_rows
from qms.distribution.queries.copies import CopyShow, copies_of, copy_page, copy_sheet
from qms.distribution.queries.lists import seen_document
from qms.distribution.rules import CopyAct
from qms.distribution.schemas import (
    CopyDestroyed,
    CopyHandedOver,
    CopyHolder,
    CopyLost,
    CopyReturned,
    NewCopies,
)
from qms.distribution.views.blueprints import distribution
from qms.distribution.views.words import SHOWS, STATES
from qms.documents.queries.facts import document_facts
from qms.errors import Conflict, Invalid, NotFound
from qms.people.current import actor, service
from qms.people.queries import holdings, person_by_login
from qms.people.rules import today
from qms.people.views.choices import person_choices, unit_choices
from qms.people.views.sign_in import Page, see_other
from qms.schemas import Schema, take
from qms.service import Service
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission, signed_in

COPIES = "distribution/copies.html"
COPY = "distribution/copy.html"
TAKEN: dict[CopyAct, tuple[type[Schema], Callable[[Service, UUID, UUID, Any], None]]] = {
    CopyAct.HAND_OVER: (CopyHandedOver, acts.hand_over_copy),
    CopyAct.RETURN: (CopyReturned, acts.return_copy),
    CopyAct.LOSE: (CopyLost, acts.lose_copy),
    CopyAct.DESTROY: (CopyDestroyed, acts.destroy_copy),
}


class CopyQuery(Schema):
    """Which copies the register shows."""

    show: CopyShow = CopyShow.RECALL
    cursor: str = ""


@distribution.get("/distribution/copies")
@permission(rules.may_see_room)
def register() -> Page:
    """Copies of all documents; first those that must come back."""
    asked = take(CopyQuery, request.args.to_dict(), form=True)
    with service().db.read() as session:
        page = copy_page(session, actor(), asked.show, service().now(), asked.cursor)
    return render_template("distribution/register.html", page=page, asked=asked, shows=SHOWS)


@distribution.get("/documents/<uuid:document_id>/copies")
@signed_in
def copies(document_id: UUID) -> Page:
    """The copies of one document, and the form to number more."""
    return render_template(COPIES, form=Form(), **_context(document_id))


@distribution.post("/documents/<uuid:document_id>/copies")
@signed_in
def issue_copies(document_id: UUID) -> Page:
    """One numbered copy for each unit chosen, and for the person named."""
    values = submitted("units")
    try:
        new = take(NewCopies, {"holders": _holders(values)}, form=True)
        made = acts.issue_copies(service(), actor().id, document_id, new)
    except (Invalid, Conflict, NotFound) as error:
        return refused(COPIES, values, _of_units(error), **_context(document_id))
    flash(ngettext("Đã cấp số cho %(num)d bản.", "Đã cấp số cho %(num)d bản.", len(made)))
    return see_other("distribution.copies", document_id=document_id)


@distribution.get("/documents/<uuid:document_id>/copies/slip")
@signed_in
def slip(document_id: UUID) -> Page:
    """ "Phiếu phân phối, thu hồi tài liệu" to print, with columns to sign in."""
    now = service().now()
    with service().db.read() as session:
        document = seen_document(session, actor(), document_id)
        rows = copy_rows(session, now, document_id)
    return render_template(
        "distribution/slip.html", document=document, rows=rows, on=today(now), states=STATES
    )


@distribution.get("/distribution/copies/<uuid:copy_id>")
@signed_in
def copy(copy_id: UUID) -> Page:
    """One copy with everything that happened to it, and what may be done next."""
    return render_template(COPY, form=Form(_today()), **_sheet(copy_id))


@distribution.post(
    "/distribution/copies/<uuid:copy_id>/<any(hand_over, return, lose, destroy):act>"
)
@signed_in
def go_on(copy_id: UUID, act: str) -> Page:
    """Handed over, returned, lost or destroyed."""
    values = submitted()
    model, done = TAKEN[CopyAct(act)]
    try:
        done(service(), actor().id, copy_id, take(model, values, form=True))
    except (Invalid, Conflict) as error:
        return refused(COPY, values, error, tried=act, **_sheet(copy_id))
    flash(_("Đã ghi vào sổ phân phối."))
    return see_other("distribution.copy", copy_id=copy_id)


@distribution.post("/distribution/copies/<uuid:copy_id>/print")
@signed_in
def print_copy(copy_id: UUID) -> Page:
    """The stamped file; that it was printed is written down."""
    found = acts.print_copy(service(), actor().id, copy_id)
    return send_file(
        BytesIO(found.data),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
    )


def _holders(values: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"unit_id": one} for one in values.get("units", [])]
    if values.get("login"):
        found.append(_person(str(values["login"])))
    return found


def _person(login: str) -> dict[str, Any]:
    """A copy for a person goes to the unit of the person's first position."""
    with service().db.read() as session:
        person_id = person_by_login(session, login)
        held = holdings(session, person_id, now=service().now())
    if not held:
        raise Invalid("COPY-PERSON-WITHOUT-UNIT", fields={"login": "COPY-PERSON-WITHOUT-UNIT"})
    return CopyHolder(unit_id=held[0].unit_id, person_id=person_id).model_dump()


def _of_units(error: Invalid | Conflict | NotFound) -> Invalid | Conflict | NotFound:
    """The page calls the holders "units"."""
    if isinstance(error, Invalid) and "holders" in error.fields:
        error.fields = {"units": error.fields["holders"]}
    return error


def _context(document_id: UUID) -> dict[str, Any]:
    now = service().now()
    with service().db.read() as session:
        document = seen_document(session, actor(), document_id)
        keeps = rules.may_distribute(actor(), document_facts(session, document))
        rows = copies_of(session, document_id, now)
    found = {"document": document, "rows": rows, "keeps": keeps}
    if not keeps:
        return found
    return {**found, "units": unit_choices(), "people": person_choices()}


def _sheet(copy_id: UUID) -> dict[str, Any]:
    now = service().now()
    with service().db.read() as session:
        sheet = copy_sheet(session, actor(), copy_id, now)
    return {"sheet": sheet, "copy": sheet.copy, "today": today(now)}


def _today() -> dict[str, Any]:
    return {"on": today(service().now())}

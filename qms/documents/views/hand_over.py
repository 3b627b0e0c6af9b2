"""The open work of somebody who leaves goes to somebody else; what was signed keeps its name."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import ngettext

from qms.documents import acts
from qms.documents.queries.open_work import open_work_lines
from qms.documents.rules.permissions import may_hand_over
from qms.documents.schemas import HandOver, ReasonGiven
from qms.documents.views.blueprints import documents
from qms.documents.views.choices import everybody
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.current import actor, service
from qms.people.queries import names
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.api import uuid_of
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission

PAGE = "documents/hand_over.html"


@documents.get("/hand-over")
@permission(may_hand_over)
def hand_over() -> Page:
    """First who hands over; then the list of open work, who takes it over, and why."""
    from_id = request.args.get("from_id", "")
    values = {"from_id": from_id}
    return render_template(PAGE, form=Form(values), **_context(from_id))


@documents.post("/hand-over")
@permission(may_hand_over)
def hand_over_work() -> Page:
    """All of it or nothing."""
    values = submitted()
    try:
        reason, wish = _wish(values)
        count = acts.hand_over(service(), actor().id, wish, reason)
    except (Invalid, Conflict, NotAllowed) as error:
        return refused(PAGE, values, error, **_context(str(values.get("from_id", ""))))
    flash(ngettext("Đã bàn giao %(num)d tài liệu.", "Đã bàn giao %(num)d tài liệu.", count))
    return see_other("documents.hand_over", from_id=wish.from_id)


def _wish(values: dict[str, Any]) -> tuple[str, HandOver]:
    """Who, to whom and why: every fault of both halves at once."""
    faults: dict[str, str] = {}
    people = {name: value for name, value in values.items() if name != "reason"}
    try:
        reason = take(ReasonGiven, {"reason": values.get("reason", "")}, form=True).reason
    except Invalid as error:
        faults, reason = error.fields, ""
    try:
        wish = take(HandOver, people, form=True)
    except Invalid as error:
        raise Invalid(error.code, fields={**error.fields, **faults}) from error
    if faults:
        raise Invalid("FIELDS-INVALID", fields=faults)
    return reason, wish


def _context(from_id: str) -> dict[str, Any]:
    people = everybody(active_only=False)
    if not from_id:
        return {"leaver": "", "work": [], "people": people}
    person_id = uuid_of(from_id, "from_id")
    with service().db.read() as session:
        work = open_work_lines(session, person_id)
        found = names(session, [person_id])
    if person_id not in found:
        raise NotFound("PERSON-UNKNOWN", login=from_id)
    others = [(one, name) for one, name in everybody() if one != person_id]
    return {"leaver": found[person_id].full_name, "work": work, "people": people, "others": others}

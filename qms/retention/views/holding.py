"""Holds: what may not be destroyed; and events until which something is kept."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.documents.schemas import ReasonGiven
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.current import actor, service
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.retention import acts
from qms.retention.queries.due import due_records
from qms.retention.queries.holds import holds as listed
from qms.retention.queries.holds import subjects
from qms.retention.rules import Scope, may_manage, may_see
from qms.retention.schemas import Happened, NewHold
from qms.retention.views.blueprints import retention
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission


@retention.get("/holds")
@permission(may_see)
def holds() -> Page:
    """Holds in force first, then those lifted."""
    record = request.args.get("record", "")
    form = Form({"subject": f"{Scope.RECORD.value}:{record}"} if record else {})
    return render_template("retention/holds.html", form=form, **_context())


@retention.post("/holds")
@permission(may_see)
def place_hold() -> Page:
    """From now on nothing of this is destroyed."""
    values = submitted()
    try:
        acts.place_hold(service(), actor().id, take(NewHold, _scoped(values), form=True))
    except (Invalid, Conflict, NotAllowed, NotFound) as error:
        return refused("retention/holds.html", values, error, **_context())
    flash(_("Đã tạm dừng hủy."))
    return see_other("retention.holds")


@retention.post("/holds/<uuid:hold_id>/release")
@permission(may_see)
def release_hold(hold_id: UUID) -> Page:
    """Lifted, with the reason."""
    values = submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        acts.release_hold(service(), actor().id, hold_id, reason)
    except (Invalid, Conflict) as error:
        return refused("retention/holds.html", {}, error, **_context())
    flash(_("Đã bỏ tạm dừng hủy."))
    return see_other("retention.holds")


@retention.post("/events")
@permission(may_see)
def say_happened() -> Page:
    """The event until which something was kept has happened."""
    values = submitted()
    try:
        acts.say_happened(service(), actor().id, take(Happened, _scoped(values), form=True))
    except (Invalid, Conflict, NotAllowed, NotFound) as error:
        return refused("retention/holds.html", values, error, **_context())
    flash(_("Đã ghi sự kiện."))
    return see_other("retention.holds")


def _scoped(values: dict[str, Any]) -> dict[str, Any]:
    """One list on the page names both what kind of thing and which."""
    rest = {name: one for name, one in values.items() if name != "subject"}
    scope, _sep, scope_id = str(values.get("subject", "")).partition(":")
    try:
        return {**rest, "scope": Scope(scope).value, "scope_id": str(UUID(scope_id))}
    except ValueError as error:
        raise Invalid("FIELDS-INVALID", fields={"subject": "FIELD-MISSING"}) from error


def _context() -> dict[str, Any]:
    me, now = actor(), service().now()
    with service().db.read() as session:
        rows = listed(session, me)
        found = subjects(session) if may_manage(me) else []
        found = _record_asked(session, now) + found
    return {"rows": rows, "subjects": found, "may_hold": me.has(Role.QUALITY_MANAGER)}


def _record_asked(session: Any, now: Any) -> list[tuple[str, str]]:
    """The record from whose line somebody came."""
    try:
        asked = UUID(request.args.get("record", ""))
    except ValueError:
        return []
    rows = due_records(session, actor(), [asked], now)
    return [
        (f"{Scope.RECORD.value}:{one.record_id}", f"{one.number} – {one.title}")
        for one in rows
        if may_manage(actor(), one.unit_id)
    ]

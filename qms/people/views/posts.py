"""Administration of roles and positions: given for a unit and a time, ended, never erased."""

from datetime import date
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid
from qms.people import queries
from qms.people.acts import roles
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.people.schemas import LastDay, NewHolding, NewPosition, NewRole
from qms.people.views import words
from qms.people.views.blueprints import admin
from qms.people.views.choices import position_choices, unit_choices
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission


@admin.get("/people/<uuid:person_id>/roles/new")
@permission(may_administer)
def new_role(person_id: UUID) -> Page:
    """Which role, for which unit, how long."""
    return render_template("people/role_new.html", form=Form(), **_role_context(person_id))


@admin.post("/people/<uuid:person_id>/roles/new")
@permission(may_administer)
def grant_role(person_id: UUID) -> Page:
    """Holds at once or from the day named."""
    values = submitted()
    try:
        roles.grant_role(service(), actor().id, person_id, take(NewRole, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("people/role_new.html", values, error, **_role_context(person_id))
    flash(_("Đã cấp vai trò."))
    return see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/roles/<uuid:grant_id>/end")
@permission(may_administer)
def end_role(person_id: UUID, grant_id: UUID) -> Page:
    """Taken back at once, or with the end of a day."""
    roles.end_role(service(), actor().id, grant_id, _last_day())
    flash(_("Vai trò đã kết thúc."))
    return see_other("admin.person", person_id=person_id)


@admin.get("/people/<uuid:person_id>/positions/new")
@permission(may_administer)
def new_holding(person_id: UUID) -> Page:
    """Which position in which unit."""
    return render_template("people/holding_new.html", form=Form(), **_post_context(person_id))


@admin.post("/people/<uuid:person_id>/positions/new")
@permission(may_administer)
def hold_position(person_id: UUID) -> Page:
    """What is printed above a signature from then on."""
    values = submitted()
    try:
        data = take(NewHolding, values, form=True)
        roles.hold_position(service(), actor().id, person_id, data)
    except (Invalid, Conflict) as error:
        return refused("people/holding_new.html", values, error, **_post_context(person_id))
    flash(_("Đã ghi nhận chức vụ."))
    return see_other("admin.person", person_id=person_id)


@admin.post("/people/<uuid:person_id>/positions/<uuid:holding_id>/end")
@permission(may_administer)
def end_position(person_id: UUID, holding_id: UUID) -> Page:
    """Past approvals keep the position as it was."""
    roles.end_position(service(), actor().id, holding_id, _last_day())
    flash(_("Chức vụ đã kết thúc."))
    return see_other("admin.person", person_id=person_id)


@admin.get("/positions")
@permission(may_administer)
def positions() -> Page:
    """The catalogue."""
    return render_template("people/positions.html", form=Form({"rank": 100}), **_catalogue())


@admin.post("/positions")
@permission(may_administer)
def add_position() -> Page:
    """A position the shipped catalogue does not know."""
    values = submitted()
    try:
        roles.add_position(service(), actor().id, take(NewPosition, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("people/positions.html", values, error, **_catalogue())
    flash(_("Đã thêm chức vụ vào danh mục."))
    return see_other("admin.positions")


def _last_day() -> date | None:
    return take(LastDay, submitted(), form=True).last_day


def _catalogue() -> dict[str, object]:
    with service().db.read() as session:
        return {"positions": queries.positions(session)}


def _person(person_id: UUID) -> queries.PersonDetail:
    with service().db.read() as session:
        return queries.person_detail(session, person_id, service().now())


def _role_context(person_id: UUID) -> dict[str, object]:
    return {
        "person": _person(person_id),
        "roles": words.choices(words.ROLES),
        "units": unit_choices(),
    }


def _post_context(person_id: UUID) -> dict[str, object]:
    return {
        "person": _person(person_id),
        "positions": position_choices(),
        "units": unit_choices(),
    }

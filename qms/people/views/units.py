"""Administration of units: a tree with dates, so that an old paper shows the old name."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, NotFound, QmsError
from qms.people import queries
from qms.people.acts import units as acts
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.people.schemas import CloseUnit, NewUnit, UnitChange
from qms.people.views import words
from qms.people.views.blueprints import admin
from qms.people.views.choices import unit_choices
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import permission


@admin.get("/units")
@permission(may_administer)
def units() -> Page:
    """The tree as it stands."""
    with service().db.read() as session:
        tree = queries.unit_tree(session, service().now())
    return render_template("people/units.html", units=tree)


@admin.get("/units/new")
@permission(may_administer)
def new_unit() -> Page:
    """Set up by a decision."""
    return render_template("people/unit_new.html", form=Form(), **_choices())


@admin.post("/units/new")
@permission(may_administer)
def create_unit() -> Page:
    """Its code is never given to another."""
    values = submitted()
    try:
        unit_id = acts.create_unit(service(), actor().id, take(NewUnit, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("people/unit_new.html", values, error, **_choices())
    flash(_("Đã lập đơn vị."))
    return see_other("admin.unit", unit_id=unit_id)


@admin.get("/units/<uuid:unit_id>")
@permission(may_administer)
def unit(unit_id: UUID) -> Page:
    """What it is, was, and may become."""
    return _unit_page(unit_id)


@admin.post("/units/<uuid:unit_id>")
@permission(may_administer)
def change_unit(unit_id: UUID) -> Page:
    """Renamed or moved from a day on."""
    values = submitted()
    try:
        acts.change_unit(service(), actor().id, unit_id, take(UnitChange, values, form=True))
    except (Invalid, Conflict) as error:
        return _unit_page(unit_id, values, error), 422
    flash(_("Đã ghi nhận thay đổi của đơn vị."))
    return see_other("admin.unit", unit_id=unit_id)


@admin.post("/units/<uuid:unit_id>/close")
@permission(may_administer)
def close_unit(unit_id: UUID) -> Page:
    """Dissolved once nobody is in it."""
    values = submitted()
    try:
        data = take(CloseUnit, values, form=True)
        acts.close_unit(service(), actor().id, unit_id, data.last_day, data.basis)
    except (Invalid, Conflict) as error:
        return _unit_page(unit_id, values, error), 422
    flash(_("Đã ghi nhận việc giải thể đơn vị."))
    return see_other("admin.units")


def _unit_page(
    unit_id: UUID, values: dict[str, Any] | None = None, error: QmsError | None = None
) -> str:
    with service().db.read() as session:
        past = queries.unit_past(session, unit_id)
        names = queries.unit_names(session, service().now())
    if not past:
        raise NotFound("UNIT-UNKNOWN", code=str(unit_id))
    latest = past[0]
    kept = {
        "name": latest.name,
        "name_en": latest.name_en,
        "kind": latest.kind.value,
        "parent_id": latest.parent_id,
    }
    form = Form(kept) if error is None else refusal({**kept, **(values or {})}, error)
    return render_template(
        "people/unit.html",
        unit_id=unit_id,
        past=past,
        latest=latest,
        names=names,
        form=form,
        **_choices(unit_id),
    )


def _choices(without: UUID | None = None) -> dict[str, Any]:
    return {
        "kinds": words.choices(words.UNIT_KINDS),
        "parents": unit_choices(without),
    }

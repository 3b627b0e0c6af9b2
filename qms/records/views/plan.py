"""The yearly file plan: read by everybody, kept by the quality manager."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect

from qms.documents.views.choices import all_units, everybody
from qms.errors import Conflict, Invalid, NotFound
from qms.people.current import actor, service
from qms.people.rules import today
from qms.people.views.sign_in import Page, see_other
from qms.records import acts
from qms.records.queries.plan import plan_of_line, plan_page, plan_years
from qms.records.rules import LineKind, may_plan, may_read_plan
from qms.records.schemas import ApprovePlan, NewPlan, PlanLine
from qms.records.views.blueprints import records
from qms.records.views.words import LINE_KINDS
from qms.schemas import take
from qms.web.forms import Form, refused, submitted
from qms.web.guards import permission


@records.get("/plan")
@permission(may_read_plan)
def plans() -> Page:
    """The plan of this year, else the last there is."""
    with service().db.read() as session:
        years = plan_years(session)
    this = today(service().now()).year
    year = this if this in years else (years[0] if years else None)
    if year is not None:
        return see_other("records.plan", year=year)
    return render_template("records/plan_none.html", form=Form({"year": this}), may=_may())


@records.get("/plan/<int:year>")
@permission(may_read_plan)
def plan(year: int) -> Page:
    """Headings and files in their order, with the closing count."""
    return render_template("records/plan.html", form=_fresh(), **_context(year))


@records.post("/plan")
@permission(may_plan)
def open_plan() -> Page:
    """The plan of a year, carried on from the one before."""
    values = submitted()
    try:
        wish = take(NewPlan, {"copy_forward": "false", **values}, form=True)
        acts.open_plan(service(), actor().id, wish)
    except (Invalid, Conflict) as error:
        return refused("records/plan_none.html", values, error, may=True)
    flash(_("Đã mở danh mục hồ sơ năm %(year)s.", year=wish.year))
    return see_other("records.plan", year=wish.year)


@records.post("/plan/<int:year>/lines")
@permission(may_plan)
def add_line(year: int) -> Page:
    """A heading or a file."""
    values, context = submitted(), _context(year)
    try:
        acts.add_line(service(), actor().id, context["page"].id, take(PlanLine, values, form=True))
    except (Invalid, Conflict, NotFound) as error:
        return refused("records/plan.html", values, error, **context)
    flash(_("Đã thêm vào danh mục."))
    return redirect(url_for("records.plan", year=year, _anchor="add"), 303)


@records.get("/plan/lines/<uuid:line_id>")
@permission(may_plan)
def line(line_id: UUID) -> Page:
    """One line, to be changed while the plan is not issued."""
    context = _line_context(line_id)
    row = context["row"]
    values = {name: getattr(row, name) for name in _SHOWN}
    return render_template("records/plan_line.html", form=Form(values), **context)


@records.post("/plan/lines/<uuid:line_id>")
@permission(may_plan)
def change_line(line_id: UUID) -> Page:
    """The changed line; numbers follow from the order."""
    values, context = submitted(), _line_context(line_id)
    try:
        acts.change_line(service(), actor().id, line_id, take(PlanLine, values, form=True))
    except (Invalid, Conflict) as error:
        return refused("records/plan_line.html", values, error, **context)
    flash(_("Đã lưu."))
    return see_other("records.plan", year=context["year"])


@records.post("/plan/lines/<uuid:line_id>/drop")
@permission(may_plan)
def drop_line(line_id: UUID) -> Page:
    """Taken out of a plan that is not issued."""
    context = _line_context(line_id)
    try:
        acts.drop_line(service(), actor().id, line_id)
    except (Invalid, Conflict) as error:
        return refused("records/plan_line.html", {}, error, **context)
    flash(_("Đã bỏ khỏi danh mục."))
    return see_other("records.plan", year=context["year"])


@records.post("/plan/<int:year>/approve")
@permission(may_plan)
def approve_plan(year: int) -> Page:
    """Issued by the head's decision: the lines are fixed."""
    values, context = submitted(), _context(year)
    try:
        decision = take(ApprovePlan, values, form=True).decision
        acts.approve_plan(service(), actor().id, context["page"].id, decision)
    except (Invalid, Conflict) as error:
        return refused("records/plan.html", values, error, **context)
    flash(_("Danh mục hồ sơ năm %(year)s đã được ghi nhận là ban hành.", year=year))
    return see_other("records.plan", year=year)


_SHOWN = (
    "kind",
    "title",
    "symbol",
    "retention_code",
    "permanent",
    "retention_years",
    "person_id",
    "unit_id",
    "note",
)


def _may() -> bool:
    return may_plan(actor())


def _fresh() -> Form:
    return Form({"kind": LineKind.FILE.value})


def _choices() -> dict[str, Any]:
    if not _may():
        return {"kinds": [], "people": [], "units": []}
    kinds = [(kind.value, words) for kind, words in LINE_KINDS.items()]
    return {"kinds": kinds, "people": everybody(), "units": all_units()}


def _context(year: int) -> dict[str, Any]:
    with service().db.read() as session:
        page = plan_page(session, year, service().now())
        years = plan_years(session)
    return {"page": page, "years": years, "may": _may(), **_choices()}


def _line_context(line_id: UUID) -> dict[str, Any]:
    with service().db.read() as session:
        year, row = plan_of_line(session, line_id)
    return {"year": year, "row": row, **_choices()}

"""Projects: the list, one with its progress, beginning, deciding, opening drafts, ending."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.transition import acts, maps, rules
from qms.transition.queries.projects import project_list, project_page
from qms.transition.schemas import Ending, IssuingDecision, NewProject
from qms.transition.views.blueprints import transition
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import permission, signed_in

ONE = "/<uuid:project_id>"


@transition.get("")
@signed_in
def index() -> Page:
    """Every project, for everybody in the agency."""
    with service().db.read() as session:
        lines = project_list(session, service().now())
    return render_template("transition/index.html", lines=lines, may_manage=rules.manages(actor()))


@transition.get("/new")
@permission(rules.manages)
def new() -> Page:
    """The form of a new project."""
    return render_template("transition/new.html", form=Form(), maps=_maps())


@transition.post("/new")
@permission(rules.manages)
def begin() -> Page:
    """With the usual steps and a copy of the clause map."""
    values = submitted()
    try:
        wish = take(NewProject, values, form=True)
        project_id = acts.begin_project(service(), actor().id, wish)
    except (Invalid, Conflict) as error:
        return refused("transition/new.html", values, error, maps=_maps())
    flash(_("Đã mở dự án với các bước thường có. Hãy giao người và hạn cho từng bước."))
    return see_other("transition.one", project_id=project_id)


@transition.get(ONE)
@signed_in
def one(project_id: UUID) -> Page:
    """Progress, steps, documents."""
    return _draw(project_id, Form())


@transition.post(f"{ONE}/decision")
@permission(rules.manages)
def decide(project_id: UUID) -> Page:
    """The issuing decision; drafts that were not submitted take it over."""
    values = submitted()
    try:
        wish = take(IssuingDecision, values, form=True)
        acts.decide(service(), actor().id, project_id, wish)
    except (Invalid, Conflict) as error:
        return _draw(project_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã ghi quyết định ban hành; các dự thảo chưa trình đã nhận số và ngày mới."))
    return see_other("transition.one", project_id=project_id)


@transition.post(f"{ONE}/drafts")
@permission(rules.manages)
def open_drafts(project_id: UUID) -> Page:
    """A draft for every document that waits for one: all, or none."""
    try:
        opened = acts.open_drafts(service(), actor().id, project_id)
    except (Invalid, Conflict) as error:
        return _draw(project_id, refusal({}, error)), row_of(type(error)).page
    flash(_("Đã mở %(count)s dự thảo.", count=len(opened)))
    return see_other("transition.one", project_id=project_id)


@transition.post(f"{ONE}/end")
@permission(rules.manages)
def end(project_id: UUID) -> Page:
    """Finished, or given up with a reason."""
    values = submitted()
    try:
        wish = take(Ending, values, form=True)
        acts.end_project(service(), actor().id, project_id, wish)
    except (Invalid, Conflict) as error:
        return _draw(project_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã kết thúc dự án."))
    return see_other("transition.one", project_id=project_id)


def _draw(project_id: UUID, form: Form) -> str:
    me = actor()
    with service().db.read() as session:
        page = project_page(session, me, project_id, service().now())
    if not form.refused:
        form = Form(
            {
                "decision_number": page.decision_number,
                "decision_on": page.decision_on,
                "effective_on": page.effective_on,
            }
        )
    context: dict[str, Any] = {"page": page, "line": page.line, "form": form}
    return render_template("transition/project.html", **context)


def _maps() -> list[tuple[str, str]]:
    known = [maps.shipped(name) for name in maps.MAPS]
    return [(one.name, f"{one.from_standard} → {one.to_standard}") for one in known]

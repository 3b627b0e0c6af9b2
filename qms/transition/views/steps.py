"""One step: planned by the manager, reported by who answers for it."""

from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _

from qms.documents.views.words import choices
from qms.errors import Conflict, Invalid, NotAllowed
from qms.people.current import actor, service
from qms.people.queries import people_with
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.transition import acts, rules
from qms.transition.queries.projects import step_page
from qms.transition.rules import StepState
from qms.transition.schemas import NewStep, StepPlan, StepReport
from qms.transition.views import words
from qms.transition.views.blueprints import transition
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import permission, signed_in

STEP = "/steps/<uuid:step_id>"


@transition.get(STEP)
@signed_in
def step(step_id: UUID) -> Page:
    """What is to be done, by whom, by when, and how it went."""
    return _draw(step_id, None)


@transition.post(f"{STEP}/plan")
@permission(rules.manages)
def plan(step_id: UUID) -> Page:
    """Who answers for it, and by when."""
    values = submitted()
    try:
        acts.plan_step(service(), actor().id, step_id, take(StepPlan, values, form=True))
    except (Invalid, Conflict) as error:
        return _draw(step_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã giao bước này."))
    return see_other("transition.step", step_id=step_id)


@transition.post(f"{STEP}/report")
@signed_in
def report(step_id: UUID) -> Page:
    """How far it is."""
    values = submitted()
    try:
        wish = take(StepReport, values, form=True)
        acts.report_step(service(), actor().id, step_id, wish)
    except (Invalid, Conflict, NotAllowed) as error:
        return _draw(step_id, refusal(values, error)), row_of(type(error)).page
    flash(_("Đã ghi tình trạng của bước này."))
    return see_other("transition.step", step_id=step_id)


@transition.get("/<uuid:project_id>/steps/new")
@permission(rules.manages)
def new_step(project_id: UUID) -> Page:
    """The form of a step that is not among the usual ones."""
    return render_template("transition/new_step.html", form=Form(), **_around(project_id))


@transition.post("/<uuid:project_id>/steps/new")
@permission(rules.manages)
def add_step(project_id: UUID) -> Page:
    """After the others."""
    values = submitted()
    try:
        wish = take(NewStep, values, form=True)
        acts.add_step(service(), actor().id, project_id, wish)
    except (Invalid, Conflict) as error:
        return refused("transition/new_step.html", values, error, **_around(project_id))
    return see_other("transition.one", project_id=project_id)


def _around(project_id: UUID) -> dict[str, Any]:
    return {"project_id": project_id, "people": _people()}


def _people() -> list[tuple[UUID, str]]:
    """Everybody with some role: heads, staff, writers, managers, auditors."""
    found: dict[UUID, str] = {}
    now = service().now()
    with service().db.read() as session:
        for role in Role:
            found.update((one.id, one.full_name) for one in people_with(session, role, None, now))
    return sorted(found.items(), key=lambda pair: pair[1].split()[-1:])


def _draw(step_id: UUID, form: Form | None) -> str:
    me, now = actor(), service().now()
    with service().db.read() as session:
        page, row = step_page(session, me, step_id, now)
    given = {"title": row.title, "responsible_id": row.responsible_id, "due_on": row.due_on}
    shown = [
        (value, word)
        for value, word in choices({one: words.STEPS[one][0] for one in StepState})
        if value != row.state and (page.may_manage or value != StepState.NOT_NEEDED)
    ]
    return render_template(
        "transition/step.html",
        page=page,
        row=row,
        form=form or Form(given),
        states=shown,
        people=_people() if page.may_manage else [],
    )

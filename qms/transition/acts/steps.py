"""Steps of a project: who does what by when, and how it ended."""

import uuid

from sqlalchemy import func, select

from qms.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, Stale
from qms.people.queries import load_actor
from qms.service import Service
from qms.transition import rules
from qms.transition.acts.case import STEP, Case, load_any, load_project
from qms.transition.model import TransitionStep
from qms.transition.rules import OPEN_STEPS
from qms.transition.schemas import NewStep, StepPlan, StepReport


def add_step(
    service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, new: NewStep
) -> uuid.UUID:
    """A step after the others."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        _check_person(case, new.responsible_id)
        query = select(func.max(TransitionStep.position))
        last = session.scalar(query.where(TransitionStep.project_id == project_id)) or 0
        step = TransitionStep(
            project_id=project_id,
            position=last + 1,
            title=new.title,
            responsible_id=new.responsible_id,
            due_on=new.due_on,
        )
        session.add(step)
        session.flush()
        _event(case, step, "added")
        case.tell_responsible(step)
        return step.id


def plan_step(service: Service, actor_id: uuid.UUID, step_id: uuid.UUID, plan: StepPlan) -> None:
    """Who answers for an open step, and by when."""
    with service.db.write() as session:
        project_id = _project_of(session.get(TransitionStep, step_id))
        case = load_project(session, service, actor_id, project_id)
        step = _lock(case, step_id, plan.row_version)
        if step.state not in OPEN_STEPS:
            raise Conflict("TRANSITION-STEP-CLOSED", state=step.state.value)
        _check_person(case, plan.responsible_id)
        step.title = plan.title
        step.responsible_id, step.due_on = plan.responsible_id, plan.due_on
        _event(case, step, "planned")
        case.tell_responsible(step)


def report_step(
    service: Service, actor_id: uuid.UUID, step_id: uuid.UUID, report: StepReport
) -> None:
    """How far it is: by the person who answers for it, or by the manager of the project."""
    with service.db.write() as session:
        project_id = _project_of(session.get(TransitionStep, step_id))
        case = load_any(session, service, actor_id, project_id)
        managing = rules.manages(case.actor)
        step = _lock(case, step_id, report.row_version)
        if not managing and step.responsible_id != actor_id:
            raise NotAllowed("TRANSITION-STEP-NOT-YOURS")
        rules.check_step(step.state, report.state, managing=managing)
        ends = report.state not in OPEN_STEPS
        if ends and not report.note.strip():
            raise Invalid("TRANSITION-NOTE-NEEDED", fields={"note": "TRANSITION-NOTE-NEEDED"})
        step.state = report.state
        step.note = report.note or step.note
        step.ended_at = case.now if ends else None
        step.ended_by = actor_id if ends else None
        _event(case, step, "reported", state=report.state.value)


def _project_of(step: TransitionStep | None) -> uuid.UUID:
    if step is None:
        raise NotFound("TRANSITION-NOT-FOUND")
    return step.project_id


def _lock(case: Case, step_id: uuid.UUID, row_version: int) -> TransitionStep:
    """The step as it is now that its project is locked, if it is what the person saw."""
    query = select(TransitionStep).where(TransitionStep.id == step_id).with_for_update()
    step = case.session.scalars(query, execution_options={"populate_existing": True}).one()
    if step.row_version != row_version:
        raise Stale("TRANSITION-CHANGED-MEANWHILE")
    return step


def _check_person(case: Case, person_id: uuid.UUID | None) -> None:
    """Somebody in service."""
    if person_id is None:
        return
    try:
        load_actor(case.session, person_id, case.now)
    except (NotSignedIn, NotFound) as error:
        fields = {"responsible_id": "TRANSITION-PERSON"}
        raise Invalid("TRANSITION-PERSON", fields=fields) from error


def _event(case: Case, step: TransitionStep, action: str, **data: object) -> None:
    case.record(
        f"transition.step.{action}",
        STEP,
        step.id,
        project_id=str(case.project.id),
        position=step.position,
        responsible_id=str(step.responsible_id or ""),
        due_on=step.due_on.isoformat() if step.due_on else "",
        **data,
    )

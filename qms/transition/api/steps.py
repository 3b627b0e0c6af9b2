"""Steps of a project: add, plan, report."""

from uuid import UUID

from qms.people.current import actor, service
from qms.transition import acts
from qms.transition.api.blueprint import api
from qms.transition.queries.projects import StepRow, step_page
from qms.transition.schemas import NewStep, StepPlan, StepReport
from qms.web.guards import signed_in
from qms.web.rest import operation

STEP = "/transition-steps/<uuid:step_id>"


@api.post("/transition-projects/<uuid:project_id>/steps")
@signed_in
@operation(StepRow, body=NewStep, status=201, tagged=True)
def post_step(project_id: UUID, body: NewStep) -> StepRow:
    """A step after the others."""
    return _load(acts.add_step(service(), actor().id, project_id, body))


@api.get(STEP)
@signed_in
@operation(StepRow, tagged=True)
def get_step(step_id: UUID) -> StepRow:
    """One step, and whether the caller may report on it."""
    return _load(step_id)


@api.put(STEP)
@signed_in
@operation(StepRow, body=StepPlan, versioned=True, tagged=True)
def put_step(step_id: UUID, body: StepPlan) -> StepRow:
    """Who answers for an open step, and by when."""
    acts.plan_step(service(), actor().id, step_id, body)
    return _load(step_id)


@api.put(f"{STEP}/state")
@signed_in
@operation(StepRow, body=StepReport, versioned=True, tagged=True)
def put_step_state(step_id: UUID, body: StepReport) -> StepRow:
    """How far it is; by who answers for it, or by the manager of the project."""
    acts.report_step(service(), actor().id, step_id, body)
    return _load(step_id)


def _load(step_id: UUID) -> StepRow:
    with service().db.read() as session:
        return step_page(session, actor(), step_id, service().now())[1]

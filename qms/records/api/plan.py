"""The yearly file plan: read, opened, written, issued."""

from dataclasses import dataclass
from uuid import UUID

from qms.people.current import actor, service
from qms.records import acts
from qms.records.api.blueprint import api
from qms.records.queries.plan import PlanPage, plan_of_line, plan_page, plan_years
from qms.records.rules import may_plan, may_read_plan
from qms.records.schemas import ApprovePlan, NewPlan, PlanLine
from qms.web.guards import permission
from qms.web.rest import Items, operation

LAST = 2**31 - 1  # what the database can compare a number with


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A year that has a plan."""

    year: int


@api.get("/file-plans")
@permission(may_read_plan)
@operation(Items[PlanYear])
def list_plans() -> Items[PlanYear]:
    """Years that have a file plan, the newest first."""
    with service().db.read() as session:
        return Items([PlanYear(year) for year in plan_years(session)])


@api.post("/file-plans")
@permission(may_plan)
@operation(PlanPage, body=NewPlan, status=201, tagged=True)
def post_plan(body: NewPlan) -> PlanPage:
    """A plan for a year, carried on from the one before if wished."""
    acts.open_plan(service(), actor().id, body)
    return _plan(body.year)


@api.get("/file-plans/<int:year>")
@permission(may_read_plan)
@operation(PlanPage, tagged=True)
def get_plan(year: int) -> PlanPage:
    """The plan of a year in its order, with the closing count."""
    return _plan(year)


@api.post("/file-plans/<int:year>/lines")
@permission(may_plan)
@operation(PlanPage, body=PlanLine, status=201, tagged=True)
def post_line(year: int, body: PlanLine) -> PlanPage:
    """A heading or a file, after another line or at the end."""
    acts.add_line(service(), actor().id, _plan(year).id, body)
    return _plan(year)


@api.put("/file-plan-lines/<uuid:line_id>")
@permission(may_plan)
@operation(PlanPage, body=PlanLine, tagged=True)
def put_line(line_id: UUID, body: PlanLine) -> PlanPage:
    """A changed line of a plan that is not issued yet."""
    acts.change_line(service(), actor().id, line_id, body)
    with service().db.read() as session:
        year, _row = plan_of_line(session, line_id)
    return _plan(year)


@api.delete("/file-plan-lines/<uuid:line_id>")
@permission(may_plan)
@operation()
def delete_line(line_id: UUID) -> None:
    """Take a line out of a plan that is not issued; a file with records stays."""
    acts.drop_line(service(), actor().id, line_id)


@api.post("/file-plans/<int:year>/approve")
@permission(may_plan)
@operation(PlanPage, body=ApprovePlan, status=201, tagged=True)
def post_approve_plan(year: int, body: ApprovePlan) -> PlanPage:
    """The head has issued the plan by this decision: its lines are fixed."""
    acts.approve_plan(service(), actor().id, _plan(year).id, body.decision)
    return _plan(year)


def _plan(year: int) -> PlanPage:
    with service().db.read() as session:
        return plan_page(session, min(year, LAST), service().now())

"""The open work of somebody who leaves."""

from dataclasses import dataclass
from uuid import UUID

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.queries.open_work import OpenWork, open_work_lines
from qms.documents.schemas import HandOver, Reason
from qms.people.current import actor, service
from qms.people.rules import Actor, Role
from qms.web.guards import permission
from qms.web.rest import Items, operation


class HandOverWithReason(HandOver):
    """Whose open work goes to whom, and why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How many revisions changed hands."""

    revisions: int


def _manages_everywhere(who: Actor) -> bool:
    return who.has_everywhere(Role.QUALITY_MANAGER)


@api.get("/people/<uuid:person_id>/open-work")
@permission(_manages_everywhere)
@operation(Items[OpenWork])
def get_open_work(person_id: UUID) -> Items[OpenWork]:
    """The open revisions of a person and the parts taken in each."""
    with service().db.read() as session:
        return Items(open_work_lines(session, person_id))


@api.post("/hand-overs")
@permission(_manages_everywhere)
@operation(HandedOver, body=HandOverWithReason, status=201)
def post_hand_over(body: HandOverWithReason) -> HandedOver:
    """Give all open work of one person to another; what was signed keeps its name."""
    wish = HandOver(from_id=body.from_id, to_id=body.to_id)
    return HandedOver(acts.hand_over(service(), actor().id, wish, body.reason))

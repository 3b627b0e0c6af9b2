"""The REST API of the first room: what waits for me, from every room."""

from dataclasses import dataclass

from apiflask import APIBlueprint

from qms.documents.queries.waiting import waited_for
from qms.home.queries import waiting_for
from qms.people.current import actor, service
from qms.people.work import Task
from qms.web.guards import signed_in
from qms.web.rest import operation

TAG = {"name": "Home", "description": "What waits for whom"}
api = APIBlueprint("home_api", __name__, tag=TAG, url_prefix="/api/v1")
BLUEPRINTS = (api,)


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for me, and what I wait for from others; the most urgent first."""

    waiting_for_me: list[Task]
    waited_for: list[Task]


@api.get("/me/work")
@signed_in
@operation(Work)
def get_my_work() -> Work:
    """What waits for me and what I wait for."""
    with service().db.read() as session:
        mine = waiting_for(session, actor(), service().now())
        return Work(mine, waited_for(session, actor()))

"""Units as a tree with dates; administrators set them up, change and close them."""

from uuid import UUID

from qms.errors import NotFound
from qms.people import queries
from qms.people.acts import change_unit, close_unit, create_unit
from qms.people.api.blueprint import api
from qms.people.api.shapes import UnitHistory
from qms.people.current import actor, service
from qms.people.queries import UnitNode
from qms.people.rules import day_start, may_administer
from qms.people.schemas import CloseUnit, NewUnit, UnitChange
from qms.schemas import Day, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


class OnDay(Schema):
    """As things stood when this day began; today where it is left out."""

    on: Day | None = None


@api.get("/units")
@signed_in
@operation(Items[UnitNode], query=OnDay)
def list_units(query: OnDay) -> Items[UnitNode]:
    """The tree of units, every unit after its parent."""
    at = day_start(query.on) if query.on else service().now()
    with service().db.read() as session:
        return Items(queries.unit_tree(session, at))


@api.post("/units")
@permission(may_administer)
@operation(UnitHistory, body=NewUnit, status=201)
def post_unit(body: NewUnit) -> UnitHistory:
    """Set up a unit; its code is never given to another."""
    return _history(create_unit(service(), actor().id, body))


@api.get("/units/<uuid:unit_id>")
@signed_in
@operation(UnitHistory)
def get_unit(unit_id: UUID) -> UnitHistory:
    """What a unit is called, and was called before."""
    return _history(unit_id)


@api.put("/units/<uuid:unit_id>")
@permission(may_administer)
@operation(UnitHistory, body=UnitChange)
def put_unit(unit_id: UUID, body: UnitChange) -> UnitHistory:
    """Rename or move a unit from a day on."""
    change_unit(service(), actor().id, unit_id, body)
    return _history(unit_id)


@api.post("/units/<uuid:unit_id>/close")
@permission(may_administer)
@operation(UnitHistory, body=CloseUnit)
def post_unit_close(unit_id: UUID, body: CloseUnit) -> UnitHistory:
    """Dissolve a unit that has no units and no people any more."""
    close_unit(service(), actor().id, unit_id, body.last_day, body.basis)
    return _history(unit_id)


def _history(unit_id: UUID) -> UnitHistory:
    with service().db.read() as session:
        periods = queries.unit_past(session, unit_id)
    if not periods:
        raise NotFound("UNIT-UNKNOWN", code=str(unit_id))
    return UnitHistory(unit_id, periods)

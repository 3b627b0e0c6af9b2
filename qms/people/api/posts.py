"""Roles and positions: given for a unit and a time, ended, never erased."""

from uuid import UUID

from qms.people import acts, queries
from qms.people.api.blueprint import api
from qms.people.api.shapes import Created
from qms.people.current import actor, service
from qms.people.queries import PositionRow
from qms.people.rules import may_administer
from qms.people.schemas import LastDay, NewHolding, NewPosition, NewRole
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


@api.post("/people/<uuid:person_id>/roles")
@permission(may_administer)
@operation(Created, body=NewRole, status=201)
def post_role(person_id: UUID, body: NewRole) -> Created:
    """Give a role for a unit and all below it, or for the whole agency."""
    return Created(acts.grant_role(service(), actor().id, person_id, body))


@api.post("/roles/<uuid:grant_id>/end")
@permission(may_administer)
@operation(body=LastDay)
def post_role_end(grant_id: UUID, body: LastDay) -> None:
    """Take a role back at once, or with the end of a day."""
    acts.end_role(service(), actor().id, grant_id, body.last_day)


@api.post("/people/<uuid:person_id>/positions")
@permission(may_administer)
@operation(Created, body=NewHolding, status=201)
def post_holding(person_id: UUID, body: NewHolding) -> Created:
    """Record that a person holds a position in a unit: it is printed above signatures."""
    return Created(acts.hold_position(service(), actor().id, person_id, body))


@api.post("/holdings/<uuid:holding_id>/end")
@permission(may_administer)
@operation(body=LastDay)
def post_holding_end(holding_id: UUID, body: LastDay) -> None:
    """End a position somebody holds; past approvals keep it as it was."""
    acts.end_position(service(), actor().id, holding_id, body.last_day)


@api.get("/positions")
@signed_in
@operation(Items[PositionRow])
def list_positions() -> Items[PositionRow]:
    """The catalogue of positions, the highest first."""
    with service().db.read() as session:
        return Items(queries.positions(session))


@api.post("/positions")
@permission(may_administer)
@operation(Items[PositionRow], body=NewPosition, status=201)
def post_position(body: NewPosition) -> Items[PositionRow]:
    """Add a position that the shipped catalogue does not know."""
    acts.add_position(service(), actor().id, body)
    with service().db.read() as session:
        return Items([one for one in queries.positions(session) if one.code == body.code])

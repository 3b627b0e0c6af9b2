"""Signing for somebody else: given by the holder of the position or by an administrator."""

from uuid import UUID

from qms.errors import NotFound
from qms.people import acts, queries
from qms.people.api.blueprint import api
from qms.people.api.shapes import Created
from qms.people.current import actor, service
from qms.people.queries import DelegationRow, HoldingRow
from qms.people.rules import may_administer
from qms.people.schemas import LastDay, NewDelegation
from qms.schemas import Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class OfPerson(Schema):
    """Of whom; oneself where it is left out, another only for administrators."""

    person_id: UUID | None = None


@api.get("/delegations")
@signed_in
@operation(Items[DelegationRow], query=OfPerson)
def list_delegations(query: OfPerson) -> Items[DelegationRow]:
    """Delegations given or received, past ones too, the latest first."""
    with service().db.read() as session:
        return Items(queries.delegations(session, _whom(query)))


@api.get("/holdings")
@signed_in
@operation(Items[HoldingRow], query=OfPerson)
def list_holdings(query: OfPerson) -> Items[HoldingRow]:
    """Positions held, past ones too, the highest first: what a delegation rests on."""
    with service().db.read() as session:
        return Items(queries.holdings(session, _whom(query)))


@api.post("/delegations")
@signed_in
@operation(Created, body=NewDelegation, status=201)
def post_delegation(body: NewDelegation) -> Created:
    """Let another sign for the holder of a position, for a time, on a written basis."""
    return Created(acts.delegate(service(), actor().id, body))


@api.post("/delegations/<uuid:delegation_id>/end")
@signed_in
@operation(body=LastDay)
def post_delegation_end(delegation_id: UUID, body: LastDay) -> None:
    """End a delegation early, and with it what was passed on from it."""
    acts.end_delegation(service(), actor().id, delegation_id, body.last_day)


def _whom(query: OfPerson) -> UUID:
    me = actor()
    wanted = query.person_id or me.id
    if wanted != me.id and not may_administer(me):
        raise NotFound("PERSON-UNKNOWN")
    return wanted

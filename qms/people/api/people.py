"""People: listed, taken in, corrected, shut, leaving; and who holds a role, to be chosen from."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.errors import Invalid
from qms.people import acts, queries
from qms.people.acts import Handed, Leaver
from qms.people.api.blueprint import api
from qms.people.api.shapes import Person
from qms.people.current import actor, service
from qms.people.queries import Name, PersonRow
from qms.people.rules import Role, may_administer
from qms.people.schemas import LastDay, NewPerson, PersonChange
from qms.schemas import Line120, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


class PeopleFilter(Schema):
    """Words of name or login (with or without tones), a unit, only active ones."""

    text: Line120 = ""
    unit_id: UUID | None = None
    active_only: bool = False
    cursor: Annotated[str, Field(max_length=1000)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Holders(Schema):
    """Who holds this role for the unit (without one: anywhere)."""

    role: Role
    unit_id: UUID | None = None


@api.get("/people")
@permission(may_administer)
@operation(Items[PersonRow], query=PeopleFilter)
def list_people(query: PeopleFilter) -> Items[PersonRow]:
    """Everybody by given name."""
    with service().db.read() as session:
        page = queries.people_page(session, now=service().now(), **query.model_dump())
    return Items(page.items, page.next)


@api.get("/role-holders")
@signed_in
@operation(Items[Name], query=Holders)
def list_role_holders(query: Holders) -> Items[Name]:
    """Active people to choose reviewers and approvers from, by given name."""
    now = service().now()
    with service().db.read() as session:
        return Items(queries.people_with(session, query.role, query.unit_id, now))


@api.post("/people")
@permission(may_administer)
@operation(Handed, body=NewPerson, status=201, secret=True)
def post_person(body: NewPerson) -> Handed:
    """Take somebody in; the code for the first sign-in is shown once."""
    return acts.create_person(service(), actor().id, body)


@api.get("/people/<uuid:person_id>")
@permission(may_administer)
@operation(Person, tagged=True)
def get_person(person_id: UUID) -> Person:
    """One person with all roles, positions and delegations."""
    return _person(person_id)


@api.put("/people/<uuid:person_id>")
@permission(may_administer)
@operation(Person, body=PersonChange, versioned=True, tagged=True)
def put_person(person_id: UUID, body: PersonChange) -> Person:
    """Correct what is written about a person."""
    acts.update_person(service(), actor().id, person_id, body)
    return _person(person_id)


@api.post("/people/<uuid:person_id>/code")
@permission(may_administer)
@operation(Handed, status=201, secret=True)
def post_code(person_id: UUID) -> Handed:
    """A one-time code to set a new password; codes of before are dead."""
    return acts.issue_one_time_code(service(), actor().id, person_id)


@api.post("/people/<uuid:person_id>/disable")
@permission(may_administer)
@operation()
def post_disable(person_id: UUID) -> None:
    """Shut an account: sessions, tokens and codes end in the same instant."""
    acts.disable_person(service(), actor().id, person_id)


@api.post("/people/<uuid:person_id>/enable")
@permission(may_administer)
@operation()
def post_enable(person_id: UUID) -> None:
    """Open an account again; roles that ended stay ended."""
    acts.enable_person(service(), actor().id, person_id)


@api.post("/people/<uuid:person_id>/leave")
@permission(may_administer)
@operation(Leaver, body=LastDay)
def post_leave(person_id: UUID, body: LastDay) -> Leaver:
    """Record somebody's last day here; what was signed keeps name and position."""
    if body.last_day is None:
        raise Invalid("FIELDS-INVALID", fields={"last_day": "FIELD-MISSING"})
    return acts.record_leaver(service(), actor().id, person_id, body.last_day)


def _person(person_id: UUID) -> Person:
    now = service().now()
    with service().db.read() as session:
        found = queries.person_detail(session, person_id, now)
        positions = queries.holdings(session, person_id)
        delegations = queries.delegations(session, person_id)
    row = found.row
    return Person(
        id=row.id,
        login=row.login,
        full_name=row.full_name,
        email=row.email,
        staff_kind=row.staff_kind,
        locale=found.locale,
        active=row.active,
        left_on=row.left_on,
        disabled_at=found.disabled_at,
        must_change=found.must_change,
        has_password=found.has_password,
        created_at=found.created_at,
        row_version=found.row_version,
        roles=found.roles,
        positions=positions,
        delegations=delegations,
    )

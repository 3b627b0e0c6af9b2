"""The list of external documents: listed, kept, ended, reviewed."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.people.current import actor, service
from qms.people.rules import Role
from qms.references import acts
from qms.references.acts import Brought
from qms.references.api.blueprint import AT_ONCE, api
from qms.references.queries import external as queries
from qms.references.queries.external import (
    ExternalFilter,
    ExternalLine,
    ExternalPage,
    ShowExternal,
    Unregistered,
)
from qms.references.rules.standing import ExternalKind, may_end, may_keep
from qms.references.schemas import (
    CheckGiven,
    ExternalChange,
    ExternalList,
    NewExternal,
    NoChangeNeeded,
    StatusChange,
)
from qms.schemas import Line200, Line300, Schema
from qms.web.guards import allow, permission, signed_in
from qms.web.rest import Items, operation


class ExternalQuery(Schema):
    """Which lines: words of number, title or issuer, kind, how they stand."""

    text: Line200 = ""
    kind: ExternalKind | None = None
    show: ShowExternal = ShowExternal.ALL
    cursor: Line300 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = queries.PAGE


@dataclass(frozen=True, slots=True)
class Marked:
    """How it stands now, and how many documents are to be reviewed."""

    documents: int
    page: ExternalPage


@api.get("/external-documents")
@signed_in
@operation(Items[ExternalLine], query=ExternalQuery)
def list_external(query: ExternalQuery) -> Items[ExternalLine]:
    """The list by legal force."""
    wanted = ExternalFilter(query.text, query.kind, query.show)
    with service().db.read() as session:
        page = queries.external_list(session, wanted, service().now(), query.cursor, query.limit)
    return Items(page.rows, page.next or None)


@api.post("/external-documents")
@permission(may_keep)
@operation(ExternalPage, body=NewExternal, status=201, tagged=True)
def post_external(body: NewExternal) -> ExternalPage:
    """Take a law or standard into the list; one number stands there once."""
    return _page(acts.add_external(service(), actor().id, body))


@api.get("/external-documents/unregistered")
@permission(may_keep)
@operation(Items[Unregistered])
def list_unregistered_external() -> Items[Unregistered]:
    """Laws and standards that documents in force cite and the list does not hold."""
    acts.read_citations(service(), AT_ONCE)
    with service().db.read() as session:
        return Items(queries.unregistered(session, actor(), service().now()))


@api.post("/external-documents/import")
@permission(may_end)
@operation(Brought, body=ExternalList, status=201)
def post_external_import(body: ExternalList) -> Brought:
    """Bring in a list, wholly or not at all; what is held already stays as it is."""
    return acts.bring_in(service(), actor().id, body)


@api.post("/external-documents/usual")
@permission(may_end)
@operation(Brought, status=201)
def post_external_usual() -> Brought:
    """Bring in the list that ships with the product."""
    return acts.seed_external(service(), actor().id)


@api.get("/external-documents/<uuid:external_id>")
@signed_in
@operation(ExternalPage, tagged=True)
def get_external(external_id: UUID) -> ExternalPage:
    """One external document: facts, who cites it, open and closed reviews."""
    return _page(external_id)


@api.put("/external-documents/<uuid:external_id>")
@permission(may_keep)
@operation(ExternalPage, body=ExternalChange, versioned=True, tagged=True)
def put_external(external_id: UUID, body: ExternalChange) -> ExternalPage:
    """Correct the facts."""
    acts.change_external(service(), actor().id, external_id, body)
    return _page(external_id)


@api.post("/external-documents/<uuid:external_id>/checks")
@permission(may_keep)
@operation(ExternalPage, body=CheckGiven, status=201, tagged=True)
def post_external_check(external_id: UUID, body: CheckGiven) -> ExternalPage:
    """Looked up today: it stands as the list says."""
    acts.check_external(service(), actor().id, external_id, body)
    return _page(external_id)


@api.post("/external-documents/<uuid:external_id>/status")
@permission(may_end)
@operation(Marked, body=StatusChange)
def post_external_status(external_id: UUID, body: StatusChange) -> Marked:
    """Say how it stands; replaced or expired, what cites it gets the three-month clock."""
    count = acts.mark_status(service(), actor().id, external_id, body)
    return Marked(count, _page(external_id))


@api.post("/external-documents/<uuid:external_id>/reviews/<uuid:document_id>")
@allow(Role.QUALITY_MANAGER)
@operation(ExternalPage, body=NoChangeNeeded, status=201, tagged=True)
def post_reference_review(
    external_id: UUID, document_id: UUID, body: NoChangeNeeded
) -> ExternalPage:
    """Checked, no change needed: recorded with its reason."""
    acts.decide_no_change(service(), actor().id, external_id, document_id, body)
    return _page(external_id)


def _page(external_id: UUID) -> ExternalPage:
    with service().db.read() as session:
        return queries.external_page(session, actor(), external_id, service().now())

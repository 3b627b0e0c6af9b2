"""Requests listed and read, and what a change of a document touches."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.changes.api.blueprint import api
from qms.changes.queries import impact as impacts
from qms.changes.queries.impact import Impact
from qms.changes.queries.listing import PAGE, RequestFilter, RequestRow, Show, requests_page
from qms.changes.queries.request import RequestPage, request_page
from qms.people.current import actor, service
from qms.schemas import Line40, Line200, Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class RequestsQuery(Schema):
    """Which requests: words, unit, document, revision, how they stand, only the caller's own."""

    text: Line200 = ""
    unit_id: UUID | None = None
    document_id: UUID | None = None
    revision_id: UUID | None = None
    show: Show = Show.OPEN
    mine: bool = False
    cursor: Line40 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = PAGE


@api.get("/change-requests")
@signed_in
@operation(Items[RequestRow], query=RequestsQuery)
def list_change_requests(query: RequestsQuery) -> Items[RequestRow]:
    """Own requests and those of documents the caller answers for, the latest first."""
    wanted = RequestFilter(**query.model_dump(exclude={"cursor", "limit"}))
    with service().db.read() as session:
        page = requests_page(session, actor(), wanted, service().now(), query.cursor, query.limit)
    return Items(page.rows, page.next or None)


@api.get("/change-requests/<uuid:request_id>")
@signed_in
@operation(RequestPage, tagged=True)
def get_change_request(request_id: UUID) -> RequestPage:
    """One request: what is proposed, how it stands, and what the caller may do."""
    return load(request_id)


@api.get("/documents/<uuid:document_id>/impact")
@signed_in
@operation(Impact)
def get_impact(document_id: UUID) -> Impact:
    """What a change of this document would touch: its forms, and what cites its code."""
    with service().db.read() as session:
        return impacts.impact(session, actor(), document_id, service().now())


def load(request_id: UUID) -> RequestPage:
    """The request as the caller sees it now."""
    with service().db.read() as session:
        return request_page(session, actor(), request_id, service().now())

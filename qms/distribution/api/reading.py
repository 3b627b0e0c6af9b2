"""Reading: what is asked of the caller, confirming it, and who has read."""

from uuid import UUID

from qms.distribution import acts
from qms.distribution.api.blueprint import api
from qms.distribution.queries.mine import MyReading, my_reading
from qms.distribution.queries.reading import (
    ReaderFilter,
    ReaderRow,
    ReadingSummary,
    Who,
    reader_page,
    reading_summary,
)
from qms.distribution.queries.seeing import readers_within
from qms.distribution.schemas import Acknowledge
from qms.documents.queries.document import document_page
from qms.errors import NotFound
from qms.people.current import actor, service
from qms.schemas import Line300, Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class ReaderQuery(Schema):
    """Which readers: missing, overdue, read or all; of one unit."""

    who: Who = Who.MISSING
    unit_id: UUID | None = None
    cursor: Line300 = ""


@api.get("/documents/<uuid:document_id>/my-reading")
@signed_in
@operation(MyReading)
def get_my_reading(document_id: UUID) -> MyReading:
    """What is asked of the caller: revision, hash of the file, day, and whether it was read."""
    return _mine(document_id)


@api.post("/revisions/<uuid:revision_id>/acknowledgements")
@signed_in
@operation(MyReading, body=Acknowledge, status=201)
def post_acknowledgement(revision_id: UUID, body: Acknowledge) -> MyReading:
    """Received and read: this file (by its SHA-256) of this revision, which is in force."""
    return _mine(acts.acknowledge(service(), actor().id, revision_id, body))


@api.get("/documents/<uuid:document_id>/reading")
@signed_in
@operation(ReadingSummary)
def get_reading(document_id: UUID) -> ReadingSummary:
    """Figures of the edition in force per unit; a unit head is told of the own units."""
    with service().db.read() as session:
        _, within = readers_within(session, actor(), document_id)
        found = reading_summary(session, document_id, service().now(), within)
    if found is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return found


@api.get("/documents/<uuid:document_id>/readers")
@signed_in
@operation(Items[ReaderRow], query=ReaderQuery)
def list_readers(document_id: UUID, query: ReaderQuery) -> Items[ReaderRow]:
    """Names by given name, a page at a time."""
    with service().db.read() as session:
        _, within = readers_within(session, actor(), document_id)
        wanted = ReaderFilter(query.who, query.unit_id, within)
        page = reader_page(session, document_id, service().now(), wanted, query.cursor)
    return Items(page.rows, page.next or None)


def _mine(document_id: UUID) -> MyReading:
    now = service().now()
    with service().db.read() as session:
        document_page(session, actor(), document_id, now)  # NotFound for whoever may not know
        found = my_reading(session, actor(), document_id, now)
    if found is None:
        raise NotFound("READING-NOT-ASKED")
    return found

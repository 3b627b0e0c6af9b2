"""The register: listed by filters, one document by id or code, as of a day, new and changed."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.model.access import AccessKind
from qms.documents.queries import register
from qms.documents.queries.document import DocumentPage, document_by_code, document_page
from qms.documents.queries.register import Choice, RegisterFilter, RegisterRow, Show
from qms.documents.queries.timeline import RevisionLine
from qms.documents.rules.period import last_instant
from qms.documents.schemas import DocumentChange, NewDocument
from qms.documents.views.noting import note
from qms.errors import NotFound
from qms.people.current import actor, service
from qms.schemas import Day, Line40, Line200, Line300, Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class RegisterQuery(Schema):
    """Which lines: words of code or title, unit, type, field, how they stand, as of a day."""

    text: Line200 = ""
    unit_id: UUID | None = None
    type_code: Line40 = ""
    field_code: Line40 = ""
    show: Show = Show.IN_FORCE
    on: Day | None = None
    cursor: Line300 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = register.PAGE


class AtEndOfDay(Schema):
    """The end of this day in Viet Nam."""

    on: Day


@api.get("/documents")
@signed_in
@operation(Items[RegisterRow], query=RegisterQuery)
def list_documents(query: RegisterQuery) -> Items[RegisterRow]:
    """The register in the order of codes; without filters what is in force for the caller."""
    wanted = RegisterFilter(**query.model_dump(exclude={"cursor", "limit"}))
    with service().db.read() as session:
        page = register.register_page(
            session, actor(), wanted, service().now(), query.cursor, query.limit
        )
    return Items(page.rows, page.next or None)


@api.post("/documents")
@signed_in
@operation(DocumentPage, body=NewDocument, status=201, tagged=True)
def post_document(body: NewDocument) -> DocumentPage:
    """Take a document into the register under a code that was never used before."""
    return _document(acts.register_document(service(), actor().id, body))


@api.get("/documents/<uuid:document_id>")
@signed_in
@operation(DocumentPage, tagged=True)
def get_document(document_id: UUID) -> DocumentPage:
    """A document: what is in force first, then what comes, what is open, what was."""
    page = _document(document_id)
    note(AccessKind.VIEW, page.id, page.current.id if page.current else None)
    return page


@api.get("/documents/by-code/<path:code>")
@signed_in
@operation(DocumentPage, tagged=True)
def get_document_by_code(code: str) -> DocumentPage:
    """The same by its code in any spelling: `QT-05`, `qt05`, `QT.5`."""
    with service().db.read() as session:
        document_id = document_by_code(session, code)
        page = document_page(session, actor(), document_id, service().now())
    note(AccessKind.VIEW, page.id, page.current.id if page.current else None)
    return page


@api.put("/documents/<uuid:document_id>")
@signed_in
@operation(DocumentPage, body=DocumentChange, versioned=True, tagged=True)
def put_document(document_id: UUID, body: DocumentChange) -> DocumentPage:
    """Change the register's facts about a document."""
    _document(document_id)  # whoever may not know of it is told nothing else
    acts.change_document(service(), actor().id, document_id, body)
    return _document(document_id)


@api.get("/documents/<uuid:document_id>/in-force")
@signed_in
@operation(RevisionLine, query=AtEndOfDay)
def get_in_force(document_id: UUID, query: AtEndOfDay) -> RevisionLine:
    """What was (or will be) in force at the end of a day, of what the caller may see today."""
    now = service().now()
    with service().db.read() as session:
        seen = document_page(session, actor(), document_id, now)
        then = document_page(session, actor(), document_id, last_instant(query.on)).current
    known = {one.id for one in (seen.current, *seen.scheduled, *seen.past) if one is not None}
    if then is None or then.id not in known:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return then


@api.get("/document-fields")
@signed_in
@operation(Items[Choice])
def list_fields() -> Items[Choice]:
    """Fields of work."""
    with service().db.read() as session:
        return Items(register.fields(session))


def _document(document_id: UUID) -> DocumentPage:
    with service().db.read() as session:
        return document_page(session, actor(), document_id, service().now())

"""Numbered paper copies: issued, printed, handed over, returned, lost, destroyed."""

from io import BytesIO
from uuid import UUID

from flask import Response, send_file

from qms.distribution import acts, rules
from qms.distribution.api.blueprint import api
from qms.distribution.queries.copies import (
    CopyLine,
    CopySheet,
    CopyShow,
    copies_of,
    copy_page,
    copy_sheet,
)
from qms.distribution.queries.lists import seen_document
from qms.distribution.schemas import (
    CopyDestroyed,
    CopyHandedOver,
    CopyLost,
    CopyReturned,
    NewCopies,
)
from qms.people.current import actor, service
from qms.schemas import Line300, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation
from qms.word import PDF

NAMED = {"Content-Disposition": "Carries the file's name"}


class CopyQuery(Schema):
    """Which copies: to be recalled, out, or all."""

    show: CopyShow = CopyShow.ALL
    cursor: Line300 = ""


@api.get("/paper-copies")
@permission(rules.may_see_room)
@operation(Items[CopyLine], query=CopyQuery)
def list_paper_copies(query: CopyQuery) -> Items[CopyLine]:
    """Copies of every document whose distribution the caller may see."""
    with service().db.read() as session:
        page = copy_page(session, actor(), query.show, service().now(), query.cursor)
    return Items(page.rows, page.next or None)


@api.get("/documents/<uuid:document_id>/paper-copies")
@signed_in
@operation(Items[CopyLine])
def list_copies_of(document_id: UUID) -> Items[CopyLine]:
    """Every copy of one document, the newest number first."""
    with service().db.read() as session:
        seen_document(session, actor(), document_id)
        return Items(copies_of(session, document_id, service().now()))


@api.post("/documents/<uuid:document_id>/paper-copies")
@signed_in
@operation(Items[CopyLine], body=NewCopies, status=201)
def post_copies(document_id: UUID, body: NewCopies) -> Items[CopyLine]:
    """Number copies of the edition in force, one for each holder in this order."""
    with service().db.read() as session:
        seen_document(session, actor(), document_id)
    made = acts.issue_copies(service(), actor().id, document_id, body)
    with service().db.read() as session:
        found = copies_of(session, document_id, service().now())
    return Items([one for one in reversed(found) if one.id in made])


@api.get("/paper-copies/<uuid:copy_id>")
@signed_in
@operation(CopySheet)
def get_copy(copy_id: UUID) -> CopySheet:
    """One copy with its steps and what the caller may do with it."""
    return _sheet(copy_id)


@api.post("/paper-copies/<uuid:copy_id>/print")
@signed_in
@operation(media=PDF, headers=NAMED)
def post_print(copy_id: UUID) -> Response:
    """The stamped PDF with number, holder and QR code; that it was printed is written down."""
    _sheet(copy_id)
    found = acts.print_copy(service(), actor().id, copy_id)
    return send_file(
        BytesIO(found.data),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.name,
    )


@api.post("/paper-copies/<uuid:copy_id>/hand-over")
@signed_in
@operation(CopySheet, body=CopyHandedOver)
def post_copy_hand_over(copy_id: UUID, body: CopyHandedOver) -> CopySheet:
    """Somebody took the copy; only of an edition in force."""
    _sheet(copy_id)
    acts.hand_over_copy(service(), actor().id, copy_id, body)
    return _sheet(copy_id)


@api.post("/paper-copies/<uuid:copy_id>/return")
@signed_in
@operation(CopySheet, body=CopyReturned)
def post_copy_return(copy_id: UUID, body: CopyReturned) -> CopySheet:
    """The copy came back; a second time is refused with COPY-RETURNED-ALREADY."""
    _sheet(copy_id)
    acts.return_copy(service(), actor().id, copy_id, body)
    return _sheet(copy_id)


@api.post("/paper-copies/<uuid:copy_id>/lose")
@signed_in
@operation(CopySheet, body=CopyLost)
def post_copy_lost(copy_id: UUID, body: CopyLost) -> CopySheet:
    """The copy cannot be found."""
    _sheet(copy_id)
    acts.lose_copy(service(), actor().id, copy_id, body)
    return _sheet(copy_id)


@api.post("/paper-copies/<uuid:copy_id>/destroy")
@signed_in
@operation(CopySheet, body=CopyDestroyed)
def post_copy_destroyed(copy_id: UUID, body: CopyDestroyed) -> CopySheet:
    """The copy was destroyed before a witness."""
    _sheet(copy_id)
    acts.destroy_copy(service(), actor().id, copy_id, body)
    return _sheet(copy_id)


def _sheet(copy_id: UUID) -> CopySheet:
    with service().db.read() as session:
        return copy_sheet(session, actor(), copy_id, service().now())

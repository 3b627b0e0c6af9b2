"""What is due; disposals proposed, rejected, signed in two steps; minutes; the register."""

from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import Field

from qms.documents.api.signing import SignatureMade, SignatureRequest, open_request
from qms.documents.schemas import Proof, ReasonGiven
from qms.people.current import actor, service
from qms.retention import acts, paper
from qms.retention.api.blueprint import api
from qms.retention.queries.disposals import (
    DisposalLine,
    DisposalPage,
    DisposalRow,
    disposal_page,
    disposal_rows,
    disposals,
)
from qms.retention.queries.due import PAGE, DueFilter, DueRow, Show, due_page
from qms.retention.rules import may_see
from qms.retention.schemas import Proposal
from qms.retention.views.due import send
from qms.schemas import Line200, Line300, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation
from qms.word import DOCX

NAMED = {"Content-Disposition": "Carries the file's name"}


class DueQuery(Schema):
    """Which closed records: words, unit, file of the plan; due, soon due, held or all."""

    text: Line200 = ""
    unit_id: UUID | None = None
    file_id: UUID | None = None
    show: Show = Show.DUE
    cursor: Line300 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = PAGE


@api.get("/retention/due")
@permission(may_see)
@operation(Items[DueRow], query=DueQuery)
def list_due_records(query: DueQuery) -> Items[DueRow]:
    """Closed records by the year they ended, with the terms that apply and the day they are due."""
    wanted = DueFilter(query.text, query.unit_id, query.show, query.file_id)
    with service().db.read() as session:
        page = due_page(session, actor(), wanted, service().now(), query.cursor, query.limit)
    return Items(page.rows, page.next or None)


@api.get("/disposals")
@permission(may_see)
@operation(Items[DisposalRow])
def list_disposals() -> Items[DisposalRow]:
    """Proposals of disposal, the latest first."""
    with service().db.read() as session:
        return Items(disposals(session, actor()))


@api.post("/disposals")
@permission(may_see)
@operation(DisposalPage, body=Proposal, status=201)
def post_disposal(body: Proposal) -> DisposalPage:
    """Propose due records for disposal; nothing is destroyed before somebody else has signed."""
    return _load(acts.propose_disposal(service(), actor().id, body))


@api.get("/disposals/destroyed")
@permission(may_see)
@operation(Items[DisposalLine])
def list_destroyed() -> Items[DisposalLine]:
    """The register of disposals: every destroyed record and the decision about it."""
    with service().db.read() as session:
        return Items(disposal_rows(session, service().now(), actor()))


@api.get("/disposals/<uuid:disposal_id>")
@signed_in
@operation(DisposalPage)
def get_disposal(disposal_id: UUID) -> DisposalPage:
    """One proposal with its stubs, and what the caller may do."""
    return _load(disposal_id)


@api.post("/disposals/<uuid:disposal_id>/reject")
@signed_in
@operation(DisposalPage, body=ReasonGiven, status=201)
def post_reject(disposal_id: UUID, body: ReasonGiven) -> DisposalPage:
    """Reject it (or take the own one back), with the reason; the records stay."""
    acts.reject_disposal(service(), actor().id, disposal_id, body.reason)
    return _load(disposal_id)


@api.post("/disposals/<uuid:disposal_id>/signature-requests")
@signed_in
@operation(SignatureRequest, status=201)
def post_disposal_signature_request(disposal_id: UUID) -> SignatureRequest:
    """The statement that approving makes: number and hash of every record."""
    return SignatureRequest.of(acts.ask_to_sign_disposal(service(), actor().id, disposal_id))


@api.post("/disposals/<uuid:disposal_id>/signatures")
@signed_in
@operation(SignatureMade, body=Proof, status=201)
def post_disposal_signature(disposal_id: UUID, body: Proof) -> SignatureMade:
    """Sign what was asked for under this challenge; it is carried out at once."""
    asked = open_request(body.challenge)
    acts.sign_disposal(service(), actor().id, disposal_id, body)
    return SignatureMade(asked.act, asked.sha256)


@api.get("/disposals/<uuid:disposal_id>/minutes")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_minutes(disposal_id: UUID) -> Response:
    """The minutes of the destruction as a Word file."""
    return send(paper.minutes(service(), actor(), disposal_id, paper.Form.DOCX))


@api.get("/disposals/<uuid:disposal_id>/minutes/pdf")
@signed_in
@operation(media="application/pdf", headers=NAMED)
def get_minutes_pdf(disposal_id: UUID) -> Response:
    """The same as a PDF."""
    return send(paper.minutes(service(), actor(), disposal_id, paper.Form.PDF))


def _load(disposal_id: UUID) -> DisposalPage:
    with service().db.read() as session:
        return disposal_page(session, actor(), disposal_id, service().now())

"""What is due, the reviews of a document, proposing, giving back, signing in two steps."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.documents.api.pages import require_known
from qms.documents.api.signing import SignatureMade, SignatureRequest, open_request
from qms.documents.schemas import Proof, ReasonGiven
from qms.people.current import actor, service
from qms.periodic import acts
from qms.periodic.api.blueprint import api
from qms.periodic.queries.listing import PAGE, DueFilter, DueRow, Show, due_page
from qms.periodic.queries.reviews import ReviewLine, ReviewPage, review_page, reviews_of
from qms.periodic.schemas import Proposal
from qms.periodic.views.listing import may_list
from qms.schemas import Line200, Line300, Schema
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


class DueQuery(Schema):
    """Which documents: words, unit, due within thirty days, overdue, or all in force."""

    text: Line200 = ""
    unit_id: UUID | None = None
    show: Show = Show.DUE
    cursor: Line300 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = PAGE


@api.get("/periodic-reviews/due")
@permission(may_list)
@operation(Items[DueRow], query=DueQuery)
def list_due(query: DueQuery) -> Items[DueRow]:
    """Documents the caller answers for by the day they are due, overdue first."""
    wanted = DueFilter(query.text, query.unit_id, query.show)
    with service().db.read() as session:
        page = due_page(session, actor(), wanted, service().now(), query.cursor, query.limit)
    return Items(page.rows, page.next or None)


@api.get("/documents/<uuid:document_id>/periodic-reviews")
@signed_in
@operation(Items[ReviewLine])
def list_reviews(document_id: UUID) -> Items[ReviewLine]:
    """The reviews of a document, the latest first, for whoever may see its history."""
    require_known(document_id)
    with service().db.read() as session:
        return Items(reviews_of(session, actor(), document_id, service().now()))


@api.post("/documents/<uuid:document_id>/periodic-reviews")
@signed_in
@operation(ReviewPage, body=Proposal, status=201)
def post_review(document_id: UUID, body: Proposal) -> ReviewPage:
    """Propose a verdict about what is in force: keep, revise or withdraw, with the reason."""
    require_known(document_id)
    return _load(acts.propose_verdict(service(), actor().id, document_id, body))


@api.get("/periodic-reviews/<uuid:review_id>")
@signed_in
@operation(ReviewPage)
def get_review(review_id: UUID) -> ReviewPage:
    """One review, and what the caller may do with it."""
    return _load(review_id)


@api.post("/periodic-reviews/<uuid:review_id>/return")
@signed_in
@operation(ReviewPage, body=ReasonGiven)
def post_review_return(review_id: UUID, body: ReasonGiven) -> ReviewPage:
    """Give a verdict back unsigned, with the reason; another may be proposed."""
    acts.return_verdict(service(), actor().id, review_id, body.reason)
    return _load(review_id)


@api.post("/periodic-reviews/<uuid:review_id>/signature-requests")
@signed_in
@operation(SignatureRequest, status=201)
def post_review_signature_request(review_id: UUID) -> SignatureRequest:
    """The statement that signing the verdict makes; a withdrawal is signed on the revision."""
    return SignatureRequest.of(acts.ask_to_sign_verdict(service(), actor().id, review_id))


@api.post("/periodic-reviews/<uuid:review_id>/signatures")
@signed_in
@operation(SignatureMade, body=Proof, status=201)
def post_review_signature(review_id: UUID, body: Proof) -> SignatureMade:
    """Sign what was asked for under this challenge."""
    asked = open_request(body.challenge)
    acts.sign_verdict(service(), actor().id, review_id, body)
    return SignatureMade(asked.act, asked.sha256)


def _load(review_id: UUID) -> ReviewPage:
    with service().db.read() as session:
        return review_page(session, actor(), review_id, service().now())

"""Approving many revisions of one decision with one passphrase, in two steps."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import Field

from qms.documents import acts as documents
from qms.documents.api.signing import SignatureMade, SignatureRequest, open_request
from qms.documents.schemas import BulkProof
from qms.people.current import actor, service
from qms.schemas import Schema
from qms.transition.api.blueprint import api
from qms.transition.queries.issuing import Issue, issues_for
from qms.web.guards import signed_in
from qms.web.rest import Items, operation


class WaitingQuery(Schema):
    """Only the decisions under which a document of this project is issued."""

    project_id: UUID | None = None


class AskMany(Schema):
    """The revisions to approve at once; they rest on one decision."""

    revision_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class RequestForOne:
    """The statement about one of the revisions."""

    revision_id: UUID
    request: SignatureRequest


@api.get("/bulk-approvals")
@signed_in
@operation(Items[Issue], query=WaitingQuery)
def list_issues(query: WaitingQuery) -> Items[Issue]:
    """Revisions that wait for the caller's approval, gathered by their decision."""
    with service().db.read() as session:
        return Items(issues_for(session, actor(), service().now(), query.project_id))


@api.post("/bulk-approvals/signature-requests")
@signed_in
@operation(Items[RequestForOne], body=AskMany, status=201)
def post_bulk_requests(body: AskMany) -> Items[RequestForOne]:
    """A statement with its challenge for every revision; nothing is changed yet."""
    asked = documents.ask_to_approve_many(service(), actor().id, body.revision_ids)
    return Items(
        [RequestForOne(one.revision_id, SignatureRequest.of(one.request)) for one in asked]
    )


@api.post("/bulk-approvals/signatures")
@signed_in
@operation(Items[SignatureMade], body=BulkProof, status=201)
def post_bulk_signatures(body: BulkProof) -> Items[SignatureMade]:
    """Sign all of them with one passphrase: all come into force, or none."""
    asked = [open_request(one.challenge) for one in body.signs]
    documents.approve_many(service(), actor().id, body)
    return Items([SignatureMade(one.act, one.sha256) for one in asked])

"""Proposing, deciding, taking back, and taking several into one revision."""

from dataclasses import dataclass
from uuid import UUID

from qms.changes import acts
from qms.changes.api.blueprint import api
from qms.changes.api.reading import load
from qms.changes.queries.request import RequestPage
from qms.changes.schemas import Acceptance, Merge, NewRequest
from qms.documents.api.pages import require_known
from qms.documents.schemas import ReasonGiven
from qms.people.current import actor, service
from qms.web.guards import signed_in
from qms.web.rest import operation


@dataclass(frozen=True, slots=True)
class Taken:
    """The revision that will answer the requests."""

    revision_id: UUID


@api.post("/documents/<uuid:document_id>/change-requests")
@signed_in
@operation(RequestPage, body=NewRequest, status=201, tagged=True)
def post_change_request(document_id: UUID, body: NewRequest) -> RequestPage:
    """Propose a change to the edition in force; `place` is one of its headings, or empty."""
    return load(acts.propose(service(), actor().id, document_id, body))


@api.post("/change-requests/<uuid:request_id>/accept")
@signed_in
@operation(RequestPage, body=Acceptance, tagged=True)
def post_acceptance(request_id: UUID, body: Acceptance) -> RequestPage:
    """The owner will do it; the proposer is told."""
    acts.accept_request(service(), actor().id, request_id, body.note)
    return load(request_id)


@api.post("/change-requests/<uuid:request_id>/decline")
@signed_in
@operation(RequestPage, body=ReasonGiven, tagged=True)
def post_refusal(request_id: UUID, body: ReasonGiven) -> RequestPage:
    """The owner will not do it, with the reason; the proposer is told."""
    acts.decline_request(service(), actor().id, request_id, body.reason)
    return load(request_id)


@api.post("/change-requests/<uuid:request_id>/withdraw")
@signed_in
@operation(RequestPage, tagged=True)
def post_withdrawal(request_id: UUID) -> RequestPage:
    """The proposer takes an undecided request back."""
    acts.withdraw_request(service(), actor().id, request_id)
    return load(request_id)


@api.post("/change-requests/<uuid:request_id>/unlink")
@signed_in
@operation(RequestPage, tagged=True)
def post_unlink(request_id: UUID) -> RequestPage:
    """Take a request out of its draft; it is an accepted one again."""
    acts.unlink_request(service(), actor().id, request_id)
    return load(request_id)


@api.post("/documents/<uuid:document_id>/change-requests/merge")
@signed_in
@operation(Taken, body=Merge)
def post_merge(document_id: UUID, body: Merge) -> Taken:
    """Take accepted requests into the open draft, or open one with them."""
    require_known(document_id)
    return Taken(acts.merge_requests(service(), actor().id, document_id, body))

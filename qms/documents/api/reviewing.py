"""While a round runs: remarks, another reviewer or approver, and ending it with a reason."""

from uuid import UUID

from qms.documents import acts
from qms.documents.api.blueprint import api
from qms.documents.api.pages import load
from qms.documents.queries.revision import RevisionPage
from qms.documents.schemas import NewApprover, NewComment, ReasonGiven, Reassignment
from qms.people.current import actor, service
from qms.web.guards import signed_in
from qms.web.rest import operation


@api.post("/revisions/<uuid:revision_id>/comments")
@signed_in
@operation(RevisionPage, body=NewComment, status=201, tagged=True)
def post_comment(revision_id: UUID, body: NewComment) -> RevisionPage:
    """A remark on a place of the text; it decides nothing."""
    load(revision_id)
    acts.comment_on(service(), actor().id, revision_id, body)
    return load(revision_id)


@api.post("/revisions/<uuid:revision_id>/reassignments")
@signed_in
@operation(RevisionPage, body=Reassignment, status=201, tagged=True)
def post_reassignment(revision_id: UUID, body: Reassignment) -> RevisionPage:
    """Ask somebody else instead of a reviewer who does not answer; no bytes are touched."""
    acts.reassign(service(), actor().id, revision_id, body)
    return load(revision_id)


@api.put("/revisions/<uuid:revision_id>/approver")
@signed_in
@operation(RevisionPage, body=NewApprover, tagged=True)
def put_approver(revision_id: UUID, body: NewApprover) -> RevisionPage:
    """Ask another approver; no bytes are touched."""
    acts.change_approver(service(), actor().id, revision_id, body)
    return load(revision_id)


@api.post("/revisions/<uuid:revision_id>/cancel-review")
@signed_in
@operation(body=ReasonGiven)
def post_cancel_review(revision_id: UUID, body: ReasonGiven) -> None:
    """The author takes a running review back to draft."""
    acts.cancel_review(service(), actor().id, revision_id, body.reason)


@api.post("/revisions/<uuid:revision_id>/return")
@signed_in
@operation(body=ReasonGiven)
def post_return(revision_id: UUID, body: ReasonGiven) -> None:
    """The approver sends it back instead of signing."""
    acts.return_to_draft(service(), actor().id, revision_id, body.reason)


@api.post("/revisions/<uuid:revision_id>/cancel")
@signed_in
@operation(body=ReasonGiven)
def post_cancel(revision_id: UUID, body: ReasonGiven) -> None:
    """Take an approval back before its day; the predecessor lives on."""
    acts.cancel_approved(service(), actor().id, revision_id, body.reason)

"""What documents and drafts rest on, and who cites a document."""

from uuid import UUID

from qms.documents.api.pages import require_known
from qms.people.current import actor, service
from qms.references.acts import read_citations
from qms.references.api.blueprint import AT_ONCE, api
from qms.references.queries import citing as queries
from qms.references.queries.citing import Citing
from qms.references.queries.resting import Reference, document_references, revision_references
from qms.references.queries.reviews import OpenReview, reviews_for
from qms.references.rules.standing import may_keep
from qms.web.guards import permission, signed_in
from qms.web.rest import Items, operation


@api.get("/documents/<uuid:document_id>/references")
@signed_in
@operation(Items[Reference])
def get_document_references(document_id: UUID) -> Items[Reference]:
    """What the revision in force rests on, place by place, and how each stands today."""
    read_citations(service(), AT_ONCE)
    with service().db.read() as session:
        return Items(document_references(session, actor(), document_id, service().now()))


@api.get("/documents/<uuid:document_id>/citing")
@signed_in
@operation(Items[Citing])
def get_document_citing(document_id: UUID) -> Items[Citing]:
    """The documents in force that cite this one."""
    require_known(document_id)
    read_citations(service(), AT_ONCE)
    with service().db.read() as session:
        return Items(queries.citing(session, document_id, actor(), service().now()))


@api.get("/revisions/<uuid:revision_id>/references")
@signed_in
@operation(Items[Reference])
def get_revision_references(revision_id: UUID) -> Items[Reference]:
    """What a revision or the present file of a draft rests on; `to_mend` before submitting."""
    with service().db.read() as session:
        return Items(revision_references(session, actor(), revision_id, service().now()))


@api.get("/reference-reviews")
@permission(may_keep)
@operation(Items[OpenReview])
def list_reference_reviews() -> Items[OpenReview]:
    """Documents of the caller's units to bring in line with a change of law, with the legal day."""
    with service().db.read() as session:
        return Items(reviews_for(session, actor(), service().now()))

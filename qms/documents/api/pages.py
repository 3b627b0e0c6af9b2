"""What several operations on a revision answer with."""

from uuid import UUID

from qms.documents.queries.document import document_page
from qms.documents.queries.revision import RevisionPage, revision_page
from qms.people.current import actor, service


def load(revision_id: UUID) -> RevisionPage:
    """The revision as the caller may see it now; NotFound for whoever may not."""
    with service().db.read() as session:
        return revision_page(session, actor(), revision_id, service().now())


def require_known(document_id: UUID) -> None:
    """NotFound for whoever may not know of the document, before any other refusal."""
    with service().db.read() as session:
        document_page(session, actor(), document_id, service().now())

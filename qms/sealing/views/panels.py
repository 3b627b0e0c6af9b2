"""What the page of a document says about the seal."""

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.documents.queries.revision import RevisionPage
from qms.people.current import actor, service
from qms.sealing.queries.state import SealState, seal_states


def beside_document(page: DocumentPage) -> str:
    """Sealed when and by whom, or waiting for the clerk."""
    with service().db.read() as session:
        return _drawn(seal_states(session, actor(), page.id, service().now()))


def beside_revision(page: RevisionPage) -> str:
    """The same of one revision: signed, yet without the seal no official paper."""
    with service().db.read() as session:
        found = seal_states(session, actor(), page.document_id, service().now(), page.id)
    return _drawn(found)


def _drawn(found: list[SealState]) -> str:
    return render_template("sealing/_document.html", found=found) if found else ""

"""What the page of a document says about the seal."""

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.people.current import actor, service
from qms.sealing.queries.state import seal_states


def beside_document(page: DocumentPage) -> str:
    """Sealed when and by whom, or waiting for the clerk."""
    with service().db.read() as session:
        found = seal_states(session, actor(), page.id, service().now())
    if not found:
        return ""
    return render_template("sealing/_document.html", found=found)

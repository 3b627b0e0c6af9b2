"""What the page of a document says about a running change of the standard."""

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.people.current import service
from qms.transition.queries.chosen import running_projects


def beside_document(page: DocumentPage) -> str:
    """Which project concerns it, what is to become of it, and how far it is."""
    with service().db.read() as session:
        found = running_projects(session, page.id, service().now())
    if not found:
        return ""
    return render_template("transition/_document.html", found=found)

"""What the page of a document says about its reviews."""

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.people.current import actor, service
from qms.periodic.queries.listing import due_row
from qms.periodic.queries.reviews import reviews_of

SHOWN = 4


def under_document(page: DocumentPage) -> str:
    """The next day, and what was said before; for whoever may see the history."""
    if not page.may_see_history:
        return ""
    me, now = actor(), service().now()
    with service().db.read() as session:
        row = due_row(session, me, page.id, now)
        past = reviews_of(session, me, page.id, now)
    if row is None and not past:
        return ""
    return render_template(
        "periodic/_document.html",
        page=page,
        row=row,
        past=past[:SHOWN],
        more=max(0, len(past) - SHOWN),
    )

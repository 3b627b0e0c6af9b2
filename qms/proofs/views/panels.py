"""What pages of documents say about certificates of approval."""

from flask import render_template

from qms.documents.queries.document import DocumentPage
from qms.documents.queries.revision import RevisionPage
from qms.people.current import service
from qms.proofs.queries.approval import ApprovedLine, approved_lines


def beside_revision(page: RevisionPage) -> str:
    """The certificate of this revision, once it is approved."""
    with service().db.read() as session:
        rows = approved_lines(session, revision_id=page.id)
    return _drawn(rows)


def above_evidence(page: DocumentPage) -> str:
    """The certificates of every approved revision, the latest first."""
    with service().db.read() as session:
        rows = approved_lines(session, document_id=page.id)
    return _drawn(rows)


def _drawn(rows: list[ApprovedLine]) -> str:
    return render_template("proofs/_approvals.html", rows=rows) if rows else ""

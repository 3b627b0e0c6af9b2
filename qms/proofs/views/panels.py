"""What pages of documents say about certificates of approval."""

from flask import render_template
from sqlalchemy import select

from qms.documents.model import Revision
from qms.documents.queries.document import DocumentPage
from qms.documents.queries.revision import RevisionPage
from qms.people.current import service


def beside_revision(page: RevisionPage) -> str:
    """The certificate of this revision, once it is approved."""
    return _drawn(Revision.id == page.id)


def above_evidence(page: DocumentPage) -> str:
    """The certificates of every approved revision, the latest first."""
    return _drawn(Revision.document_id == page.id)

"""Tables of the documents room."""

from qms.documents.model.access import AccessEntry
from qms.documents.model.files import DocumentText, DraftFile, HeldUpload
from qms.documents.model.register import Document, DocumentField, DocumentReader, DocumentType
from qms.documents.model.revision import Adoption, PlannedReviewer, Revision, RevisionAuthor
from qms.documents.model.rounds import ReviewComment, ReviewTask, Round

__all__ = [
    "AccessEntry",
    "Adoption",
    "Document",
    "DocumentField",
    "DocumentReader",
    "DocumentText",
    "DocumentType",
    "DraftFile",
    "HeldUpload",
    "PlannedReviewer",
    "ReviewComment",
    "ReviewTask",
    "Revision",
    "RevisionAuthor",
    "Round",
]

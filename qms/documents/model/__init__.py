"""Tables of the documents room."""

from qms.documents.model.access import AccessEntry
from qms.documents.model.comparison import Redline
from qms.documents.model.files import (
    DocumentText,
    DraftFile,
    DraftPdf,
    HeldUpload,
    PdfOrigin,
    PreparedFile,
    Rendition,
    SignablePdf,
)
from qms.documents.model.layouts import HouseLayout
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
    "DraftPdf",
    "HeldUpload",
    "HouseLayout",
    "PdfOrigin",
    "PlannedReviewer",
    "Redline",
    "PreparedFile",
    "Rendition",
    "ReviewComment",
    "ReviewTask",
    "Revision",
    "RevisionAuthor",
    "Round",
    "SignablePdf",
]

"""Word files: the intake guard, reading, identity and comparison with the register."""

from qms.word.compare import canonical_code, mismatches, same_title, submission_problems
from qms.word.control import (
    LAYOUT_FIELDS,
    LAYOUT_LIMITS,
    ControlFacts,
    LogLine,
    amendment_log,
    body_text,
    check_layout,
    controlled,
)
from qms.word.drop import drop_embedded
from qms.word.guard import GuardReport, accept, guard
from qms.word.identity import Identity, read_identity, with_identity
from qms.word.lists import listing_docx
from qms.word.names import DOCX, PDF, clean_file_name, download_name, slug
from qms.word.problem import IntakeRefused, Limits, Problem
from qms.word.reader import Content, read, read_text
from qms.word.rendition import (
    Converter,
    Rendition,
    check_author_pdf,
    doc_to_docx,
    find_converter,
    pdf_text,
    quick_view,
    to_pdf,
)
from qms.word.revise import reworded
from qms.word.signing import (
    SignatureFacts,
    SigningForm,
    seal_look,
    signature_look,
    signing_form,
)
from qms.word.stamp import Stamp, stamped_docx, stamped_pdf
from qms.word.tables import read_tables

__all__ = [
    "DOCX",
    "LAYOUT_FIELDS",
    "LAYOUT_LIMITS",
    "PDF",
    "Content",
    "ControlFacts",
    "Converter",
    "GuardReport",
    "Identity",
    "IntakeRefused",
    "Limits",
    "LogLine",
    "Problem",
    "Rendition",
    "SignatureFacts",
    "SigningForm",
    "Stamp",
    "accept",
    "amendment_log",
    "body_text",
    "canonical_code",
    "check_layout",
    "check_author_pdf",
    "clean_file_name",
    "controlled",
    "doc_to_docx",
    "download_name",
    "drop_embedded",
    "find_converter",
    "guard",
    "listing_docx",
    "mismatches",
    "pdf_text",
    "quick_view",
    "read",
    "read_identity",
    "read_tables",
    "read_text",
    "reworded",
    "same_title",
    "seal_look",
    "signature_look",
    "signing_form",
    "slug",
    "stamped_docx",
    "stamped_pdf",
    "submission_problems",
    "to_pdf",
    "with_identity",
]

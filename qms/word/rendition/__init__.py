"""PDF renditions by LibreOffice, authors' own PDFs, and the quick reading view."""

from qms.word.rendition.converter import Converter, find_converter
from qms.word.rendition.inspection import Inspection, inspect, pdf_text
from qms.word.rendition.pdf import Rendition, check_author_pdf, doc_to_docx, to_pdf
from qms.word.rendition.view import quick_view

__all__ = [
    "Converter",
    "Inspection",
    "Rendition",
    "check_author_pdf",
    "doc_to_docx",
    "find_converter",
    "inspect",
    "pdf_text",
    "quick_view",
    "to_pdf",
]

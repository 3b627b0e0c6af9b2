"""PDF/A-2b from a Word file, and an old Word file as a new one."""

import json
from dataclasses import dataclass

from qms.errors import Invalid, Unavailable
from qms.word import kinds
from qms.word.guard import accept, guard
from qms.word.rendition.converter import Converter, Job, convert
from qms.word.rendition.inspection import inspect
from qms.word.rendition.words import missing_passage

ARCHIVE_2B = {"SelectPdfVersion": 2, "UseTaggedPDF": True, "ExportFormFields": False}
WORD_2007, WORD_97 = "MS Word 2007 XML", "MS Word 97"
OLD_MARK = "INTAKE-LEGACY-DOC"


@dataclass(frozen=True, slots=True)
class Rendition:
    """A PDF that was looked into: its bytes, how many pages, and its words."""

    data: bytes
    pages: int
    text: str


def _options() -> str:
    kinds_of = {bool: "boolean", int: "long"}
    said = {
        key: {"type": kinds_of[type(value)], "value": str(value).lower()}
        for key, value in ARCHIVE_2B.items()
    }
    return json.dumps(said, separators=(",", ":"))


TO_PDF = Job(
    suffix="docx",
    reads=WORD_2007,
    writes=f"writer_pdf_Export:{_options()}",
    result="pdf",
    too_long="PDF-TIMEOUT",
    nothing="PDF-EMPTY",
)
TO_DOCX = Job(
    suffix="doc",
    reads=WORD_97,
    writes=WORD_2007,
    result="docx",
    too_long="DOC-TIMEOUT",
    nothing="DOC-NOT-CONVERTED",
)


def to_pdf(docx: bytes, converter: Converter | None) -> Rendition:
    """PDF/A-2b with every paragraph of the Word file in it.

    Raises Unavailable PDF-CONVERTER-ABSENT, PDF-BUSY; Invalid PDF-TIMEOUT, PDF-EMPTY,
    PDF-TEXT-MISSING (with the passage), and what the intake guard raises.
    """
    if converter is None:
        raise Unavailable("PDF-CONVERTER-ABSENT")
    guard(docx)  # a blank PDF comes of an empty file, a foreign picture of a linked one
    return checked(convert(docx, TO_PDF, converter), docx)


def checked(pdf: bytes, docx: bytes) -> Rendition:
    """The PDF with its pages and words, if nothing forbidden is in it and no words are lacking."""
    found = inspect(pdf)
    for code, seen in found.faults:
        raise Invalid(code, seen=seen)
    passage = missing_passage(docx, found.text)
    if passage:
        raise Invalid("PDF-TEXT-MISSING", passage=passage)
    return Rendition(pdf, found.pages, found.text)


def check_author_pdf(pdf: bytes, docx: bytes) -> Rendition:
    """A PDF made by the author: no scripts, actions, forms, layers, attachments or password.

    Raises Invalid PDF-JAVASCRIPT, PDF-ACTION, PDF-FORM, PDF-LAYERS, PDF-ATTACHMENT, PDF-ENCRYPTED,
    PDF-DAMAGED, PDF-POLYGLOT, PDF-TEXT-MISSING.
    """
    return checked(pdf, docx)


def doc_to_docx(doc: bytes, converter: Converter | None) -> bytes:
    """A new Word file with what the old one (.doc) says; objects and template links are left out.

    Raises Unavailable PDF-CONVERTER-ABSENT, Invalid DOC-NOT-LEGACY, DOC-TIMEOUT,
    DOC-NOT-CONVERTED, and what the intake guard raises about the result.
    """
    foreign = kinds.foreign_kind(doc)
    if foreign is None or foreign.code != OLD_MARK:
        raise foreign or Invalid("DOC-NOT-LEGACY")
    if converter is None:
        raise Unavailable("PDF-CONVERTER-ABSENT")
    return accept(convert(doc, TO_DOCX, converter), drop=True)

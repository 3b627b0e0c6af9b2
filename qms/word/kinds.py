"""What a file is when it is not a DOCX, so that the answer says what to do with it."""

import io
import struct

import olefile

from qms.errors import QmsError, WrongMedia
from qms.word.archive import END_MARK, LOCAL_MARK
from qms.word.problem import refuse

OLE2_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What a damaged OLE2 file makes olefile raise, found by feeding it mutated files.
OLE_FAULTS = (OSError, ValueError, TypeError, LookupError, struct.error, ArithmeticError)
STARTS = {
    b"%PDF-": "INTAKE-PDF",
    b"{\\rtf": "INTAKE-RTF",
    b"<?xml": "INTAKE-FLAT-XML",
    b"<!doctype html": "INTAKE-HTML",
    b"<html": "INTAKE-HTML",
    b"\xff\xd8\xff": "INTAKE-IMAGE",
    b"\x89png": "INTAKE-IMAGE",
}
OLE_STREAMS = {
    "EncryptedPackage": "INTAKE-ENCRYPTED",
    "WordDocument": "INTAKE-LEGACY-DOC",
    "Workbook": "INTAKE-SPREADSHEET",
    "Book": "INTAKE-SPREADSHEET",
    "PowerPoint Document": "INTAKE-PRESENTATION",
}


def foreign_kind(data: bytes) -> QmsError | None:
    """The refusal for bytes that do not begin as a ZIP archive; None when they do."""
    if data.startswith(LOCAL_MARK):
        return None
    if not data.strip(b"\0"):
        return refuse("INTAKE-EMPTY")
    if data.startswith(OLE2_MARK):
        return WrongMedia(_ole_code(data))
    if END_MARK in data and LOCAL_MARK in data:
        return refuse("INTAKE-LEADING-BYTES")
    return WrongMedia(_code_by_start(data))


def _code_by_start(data: bytes) -> str:
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, code in STARTS.items():
        if head.startswith(start.lower()):
            return code
    return "INTAKE-PLAIN-TEXT" if _is_text(data[:4096]) else "INTAKE-NOT-DOCX"


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head and all(sign >= 32 or sign in b"\t\n\r\f" for sign in head)


def _ole_code(data: bytes) -> str:
    names = _ole_names(data)
    found = [code for name, code in OLE_STREAMS.items() if name in names]
    return found[0] if found else "INTAKE-NOT-DOCX"


def _ole_names(data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return {path[0] for path in container.listdir()}
    except OLE_FAULTS:
        # Damaged: its directory is UTF-16, so the names can still be seen.
        return {name for name in OLE_STREAMS if name.encode("utf-16-le") in data}


def other_package(names: set[str]) -> WrongMedia | None:
    """The refusal for a ZIP that is another kind of document, by the names of its parts."""
    if "mimetype" in names:
        return WrongMedia("INTAKE-OPENDOCUMENT")
    if any(name.startswith("xl/") for name in names):
        return WrongMedia("INTAKE-SPREADSHEET")
    if any(name.startswith("ppt/") for name in names):
        return WrongMedia("INTAKE-PRESENTATION")
    if "[Content_Types].xml" not in names:
        return WrongMedia("INTAKE-OTHER-ZIP")
    return None

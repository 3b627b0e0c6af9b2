"""Appending to a PDF: whatever is added leaves every byte before it as it was."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

from qms.errors import Conflict, Invalid

# What pyHanko lets out of damaged bytes, each seen with mutated files or named in its source: a
# value of another kind (TypeError, AttributeError, AssertionError, LookupError), a number that is
# none (ArithmeticError is decimal's), a stream that cannot be unpacked or has an unknown filter
# (zlib.error, NotImplementedError), nesting without end (RecursionError).
DAMAGE: tuple[type[Exception], ...] = (
    PdfError,
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
)
DAMAGE += (AttributeError, AssertionError, NotImplementedError, RecursionError, zlib.error)
PDF_VERSION = (1, 7)


class Appending(IncrementalPdfFileWriter):
    """Adds what is asked for and nothing else."""

    def _update_meta(self) -> None:
        """pyHanko would put its own name and this computer's clock among what others signed."""


@contextmanager
def readable() -> Iterator[None]:
    """Whatever goes wrong inside is the fault of the PDF: Invalid("SIGNED-PDF-UNREADABLE")."""
    try:
        yield
    except DAMAGE as error:
        raise Invalid("SIGNED-PDF-UNREADABLE") from error


def reader_of(pdf: bytes) -> PdfFileReader:
    """The PDF to look into; raises Invalid("SIGNED-PDF-UNREADABLE")."""
    with readable():
        reader = PdfFileReader(BytesIO(pdf))
        if reader.encrypted:
            raise ValueError("encrypted")
        return reader


def writer_of(pdf: bytes) -> Appending:
    """The PDF to append to; raises Invalid("SIGNED-PDF-UNREADABLE")."""
    with readable():
        writer = Appending(BytesIO(pdf))
        if writer.prev.encrypted:
            raise ValueError("encrypted")
        return writer


def settled(pdf: bytes) -> bytes:
    """The PDF as it is where it can be appended to, else written anew with the same pages.

    Word and some other programs keep two tables of objects for readers of two ages (hybrid), or
    count wrongly what a lenient reader passes over: two readers could see two things in what is
    signed. Raises Invalid("SIGNED-PDF-UNREADABLE").
    """
    try:
        reader = reader_of(pdf)
        if not reader.xrefs.hybrid_xrefs_present and _opens(reader):
            return pdf
    except Invalid:
        pass
    with readable():
        lenient = PdfFileReader(BytesIO(pdf), strict=False)
        if lenient.encrypted:
            raise ValueError("encrypted")
        again = written(copy_into_new_writer(lenient))
    if not _opens(reader_of(again)):
        raise Invalid("SIGNED-PDF-UNREADABLE")
    return again


def fields_of(handler: Any) -> dict[str, Any]:
    """Every signature field by its full name, with its value: None while it is empty."""
    with readable():
        return {name: value for name, value, _ in enumerate_sig_fields(handler)}


def require_empty(handler: Any, field: str) -> None:
    """Raises Invalid("SIGNED-PDF-NO-FIELD"), Conflict("SIGNED-PDF-FIELD-SIGNED")."""
    fields = fields_of(handler)
    if field not in fields:
        raise Invalid("SIGNED-PDF-NO-FIELD", field=field)
    if fields[field] is not None:
        raise Conflict("SIGNED-PDF-FIELD-SIGNED", field=field)


def declare_pades(writer: Any) -> None:
    """Name the version and the extension that PAdES asks for, before anybody has signed."""
    writer.ensure_output_version(version=PDF_VERSION)
    writer.register_extension(ESIC_EXTENSION_1)


@contextmanager
def appendable() -> Iterator[None]:
    """A PDF that takes no more signatures: Invalid("SIGNED-PDF-CLOSED"); a damaged one as above."""
    try:
        yield
    except SigningError as error:
        raise Invalid("SIGNED-PDF-CLOSED") from error
    except DAMAGE as error:
        raise Invalid("SIGNED-PDF-UNREADABLE") from error


def bytes_of(output: Any) -> bytes:
    """What was written, as bytes."""
    return bytes(output.getbuffer())


def _opens(reader: Any) -> bool:
    """Whether every page is found in the way that a strict reader goes."""
    try:
        pages = int(reader.root["/Pages"]["/Count"])
        return pages > 0 and all(reader.find_page_for_modification(one) for one in range(pages))
    except DAMAGE:
        return False


def written(writer: Any) -> bytes:
    """The whole PDF, what was appended at its end."""
    out = BytesIO()
    writer.write(out)
    return bytes_of(out)

"""PDFs broken in their structure: every reader of ours has an answer to them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from qms import word
from qms.errors import Invalid
from qms.signing import pdf
from tests.signing.papers import places, signable

STAMP = word.Stamp("Bản đọc", qr="https://qms.example/t/abc")
AT = datetime(2026, 3, 2, tzinfo=UTC)
KEYS = [
    *("Root", "Pages", "Kids", "Count", "AcroForm", "Fields", "FT", "V", "Rect", "P", "T"),
    *("Type", "Subtype", "Filter", "DecodeParms", "W", "Index", "Size", "Prev", "Length"),
    *("First", "N", "AP", "Annots", "MediaBox", "Resources", "Extends", "Extensions"),
]
VALUES = [
    b"5", b"1.2.3", b"(x)", b"/N", b"[1 2]", b"<<>>", b"null", b"true", b"-1", b"99 0 R", b"1 0 R",
]  # fmt: skip


@cache
def packed() -> bytes:
    """A PDF whose objects lie compressed in streams."""
    reader = PdfFileReader(BytesIO(signable()))
    writer = copy_into_new_writer(reader, writer_kwargs={"stream_xrefs": True})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_other_value(data: bytes, key: str, which: int, value: bytes) -> bytes:
    """The value after one of the places where this key stands, replaced in its own room."""
    found = list(re.finditer(rb"/%s(?=[ /\[<(])\s*([^/\n<>\[\]()]*)" % key.encode(), data))
    if not found:
        return data
    start, end = found[which % len(found)].span(1)
    return data[:start] + value.ljust(end - start) + data[end:]


def with_broken_streams(data: bytes) -> bytes:
    """The beginning of every compressed stream made into no stream at all."""
    return re.sub(rb"(stream\r?\n)....", lambda found: found[1] + b"\x78\x9c\xff\xff", data)


def code_of(act: Callable[[], object]) -> str:
    """The code of the refusal; where there is none, the act was done."""
    try:
        act()
    except Invalid as refused:
        return refused.code
    return "SIGNED-PDF-TAKEN"


def require_an_answer(data: bytes) -> None:
    """Each function answers or refuses by name; nothing else comes out of it."""
    assert not pdf.check_pdf(data, roots=[], certificates={}, at=AT).ok
    for act in (
        lambda: pdf.with_fields(data, places(["one-more"])),
        lambda: pdf.empty_fields(data),
        lambda: pdf.cms_of(data, "author"),
        lambda: pdf.for_outside(data, field="author"),
    ):
        assert code_of(act).startswith("SIGNED-PDF-")
    for made in (lambda: word.signing_form(data, 2), lambda: word.stamped_pdf(data, STAMP)):
        assert code_of(made) in {"PDF-DAMAGED", "PDF-ENCRYPTED", "SIGNED-PDF-TAKEN"}


@settings(max_examples=60, deadline=None)
@given(st.booleans(), st.sampled_from(KEYS), st.integers(0, 20), st.sampled_from(VALUES))
@example(False, "MediaBox", 0, b"1.2.3")
@example(False, "Rect", 0, b"1.2.3")
@example(False, "Filter", 0, b"/N")
@example(False, "Filter", 0, b"5")
@example(False, "AP", 0, b"(x)")
@example(False, "Resources", 0, b"(x)")
@example(True, "W", 0, b"[1 2]")
@example(True, "Length", 0, b"1.2.3")
def test_a_value_of_another_kind_is_answered(
    compressed: bool, key: str, which: int, value: bytes
) -> None:
    source = packed() if compressed else signable()
    require_an_answer(with_other_value(source, key, which, value))


@pytest.mark.parametrize("source", [signable, packed])
def test_streams_that_cannot_be_unpacked_are_answered(source) -> None:
    require_an_answer(with_broken_streams(source()))


def test_a_number_that_is_none_is_answered() -> None:
    require_an_answer(re.sub(rb"(/MediaBox\s*\[\s*)\d+(\.\d+)?", rb"\g<1>1.2.3", signable()))

"""Signature fields: putting empty ones into a PDF before anybody signs, reading what they hold."""

from collections.abc import Sequence
from typing import Any

from pyhanko.sign.fields import SigFieldSpec, append_signature_field, ensure_sig_flags

from qms.errors import Invalid
from qms.signing.pdf.incremental import (
    declare_pades,
    fields_of,
    readable,
    reader_of,
    settled,
    writer_of,
    written,
)

TIME_STAMP = "/DocTimeStamp"


def with_fields(pdf: bytes, places: Sequence[dict[str, Any]]) -> bytes:
    """The PDF with an empty, printable signature field at each place, appended to its bytes.

    A place says "field", "page" (from 0) and "box" (x0, y0, x1, y1 in points). Each has an empty
    appearance, as PDF/A asks. A PDF that a strict reader refuses is written anew first. Raises
    Invalid("SIGNED-PDF-HAS-FIELDS") where the PDF has such fields already,
    Invalid("SIGNED-PDF-PLACE") for a place off the pages, a box without area, a name twice.
    """
    writer = writer_of(settled(pdf))
    if fields_of(writer):
        raise Invalid("SIGNED-PDF-HAS-FIELDS")
    with readable():
        pages = int(writer.root["/Pages"]["/Count"])
    _check(places, pages)
    with readable():
        for place in places:
            append_signature_field(writer, _spec(place))
        ensure_sig_flags(writer, lock_sig_flags=True)  # other tools may only append as well
        declare_pades(writer)
        return written(writer)


def empty_fields(pdf: bytes) -> list[str]:
    """The fields that nobody has signed, in their order."""
    return [name for name, value in fields_of(reader_of(pdf)).items() if value is None]


def signed_fields(pdf: bytes) -> list[str]:
    """The signed fields, earliest signature first; document time-stamps are not among them."""
    with readable():
        found = reader_of(pdf).embedded_regular_signatures
        return [str(one.field_name) for one in found]


def cms_of(pdf: bytes, field: str) -> bytes:
    """The DER of the signature (or document time-stamp) in this field, without its padding.

    Raises Invalid("SIGNED-PDF-NO-FIELD") where there is none.
    """
    with readable():
        found = {one.field_name: one for one in reader_of(pdf).embedded_signatures}
    if field not in found:
        raise Invalid("SIGNED-PDF-NO-FIELD", field=field)
    with readable():
        contents = bytes(found[field].pkcs7_content)
        return contents[: _length(contents)]


def _check(places: Sequence[dict[str, Any]], pages: int) -> None:
    names = {place["field"] for place in places}
    for place in places:
        x0, y0, x1, y1 = place["box"]
        if not (0 <= place["page"] < pages and x0 < x1 and y0 < y1 and len(names) == len(places)):
            raise Invalid("SIGNED-PDF-PLACE", field=place["field"])


def _spec(place: dict[str, Any]) -> SigFieldSpec:
    x0, y0, x1, y1 = place["box"]
    return SigFieldSpec(
        sig_field_name=place["field"],
        on_page=place["page"],
        box=(x0, y0, x1, y1),
        readable_field_name=place.get("label"),
    )


def _length(der: bytes) -> int:
    """How long the one DER value is that the bytes begin with; zeros fill up what is left."""
    if der[0] != 0x30:
        raise ValueError("not a sequence")
    if der[1] < 0x80:
        return 2 + der[1]
    digits = der[1] & 0x7F
    return 2 + digits + int.from_bytes(der[2 : 2 + digits], "big")

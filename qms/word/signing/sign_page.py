"""Pages appended for signatures where the cover has no table for them."""

import hashlib
from io import BytesIO
from typing import Any

from qms.word.signing import text
from qms.word.signing.ruled import Box
from qms.word.signing.wording import words

PAGE = (595.28, 841.89)  # A4
LEFT, RIGHT, TOP, FOOT = 85.0, 552.0, 785.0, 57.0  # margins of Decree 30/2020: 30 and 15 mm
HEAD = 100.0
HIGH, WIDE, LABEL = 150.0, 212.0, 20.0
ROWS = 4
Place = dict[str, Any]


def with_sign_pages(reader: Any, pdf: bytes, reviewers: int) -> tuple[bytes, list[Place], int]:
    """The PDF with one or more pages "TRANG KÝ", the places on them, and how many pages.

    Fonts are embedded, metadata and everything else stay, so that PDF/A stays PDF/A. The same
    bytes for the same input.
    """
    from pypdf import PdfReader, PdfWriter

    fields = ["author", *(f"reviewer-{one + 1}" for one in range(reviewers))]
    spots = _spots(fields)
    pages = spots[-1][1] + 1
    drawn = PdfReader(BytesIO(_drawn(spots, _title(reader), pages)))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    for page in drawn.pages:
        writer.add_page(page)
    _name_file(writer, reader, hashlib.sha256(pdf + b"%d" % reviewers).digest()[:16])
    out = BytesIO()
    writer.write(out)
    before = len(reader.pages)
    places = [
        {
            "field": field,
            "page": before + page,
            "box": [round(one, 2) for one in box],
            "kind": "block",
            "rows": {},
        }
        for field, page, box in spots
    ]
    return out.getvalue(), places, pages


def _spots(fields: list[str]) -> list[tuple[str, int, Box]]:
    """Two beside each other from the top; the approver on the right of a row not shared.

    The seal stands to the left of the approver's signature and needs that room.
    """
    spots = [(field, number) for number, field in enumerate(fields)]
    row = (len(fields) + 1) // 2
    spots.append(("approver", 2 * row + 1))
    return [(field, at // 2 // ROWS, _box(at // 2 % ROWS, at % 2)) for field, at in spots]


def _box(row: int, column: int) -> Box:
    left = LEFT if column == 0 else RIGHT - WIDE
    top = TOP - HEAD - row * (HIGH + LABEL / 2) - LABEL
    return left, top - HIGH + LABEL, left + WIDE, top


def _title(reader: Any) -> tuple[str, ...]:
    """Code and title, as the file's own properties say."""
    about = reader.metadata
    found = () if about is None else (about.subject, about.title)
    return tuple(str(one) for one in found if one)


def _drawn(spots: list[tuple[str, int, Box]], title: tuple[str, ...], pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    text.register()
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=PAGE, invariant=1, pageCompression=1, initialFontName=text.REGULAR
    )
    for page in range(pages):
        _head(canvas, title)
        for field, of, box in spots:
            if of == page:
                _label(canvas, field, box)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _head(canvas: Any, title: tuple[str, ...]) -> None:
    across = (RIGHT - LEFT, 22.0)
    canvas.setFillColorRGB(0, 0, 0)
    heading = text.fitted((words()["sign_page"],), text.BOLD, across, 14, 10)
    text.centred(canvas, heading, text.BOLD, (LEFT, TOP - 24, RIGHT, TOP))
    about = text.fitted(title, text.BOLD, (across[0], 42.0), 13, 10)
    text.centred(canvas, about, text.BOLD, (LEFT, TOP - 68, RIGHT, TOP - 26))
    note = text.fitted((words()["sign_page_note"],), text.REGULAR, across, 11, 8)
    text.centred(canvas, note, text.REGULAR, (LEFT, TOP - 90, RIGHT, TOP - 70))


def _label(canvas: Any, field: str, box: Box) -> None:
    """Whose signature comes here."""
    said = words()[field.partition("-")[0]]
    room = (box[0], box[3], box[2], box[3] + LABEL)
    fit = text.fitted((said,), text.REGULAR, (WIDE, LABEL), 11, 8)
    text.centred(canvas, fit, text.REGULAR, room)


def _name_file(writer: Any, reader: Any, digest: bytes) -> None:
    """The first identifier stays, the second is of what it became (ISO 32000-1, 14.4)."""
    from pypdf.generic import ArrayObject, ByteStringObject

    old = reader.trailer.get("/ID")
    first = old[0].original_bytes if old else digest
    writer._ID = ArrayObject([ByteStringObject(first), ByteStringObject(digest)])

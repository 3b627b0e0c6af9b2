"""The signable form of a PDF: where each signature and the seal will stand."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from qms.errors import Invalid
from qms.word.damage import readable_pdf
from qms.word.signing.geometry import PICTURE, picture_box
from qms.word.signing.ruled import Box, ruled
from qms.word.signing.sign_page import with_sign_pages
from qms.word.signing.table import Table, signature_table

MOST_IN_COLUMN = 3
EDGE = 1.0  # points: the cell's rules stay free
SEAL = 122.0  # points: room for a seal of 43 mm, the largest there is
SHARE = 0.62  # of the approver's column, on its right, for the picture beside a seal
USUAL = 102.0  # points: 36 mm, the seal of most agencies


@dataclass(frozen=True, slots=True)
class SigningForm:
    """The PDF and its places: `field`, `page` (from 0), `box`, `kind` and what a look needs.

    `box` is [left, bottom, right, top] in points of the page; `rows` boxes count from the
    lower left corner of `box`. `appended` tells how many sign pages came after the last page.
    """

    data: bytes
    places: list[dict[str, Any]]
    appended: int = 0


def signing_form(pdf: bytes, reviewers: int, *, seal: bool = True) -> SigningForm:
    """Places in the cover's table of signatures; where there is none, on a page appended.

    A file whose cover has the table stays the same, byte for byte. Without `seal` there is no
    place `organisation`. Raises Invalid PDF-DAMAGED, PDF-ENCRYPTED; Unavailable FONT-MISSING.
    """
    from pypdf import PdfReader

    with readable_pdf():
        reader = PdfReader(BytesIO(pdf))
        if reader.is_encrypted:
            raise Invalid("PDF-ENCRYPTED", seen="")
        table = _table(reader.pages[0]) if reviewers <= MOST_IN_COLUMN else None
        if table is not None:
            return SigningForm(pdf, _cover_places(table, reviewers, seal))
        data, places, appended = with_sign_pages(reader, pdf, reviewers)
    return SigningForm(data, [*places, *_seal_on(places[-1], seal)], appended)


def _table(page: Any) -> Table | None:
    """Only on a page that stands as it is drawn."""
    turned = page.rotation % 360 != 0 or float(page.get("/UserUnit", 1)) != 1
    return None if turned else signature_table(ruled(page))


def _cover_places(table: Table, reviewers: int, seal: bool) -> list[dict[str, Any]]:
    approver = _column(table, "approver", "approver")
    places = [_column(table, "author", "author"), *_reviewers(table, reviewers), approver]
    if seal:
        picture = approver["rows"]["signature"]
        approver["rows"]["picture"] = [
            picture[2] - (picture[2] - picture[0]) * SHARE, *picture[1:],
        ]  # fmt: skip
    return [*places, *_seal_on(approver, seal)]


def _column(table: Table, column: str, field: str) -> dict[str, Any]:
    left, bottom, right, top = _within(table.box(column))
    rows = {
        key: _rounded((0.0, low - bottom + EDGE, right - left, high - bottom - EDGE))
        for key, (low, high) in table.rows.items()
    }
    box = _rounded((left, bottom, right, top))
    return {"field": field, "page": 0, "box": box, "kind": "cover", "rows": rows}


def _reviewers(table: Table, count: int) -> list[dict[str, Any]]:
    """One has the column as its rows are; several share it, one below the other."""
    if count == 1:
        return [_column(table, "reviewer", "reviewer-1")]
    left, bottom, right, top = _within(table.box("reviewer"))
    high = (top - bottom) / max(count, 1)
    return [
        {
            "field": f"reviewer-{number + 1}",
            "page": 0,
            "box": _rounded((left, top - (number + 1) * high, right, top - number * high)),
            "kind": "block",
            "ground": "white",  # the column's rules would run through the words
            "rows": {},
        }
        for number in range(count)
    ]


def _seal_on(approver: dict[str, Any], wanted: bool) -> list[dict[str, Any]]:
    """Over the left third of the approver's picture (Decree 30/2020, Annex I, II.8)."""
    if not wanted:
        return []
    box, picture = approver["box"], picture_box(approver)
    width = min(picture[2] - picture[0], PICTURE)
    left = box[0] + (picture[0] + picture[2] - width) / 2
    centre = (left + width / 3 - USUAL / 2, box[1] + (picture[1] + picture[3]) / 2)
    half = SEAL / 2
    around = (centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half)
    return [
        {
            "field": "organisation",
            "page": approver["page"],
            "box": _rounded(around),
            "kind": "seal",
            "rows": {},
        }
    ]


def _within(box: Box) -> Box:
    return box[0] + EDGE, box[1] + EDGE, box[2] - EDGE, box[3] - EDGE


def _rounded(box: Box) -> list[float]:
    return [round(one, 2) for one in box]

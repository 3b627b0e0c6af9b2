"""What a signature and the seal look like: a page of exactly the size of their place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from qms.errors import Invalid
from qms.word.signing import text
from qms.word.signing.geometry import FOOT, PICTURE, is_shallow, parts, picture_box, size
from qms.word.signing.ruled import Box
from qms.word.signing.wording import moment, words

BLACK, RED = (0.0, 0.0, 0.0), (0.8, 0.05, 0.05)
MILLIMETRE = 72 / 25.4
SIDE = 2.5  # points between words and the edge of their cell
NAME_SIZE, TITLE_SIZE, SMALL, DEMO = 13.0, 11.0, 8.0, 7.0
SHORT_HASH = 16


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What a visible signature states. `title_lines`: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".

    `picture` is a PNG of the handwritten signature; `note` comes into the small print.
    """

    name: str
    title_lines: tuple[str, ...]
    signed_at: datetime
    picture: bytes | None = None
    demo: bool = False
    statement_sha256: str = ""
    note: str = ""


def signature_look(place: dict[str, Any], facts: SignatureFacts) -> bytes:
    """A one-page PDF on clear ground: position, picture, name, time; nothing is ever cut.

    The same bytes for the same input. Raises Unavailable FONT-MISSING, Invalid LOOK-PICTURE.
    """
    with _page(size(place)) as (canvas, out):
        if place.get("ground") == "white":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(0, 0, *size(place), stroke=0, fill=1)
        if facts.picture:
            _draw_picture(canvas, facts.picture, picture_box(place), PICTURE)
        canvas.setFillColorRGB(*BLACK)
        if not facts.picture:  # an empty field would look unsigned
            _say(canvas, (words()["digital"],), text.REGULAR, picture_box(place), TITLE_SIZE, 6)
        draw = _draw_cover if place["kind"] == "cover" else _draw_block
        draw(canvas, place, facts)
    return out.getvalue()


def seal_look(
    place: dict[str, Any],
    picture: bytes | None,
    width_mm: float,
    *,
    name: str = "",
    signed_at: datetime | None = None,
    demo: bool = False,
) -> bytes:
    """The red seal in its actual size in the middle of the place; in words where no picture is.

    Raises Unavailable FONT-MISSING, Invalid LOOK-PICTURE.
    """
    wide, high = size(place)
    with _page((wide, high)) as (canvas, out):
        if picture:
            _draw_picture(canvas, picture, (0.0, 0.0, wide, high), width_mm * MILLIMETRE)
        canvas.setFillColorRGB(*RED)
        if not picture:
            at = f"{words()['seal']} {moment(signed_at)}" if signed_at else words()["seal"]
            box = (SIDE, high * 0.3, wide - SIDE, high * 0.7)
            _say(canvas, (name.upper(), at), text.BOLD, box, SMALL, SMALL)
        if demo:
            across = (wide * 0.1, high / 2 - 5, wide * 0.9, high / 2 + 5)
            _say(canvas, (words()["demo"],), text.BOLD, across, DEMO, text.LEAST)
    return out.getvalue()


@contextmanager
def _page(of: tuple[float, float]) -> Iterator[tuple[Any, BytesIO]]:
    from reportlab.pdfgen.canvas import Canvas

    text.register()
    out = BytesIO()
    canvas = Canvas(out, pagesize=of, invariant=1, pageCompression=1, initialFontName=text.REGULAR)
    yield canvas, out
    canvas.showPage()
    canvas.save()


def _draw_cover(canvas: Any, place: dict[str, Any], facts: SignatureFacts) -> None:
    """Into the rows of the cover's table."""
    boxes = parts(place)
    _say(canvas, (facts.name,), text.BOLD, boxes["name"], NAME_SIZE - 1, 9)
    _say(canvas, facts.title_lines, text.REGULAR, boxes["position"], TITLE_SIZE, 8)
    left, bottom, right, _ = boxes["signature"]
    foot = (left, bottom, right, bottom + FOOT)
    small = _small_print(facts)
    if "day" in boxes:
        both = (moment(facts.signed_at, "day"), moment(facts.signed_at, "clock"))
        _say(canvas, both, text.REGULAR, boxes["day"], 10, 7)
    else:
        small = (moment(facts.signed_at), *small)
    _foot(canvas, foot, small, facts)


def _draw_block(canvas: Any, place: dict[str, Any], facts: SignatureFacts) -> None:
    """As at the end of a paper: position, signature, name (Decree 30/2020, cells 7a to 7c)."""
    boxes = parts(place)
    small = _small_print(facts)
    sizes, time = (NAME_SIZE, NAME_SIZE + 1), f"{words()['time_label']} {moment(facts.signed_at)}"
    if is_shallow(place):
        sizes, time, small = (9, 10), moment(facts.signed_at), ()
    _say(canvas, facts.title_lines, text.BOLD, boxes["position"], sizes[0], 8)
    _say(canvas, (facts.name,), text.BOLD, boxes["name"], sizes[1], 8)
    _foot(canvas, boxes["day"], (time, *small), facts)


def _small_print(facts: SignatureFacts) -> tuple[str, ...]:
    """How to find the signed statement from a print: the first digits of its SHA-256."""
    short = facts.statement_sha256[:SHORT_HASH]
    said = f"{words()['statement']} {short}" if short else ""
    return tuple(one for one in (said, facts.note) if one)


def _foot(canvas: Any, box: Box, small: tuple[str, ...], facts: SignatureFacts) -> None:
    """Small print, and below it in red that a demo has no legal value."""
    left, bottom, right, top = box
    middle = bottom + (top - bottom) / (len(small) + 1) if facts.demo else bottom
    _say(canvas, small, text.REGULAR, (left, middle, right, top), SMALL, text.LEAST)
    if facts.demo:
        canvas.setFillColorRGB(*RED)
        demo = (left, bottom, right, middle)
        _say(canvas, (words()["demo"],), text.BOLD, demo, DEMO, text.LEAST)


def _say(
    canvas: Any, lines: tuple[str, ...], font: str, box: Box, most: float, whole: float
) -> None:
    room = (box[2] - box[0] - 2 * SIDE, box[3] - box[1])
    text.centred(canvas, text.fitted(lines, font, room, most, whole), font, box)


def _draw_picture(canvas: Any, data: bytes, box: Box, most: float) -> None:
    """In the middle of the box, in its proportions, clear ground kept."""
    from PIL import Image, UnidentifiedImageError
    from reportlab.lib.utils import ImageReader

    try:
        image = ImageReader(Image.open(BytesIO(data)).convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise Invalid("LOOK-PICTURE") from error
    wide, high = image.getSize()
    scale = min(most / wide, (box[2] - box[0]) / wide, (box[3] - box[1]) / high)
    x = (box[0] + box[2] - wide * scale) / 2
    y = (box[1] + box[3] - high * scale) / 2
    canvas.drawImage(image, x, y, wide * scale, high * scale, mask="auto")

"""Words in a box: made smaller until all of them fit, never cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qms.word.signing.ruled import Box

LEADING = 1.18
STEP = 0.25
LEAST = 2.0
REGULAR, BOLD = "signing", "signing-bold"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size that fit."""

    lines: tuple[str, ...]
    size: float


def register() -> None:
    """The fonts with Vietnamese letters under the names used here; raises FONT-MISSING."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from qms.word.stamp.fonts import font

    known = pdfmetrics.getRegisteredFontNames()
    for name, bold in ((REGULAR, False), (BOLD, True)):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(font(bold=bold))))


def fitted(
    lines: tuple[str, ...], font: str, room: tuple[float, float], most: float, whole: float
) -> Fitted:
    """The largest size up to `most` at which the lines fit a width and height.

    Down to the size `whole` a line stays in one piece; then lines are broken between words, from
    `most` on again: one line a little smaller reads better than two, two better than a tiny one.
    """
    for size, breaks in _tries(most, whole):
        broken = _broken(lines, font, size, room[0]) if breaks else lines
        wide = max((_width(line, font, size) for line in broken), default=0.0)
        if wide <= room[0] and len(broken) * size * LEADING <= room[1]:
            return Fitted(broken, size)
    return Fitted(_broken(lines, font, LEAST, room[0]), LEAST)


def _tries(most: float, whole: float) -> Iterator[tuple[float, bool]]:
    for breaks, least in ((False, whole), (True, LEAST)):
        for step in range(int((most - least) / STEP) + 1):
            yield most - step * STEP, breaks


def _broken(lines: tuple[str, ...], font: str, size: float, width: float) -> tuple[str, ...]:
    from reportlab.lib.utils import simpleSplit

    return tuple(part for line in lines for part in simpleSplit(line, font, size, width))


def _width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def centred(canvas: Any, fit: Fitted, font: str, box: Box) -> None:
    """Draw the lines in the middle of the box."""
    left, bottom, right, top = box
    step = fit.size * LEADING
    y = (bottom + top + len(fit.lines) * step) / 2 - fit.size * 0.92
    canvas.setFont(font, fit.size)
    for number, line in enumerate(fit.lines):
        canvas.drawCentredString((left + right) / 2, y - number * step, line)

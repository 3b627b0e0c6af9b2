"""The stamp of one page size as a one-page PDF, drawn upright, in points from the lower left."""

import math
from collections.abc import Sequence
from io import BytesIO

from qms.word.stamp.fonts import font
from qms.word.stamp.stamp import Stamp

INK = (0.2, 0.2, 0.2)
DEAD, FAINT = (0.8, 0.1, 0.1), 0.2
TEXT, LEAST_TEXT = 7.5, 5.0  # points
EDGE = 12.0  # what office printers cannot print on: 4 mm
SIDE = 34.0
CODE = 48.0  # the QR code with its quiet zone: 17 mm
QUIET = 4  # modules around it, as ISO/IEC 18004 asks
ACROSS = 0.72  # how much of the diagonal the mark takes
SMALL = 420.0  # points of the shorter side (A5) below which everything shrinks

REGULAR, BOLD = "stamp", "stamp-bold"


def overlays(stamp: Stamp, sizes: Sequence[tuple[float, float]]) -> bytes:
    """A page for each size; the same bytes for the same stamp and sizes."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=REGULAR)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        _draw(canvas, stamp, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known = pdfmetrics.getRegisteredFontNames()
    for name, bold in ((REGULAR, False), (BOLD, True)):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(font(bold=bold))))


def _draw(canvas, stamp: Stamp, width: float, height: float) -> None:  # type: ignore[no-untyped-def]
    scale = min(1.0, min(width, height) / SMALL)
    if stamp.mark:
        _draw_mark(canvas, stamp.mark, width, height)
    canvas.saveState()
    canvas.scale(scale, scale)
    wide = width / scale
    if stamp.qr:
        _draw_code(canvas, stamp.qr + stamp.beyond, wide - EDGE - CODE, EDGE / 2)
    _draw_lines(canvas, stamp, wide)
    canvas.restoreState()


def _draw_mark(canvas, mark: str, width: float, height: float) -> None:  # type: ignore[no-untyped-def]
    from reportlab.pdfbase.pdfmetrics import stringWidth

    diagonal = math.hypot(width, height)
    size = diagonal * ACROSS / stringWidth(mark, BOLD, 1)
    size = min(size, min(width, height) / 5)
    canvas.saveState()
    canvas.setFillColorRGB(*DEAD)
    canvas.setFillAlpha(FAINT)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -size / 3, mark)
    canvas.restoreState()


def _draw_code(canvas, url: str, left: float, bottom: float) -> None:  # type: ignore[no-untyped-def]
    import segno

    rows = segno.make(url, error="m", micro=False, boost_error=False).matrix
    module = CODE / (len(rows) + 2 * QUIET)
    top = bottom + CODE - QUIET * module
    path = canvas.beginPath()
    for row, bits in enumerate(rows):
        for column, bit in enumerate(bits):
            if bit:
                x = left + (QUIET + column) * module
                path.rect(x, top - (row + 1) * module, module, module)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_lines(canvas, stamp: Stamp, width: float) -> None:  # type: ignore[no-untyped-def]
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    room = width - SIDE - EDGE - (CODE if stamp.qr else 0)
    texts = [text for text in (stamp.note, stamp.line, stamp.qr) if text]
    longest = max((stringWidth(text, REGULAR, TEXT) for text in texts), default=0.0)
    size = max(LEAST_TEXT, min(TEXT, TEXT * room / longest)) if longest else TEXT
    lines = [line for text in texts for line in simpleSplit(text, REGULAR, size, room)]
    canvas.setFillColorRGB(*INK)
    canvas.setFont(REGULAR, size)
    for number, line in enumerate(lines, start=1):
        canvas.drawString(SIDE, EDGE + (len(lines) - number) * size * 1.2, line)

"""A seal and handwritten signatures that nobody has: drawn, always alike, and marked as a demo."""

import hashlib
import math
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

RIM = "SỞ TN&MT TỈNH LẠC SƠN – DEMO"
FOOT = "KHÔNG CÓ GIÁ TRỊ"
RED, BLUE = (200, 16, 32), (24, 56, 150)
SIDE = 1600  # drawn large, then made smaller: smooth edges
SHRINK = 2
STROKES = 9


def seal_picture() -> bytes:
    """A round red seal with a star, as PNG on white; raises FONT-MISSING."""
    from PIL import Image, ImageDraw

    paper = Image.new("RGB", (SIDE, SIDE), "white")
    draw = ImageDraw.Draw(paper)
    middle = SIDE / 2
    for radius, width in ((780, 26), (735, 8), (480, 8)):
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        draw.ellipse(box, outline=RED, width=width)
    _star(draw, middle, middle - 60, 250)
    _around(paper, RIM, radius=607, size=150, span=250, top=True)
    _around(paper, FOOT, radius=607, size=96, span=78, top=False)
    _level(draw, "DEMO", middle + 290)
    return _png(paper)


def signature_picture(name: str) -> bytes:
    """A flourish that depends on the name alone, as PNG on white."""
    from PIL import Image, ImageDraw

    paper = Image.new("RGB", (SIDE, SIDE // 2), "white")
    draw = ImageDraw.Draw(paper)
    points = list(_flourish(hashlib.sha256(name.encode()).digest()))
    for index, (here, there) in enumerate(zip(points, points[1:], strict=False)):
        width = round(13 + 7 * math.sin(index / 11))
        draw.line((*here, *there), fill=BLUE, width=width)
        draw.ellipse((*(one - width / 2 for one in here), *(one + width / 2 for one in here)), BLUE)
    return _png(paper)


def _flourish(seed: bytes) -> Iterator[tuple[float, float]]:
    """Points of one running line: a capital's loop, waves of letters, a stroke below."""
    wide, high = SIDE * 0.8, SIDE / 2
    for step in range(60):  # the capital
        turn = 2 * math.pi * step / 48 + seed[0] / 40
        yield 260 + (120 + seed[1] / 4) * math.cos(turn), high / 2 - 40 + 170 * math.sin(turn)
    for letter in range(STROKES):
        tall, lean = 40 + seed[2 + letter] * 0.55, seed[12 + letter] / 6
        for step in range(14):
            part = step / 14
            x = 360 + (wide - 420) * (letter + part) / STROKES + lean * math.sin(math.pi * part)
            yield x, high / 2 + 40 - tall * math.sin(2 * math.pi * part)
    for step in range(40):
        part = step / 40
        yield wide + 120 - 760 * part, high / 2 + 150 + 60 * math.sin(3 * part + seed[25] / 80)


def _star(draw: "ImageDraw", x: float, y: float, radius: float) -> None:
    corners = []
    for corner in range(10):
        long = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi * corner / 5 - math.pi / 2
        corners.append((x + long * math.cos(turn), y + long * math.sin(turn)))
    draw.polygon(corners, fill=RED)


def _around(paper: "Image", text: str, *, radius: float, size: int, span: float, top: bool) -> None:
    """The letters on an arc of `span` degrees, upright at the top or at the bottom of the ring."""
    from PIL import Image, ImageDraw, ImageFont

    from qms.word.stamp.fonts import font

    face = ImageFont.truetype(str(font(bold=True)), size)
    lengths = [face.getlength(letter) for letter in text]
    whole, gone = sum(lengths), 0.0
    for letter, length in zip(text, lengths, strict=True):
        angle = span * ((gone + length / 2) / whole - 0.5)
        gone += length
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), letter, 255, face, anchor="mm")
        turn = math.radians(angle - 90 if top else 90 - angle)
        x, y = SIDE / 2 + radius * math.cos(turn), SIDE / 2 + radius * math.sin(turn)
        turned = tile.rotate(-angle if top else angle, resample=Image.Resampling.BICUBIC)
        paper.paste(RED, (round(x) - size, round(y) - size), turned)


def _level(draw: "ImageDraw", text: str, y: float) -> None:
    from PIL import ImageFont

    from qms.word.stamp.fonts import font

    face = ImageFont.truetype(str(font(bold=True)), 150)
    draw.text((SIDE / 2, y), text, RED, face, anchor="mm")


def _png(paper: "Image") -> bytes:
    from PIL import Image

    small = (paper.size[0] // SHRINK, paper.size[1] // SHRINK)
    stream = BytesIO()
    paper.resize(small, Image.Resampling.LANCZOS).save(stream, "PNG", optimize=True)
    return stream.getvalue()

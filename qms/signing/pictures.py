"""Pictures of handwritten signatures and of the seal: ink of one colour on nothing at all.

Decree 30/2020/NĐ-CP, Annex I: a person's in blue, the seal in red and in its actual size, both PNG
with a transparent ground. What comes in is drawn anew, so nothing but the ink gets through.
"""

import threading
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

from qms.errors import Invalid, TooLarge

if TYPE_CHECKING:
    from PIL.Image import Image

PNG = "image/png"
FORMATS = ("PNG", "JPEG")
MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 16_000_000
LEAST_SIDE = 40  # pixels: less is no picture of anything
MOST_SIDE = 1000  # 36 mm at more than 600 dots per inch
PAPER = 235  # as light as this, or lighter, is paper; a grey sheet's own grey where it is darker
GRAIN = 20  # how far paper itself varies around its commonest grey
OPAQUE = frozenset({"L", "RGB"})
MOST_INK = 0.5  # of the picture's area; more is a photograph, not ink on paper
FAINT, SOLID = 16, 128  # opacity from which a pixel says what colour the ink has
_decoding = threading.BoundedSemaphore(1)  # a large picture takes two hundred megabytes


class Ink(StrEnum):
    """The two colours the decree asks for."""

    BLUE = "blue"
    RED = "red"


COLOURS = {Ink.BLUE: (20, 60, 160), Ink.RED: (200, 16, 32)}


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A PNG of ink on a transparent ground; sides in pixels."""

    data: bytes
    width: int
    height: int


def clean_picture(data: bytes, ink: Ink) -> CleanPicture:
    """Draw a PNG or JPEG anew as ink on a transparent ground, cut to the ink.

    A signature in another colour becomes blue. Raises TooLarge("PICTURE-TOO-LARGE"), or Invalid:
    PICTURE-UNREADABLE, PICTURE-TOO-SMALL, PICTURE-EMPTY, PICTURE-NO-GROUND, PICTURE-NOT-RED.
    """
    from PIL import Image

    if len(data) > MOST_BYTES:
        raise TooLarge("PICTURE-TOO-LARGE", limit=MOST_BYTES // 1024 // 1024)
    paper = _on_paper(data)
    strength = _strength(paper)
    box = _ink_box(strength)
    strength, paper = strength.crop(box), paper.crop(box)
    drawn = Image.new("RGB", strength.size, _colour(paper, strength, ink))
    drawn.putalpha(strength)
    stream = BytesIO()
    drawn.save(stream, "PNG", optimize=True)
    return CleanPicture(stream.getvalue(), *drawn.size)


def _on_paper(data: bytes) -> "Image":
    """The picture over white paper, upright and no larger than needed."""
    from PIL import Image, ImageOps

    try:
        with _decoding, Image.open(BytesIO(data), formats=FORMATS) as opened:
            _check_size(opened.size)
            if (
                opened.mode in OPAQUE and "transparency" not in opened.info
            ):  # made small before it is copied
                opened.thumbnail((MOST_SIDE, MOST_SIDE))
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, ValueError, KeyError, Image.DecompressionBombError) as error:
        raise Invalid("PICTURE-UNREADABLE") from error
    turned.thumbnail((MOST_SIDE, MOST_SIDE))
    white = Image.new("RGBA", turned.size, "white")
    return Image.alpha_composite(white, turned).convert("RGB")


def _check_size(size: tuple[int, int]) -> None:
    if min(size) < LEAST_SIDE:
        raise Invalid("PICTURE-TOO-SMALL", least=LEAST_SIDE)
    if size[0] * size[1] > MOST_PIXELS:
        raise Invalid("PICTURE-TOO-MANY-PIXELS", limit=MOST_PIXELS // 1_000_000)


def _strength(paper: "Image") -> "Image":
    """How much ink there is at each point: nothing on paper, all where one channel is dark."""
    from PIL import ImageChops

    red, green, blue = paper.split()
    least = ImageChops.darker(red, ImageChops.darker(green, blue))
    counted = least.histogram()
    ground = min(PAPER, max(range(SOLID, 256), key=counted.__getitem__) - GRAIN)
    darkest = next(one for one in range(256) if counted[one])
    span = max(1, ground - darkest)
    return least.point([max(0, min(255, round(255 * (ground - one) / span))) for one in range(256)])


def _ink_box(strength: "Image") -> tuple[int, int, int, int]:
    """Where the ink is; refuses a sheet without any, and a picture that is nothing else."""
    if sum(strength.histogram()[FAINT:]) > MOST_INK * strength.width * strength.height:
        raise Invalid("PICTURE-NO-GROUND")
    box = strength.getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < LEAST_SIDE // 4:
        raise Invalid("PICTURE-EMPTY")
    return box


def _colour(paper: "Image", strength: "Image", ink: Ink) -> tuple[int, int, int]:
    """The ink's own colour where it is the asked one; a signature is put into blue otherwise."""
    from PIL import ImageStat

    solid = strength.point([0] * SOLID + [255] * (256 - SOLID))
    red, green, blue = (round(one) for one in ImageStat.Stat(paper, solid).mean)
    if ink is Ink.RED:
        if red < 1.6 * max(green, blue, 1):
            raise Invalid("PICTURE-NOT-RED")
        return red, green, blue
    is_blue = blue > 1.3 * max(red, 1) and blue >= green
    return (red, green, blue) if is_blue else COLOURS[Ink.BLUE]

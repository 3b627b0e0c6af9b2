"""How a page stands: its visible box, its turn, and the matrix that sets a stamp upright on it."""

from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
LEAST = 3.0  # points; nothing smaller is a page (PDF 32000-1, Annex C)


@dataclass(frozen=True, slots=True)
class Stand:
    """Size in points as a reader sees it, and the matrix from there to the page's own space."""

    size: tuple[float, float]
    matrix: Matrix


def stand(page: Any) -> Stand:
    """The visible box is the crop box within the media box; user units and turns are undone."""
    left, bottom, right, top = _visible(page)
    unit = float(page["/UserUnit"]) if "/UserUnit" in page else 1.0
    wide, high = (right - left) * unit, (top - bottom) * unit
    scale = 1 / unit
    turn = int(page.rotation) % 360
    turns: dict[int, Matrix] = {
        0: (scale, 0, 0, scale, left, bottom),
        90: (0, scale, -scale, 0, right, bottom),
        180: (-scale, 0, 0, -scale, right, top),
        270: (0, -scale, scale, 0, left, top),
    }
    size = (high, wide) if turn in {90, 270} else (wide, high)
    return Stand((round(size[0], 2), round(size[1], 2)), turns.get(turn, turns[0]))


def _visible(page: Any) -> tuple[float, float, float, float]:
    media, crop = _box(page.mediabox), _box(page.cropbox)
    within = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    is_page = within[2] - within[0] >= LEAST and within[3] - within[1] >= LEAST
    return within if is_page else media


def _box(box: Any) -> tuple[float, float, float, float]:
    xs, ys = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    return xs[0], ys[0], xs[1], ys[1]

"""The ruled lines and the words of a page with the places where they stand, in points."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
MOST_OPERATIONS = 300_000  # more than any cover has
THIN = 2.0  # a filled rectangle no thicker is a line
SLACK = 2.0
PAINTS = {b"S", b"s", b"B", b"B*", b"b", b"b*", b"f", b"F", b"f*"}
STROKES = PAINTS - {b"f", b"F", b"f*"}
STATES, MOVES = {b"q", b"Q", b"cm"}, {b"m", b"l", b"re"}
Matrix = tuple[float, float, float, float, float, float]
STRAIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ruled:
    """`across`: (y, from x, to x); `down`: (x, from y, to y); `texts`: (x, baseline, words)."""

    across: tuple[Box, ...]
    down: tuple[Box, ...]
    texts: tuple[tuple[float, float, str], ...]

    def cell(self, x: float, y: float) -> Box | None:
        """The ruled cell around a point; None where a side is open."""
        beside = [line[0] for line in self.down if line[1] - SLACK <= y <= line[3] + SLACK]
        level = [line[1] for line in self.across if line[0] - SLACK <= x <= line[2] + SLACK]
        sides = (
            max((one for one in beside if one <= x), default=None),
            max((one for one in level if one <= y), default=None),
            min((one for one in beside if one > x), default=None),
            min((one for one in level if one > y), default=None),
        )
        left, bottom, right, top = sides
        if left is None or bottom is None or right is None or top is None:
            return None
        return left, bottom, right, top

    def cells(self) -> dict[Box, str]:
        """The words of every cell that has some: in composed letters, lower case, one space."""
        found: dict[Box, list[str]] = {}
        for x, y, said in self.texts:
            box = self.cell(x + 1, y + 2)
            if box is not None:
                found.setdefault(box, []).append(said)
        return {box: plain("".join(said)) for box, said in found.items()}


def plain(text: str) -> str:
    """For comparing labels: composed, lower case, one space, no colon at the end."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(" :")


def ruled(page: Any) -> Ruled:
    """Lines as they are drawn by the page itself; drawings inside forms are not looked into."""
    texts: list[tuple[float, float, str]] = []

    def heard(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            x, y = _through((tm[4], tm[5]), _matrix(cm))
            texts.append((x, y, text))

    page.extract_text(visitor_text=heard)
    segments = list(_segments(page.get_contents()))
    across = tuple(one for one in segments if one[3] - one[1] <= THIN < one[2] - one[0])
    down = tuple(one for one in segments if one[2] - one[0] <= THIN < one[3] - one[1])
    return Ruled(across, down, tuple(texts))


class _Pen:
    """Follows the drawing of a page: where the pen is, through which matrix, what path is open."""

    def __init__(self) -> None:
        self.now, self.kept = STRAIGHT, [STRAIGHT]
        self.path: list[tuple[str, Box]] = []
        self.at = (0.0, 0.0)

    def state(self, operator: bytes, operands: Any) -> None:
        """`q`, `Q` and `cm`."""
        if operator == b"q":
            self.kept.append(self.now)
        elif operator == b"Q" and self.kept:
            self.now = self.kept.pop()
        elif operator == b"cm":
            self.now = _joined(_matrix(operands), self.now)

    def move(self, operator: bytes, operands: Any) -> None:
        """`m`, `l` and `re`."""
        if operator == b"re":
            self.path.append(("box", _rectangle(operands, self.now)))
            return
        to = _through((float(operands[0]), float(operands[1])), self.now)
        if operator == b"l":
            self.path.append(("line", _around(self.at, to)))
        self.at = to


def _segments(content: Any) -> Iterator[Box]:
    """Every straight line that is painted, as the box around it."""
    pen = _Pen()
    for operands, operator in content.operations[:MOST_OPERATIONS] if content is not None else ():
        if operator in STATES:
            pen.state(operator, operands)
        elif operator in MOVES:
            pen.move(operator, operands)
        elif operator in PAINTS:
            yield from _painted(pen.path, stroked=operator in STROKES)
            pen.path = []
        elif operator == b"n":
            pen.path = []


def _painted(path: list[tuple[str, Box]], *, stroked: bool) -> Iterator[Box]:
    for kind, box in path:
        left, bottom, right, top = box
        if kind == "line" or min(right - left, top - bottom) <= THIN:
            if kind == "box" or stroked:
                yield box
        elif stroked:
            yield left, bottom, right, bottom
            yield left, top, right, top
            yield left, bottom, left, top
            yield right, bottom, right, top


def _rectangle(operands: Any, now: Matrix) -> Box:
    x, y, wide, high = (float(one) for one in operands)
    return _around(_through((x, y), now), _through((x + wide, y + high), now))


def _around(one: tuple[float, float], other: tuple[float, float]) -> Box:
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return xs[0], ys[0], xs[1], ys[1]


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in numbers)
    return a, b, c, d, e, f


def _through(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b = _through((inner[0], inner[1]), (*outer[:4], 0.0, 0.0))
    c, d = _through((inner[2], inner[3]), (*outer[:4], 0.0, 0.0))
    e, f = _through((inner[4], inner[5]), outer)
    return a, b, c, d, e, f

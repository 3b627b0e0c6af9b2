"""What changed between two Word files: by paragraph and word, table rows by cell, moves known."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qms.word.problem import Limits
from qms.word.redline.align import LIKE, Words, alike, matches
from qms.word.redline.blocks import Block, blocks
from qms.word.redline.words import Pieces, Sign, count_words, differ, whole

MOVED_WORDS = 4  # shorter texts occur twice by chance: nobody moved them
RELATED = 0.3  # less common text than this, measured on the smaller file: two documents
ENOUGH_WORDS = 30  # a file with fewer words says nothing about its relatives


class Kind(StrEnum):
    """What happened to a paragraph or a row."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (one cell) or table row of either file, and the heading it stands under.

    `level` is a heading's own level, 0 for text. A row's cells are in the order of the table.
    """

    kind: Kind
    cells: tuple[Pieces, ...]
    row: bool = False
    level: int = 0
    heading: str = ""

    @property
    def old(self) -> tuple[str, ...]:
        """The cells as the old file has them."""
        return tuple(_said(cell, Sign.ADDED) for cell in self.cells)

    @property
    def new(self) -> tuple[str, ...]:
        """The cells as the new file has them."""
        return tuple(_said(cell, Sign.REMOVED) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many paragraphs and rows were added, removed, changed, moved, and under which headings.

    A move counts once; a paragraph that was moved and changed counts as moved.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0
    headings: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.added + self.removed + self.changed + self.moved


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files beside each other.

    `lines`: the body in reading order. `front`: changes on the cover and in the amendment log;
    `running`: changes of headers and footers; both follow the register and are not counted.
    `shared`: the part of the smaller body that stands in the other one, from 0 to 1.
    """

    lines: tuple[Line, ...]
    front: tuple[Line, ...]
    running: tuple[Line, ...]
    summary: Summary
    shared: float
    unrelated: bool

    @property
    def same(self) -> bool:
        """Whether no word and no picture differs anywhere."""
        return not (self.summary.total or self.front or self.running)


def compare(old: bytes, new: bytes, limits: Limits | None = None) -> Comparison:
    """The comparison of two files that have passed the guard; time and memory follow their size."""
    before, after = blocks(old, limits), blocks(new, limits)
    lines = _compared(_body(before.body), _body(after.body))
    shared = _shared(lines, before.body, after.body)
    return Comparison(
        lines=lines,
        front=_changes(_front(before.body), _front(after.body)),
        running=_changes(before.running, after.running),
        summary=_summary(lines),
        shared=shared,
        unrelated=shared < RELATED,
    )


@dataclass
class _Side:
    """One side of an alignment; `free` are the places that still have no counterpart."""

    blocks: Sequence[Block]
    words: list[Words] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [count_words(block.text) for block in self.blocks]


def _compared(old: Sequence[Block], new: Sequence[Block]) -> tuple[Line, ...]:
    before, after = _Side(old), _Side(new)
    pairs = dict(matches([one.key for one in old], [one.key for one in new]))
    moves = _moves(before, after, pairs)
    pairs |= _versions(before, after, pairs, moves)
    return tuple(_under_headings(_told(before, after, pairs, moves)))


def _moves(before: _Side, after: _Side, pairs: dict[int, int]) -> dict[int, int]:
    """Texts that stand unchanged in another place: each once, in order."""
    taken = set(pairs.values())
    waiting: dict[object, list[int]] = {}
    for place, block in enumerate(after.blocks):
        if place not in taken and after.words[place].total() >= MOVED_WORDS:
            waiting.setdefault(block.key, []).append(place)
    moves = {}
    for place, block in enumerate(before.blocks):
        if place not in pairs and waiting.get(block.key):
            moves[place] = waiting[block.key].pop(0)
    return moves


def _versions(
    before: _Side, after: _Side, pairs: dict[int, int], moves: dict[int, int]
) -> dict[int, int]:
    """In each gap between equal texts, which of the old is which of the new."""
    found: dict[int, int] = {}
    there = set(moves.values())
    first = left = 0
    for i, j in [*sorted(pairs.items()), (len(before.blocks), len(after.blocks))]:
        for row in (False, True):
            olds = [p for p in range(first, i) if p not in moves and before.blocks[p].row is row]
            news = [p for p in range(left, j) if p not in there and after.blocks[p].row is row]
            if olds and news:
                like = alike([before.words[p] for p in olds], [after.words[p] for p in news])
                found |= {olds[one]: news[other] for one, other in like}
        first, left = i + 1, j + 1
    return _rising_only(found)


def _rising_only(found: dict[int, int]) -> dict[int, int]:
    """Paragraphs and rows were paired apart: where two pairs cross, the later one gives way."""
    kept: dict[int, int] = {}
    last = -1
    for place, other in sorted(found.items()):
        if other > last:
            kept[place], last = other, other
    return kept


def _told(
    before: _Side, after: _Side, pairs: dict[int, int], moves: dict[int, int]
) -> Iterator[Line]:
    """Both files as one list: what left comes before what arrived."""
    here = set(moves.values())
    first = left = 0
    for i, j in [*sorted(pairs.items()), (len(before.blocks), len(after.blocks))]:
        for place in range(first, i):
            kind = Kind.MOVED_AWAY if place in moves else Kind.REMOVED
            yield _whole(kind, Sign.REMOVED, before.blocks[place])
        for place in range(left, j):
            kind = Kind.MOVED_HERE if place in here else Kind.ADDED
            yield _whole(kind, Sign.ADDED, after.blocks[place])
        if i < len(before.blocks):
            yield _paired(before.blocks[i], after.blocks[j])
        first, left = i + 1, j + 1


def _whole(kind: Kind, sign: Sign, block: Block) -> Line:
    shown = Sign.SAME if kind in (Kind.MOVED_HERE, Kind.MOVED_AWAY) else sign
    return Line(kind, tuple(whole(shown, cell) for cell in block.cells), block.row, block.level)


def _paired(old: Block, new: Block) -> Line:
    if old.key == new.key:
        return replace(_whole(Kind.SAME, Sign.SAME, new), level=new.level)
    cells = tuple(_cells(old.cells, new.cells))
    return Line(Kind.CHANGED, cells, new.row, new.level)


def _cells(old: Sequence[str], new: Sequence[str]) -> Iterator[Pieces]:
    """Cell by cell; where a column came or went, cells find their counterparts by their text."""
    if len(old) == len(new):
        yield from (differ(one, other) for one, other in zip(old, new, strict=True))
        return
    like = alike([count_words(one) for one in old], [count_words(one) for one in new], LIKE)
    first = left = 0
    for i, j in [*like, (len(old), len(new))]:
        yield from (whole(Sign.REMOVED, cell) for cell in old[first:i])
        yield from (whole(Sign.ADDED, cell) for cell in new[left:j])
        if i < len(old):
            yield differ(old[i], new[j])
        first, left = i + 1, j + 1


def _under_headings(lines: Iterator[Line]) -> Iterator[Line]:
    """Each line with the heading it stands under; a heading stands under itself."""
    present = ""
    for line in lines:
        if line.level and line.kind is not Kind.MOVED_AWAY:
            said = line.old if line.kind is Kind.REMOVED else line.new
            present = " ".join(said[0].split())
        yield replace(line, heading=present)


def _summary(lines: Sequence[Line]) -> Summary:
    counts = Counter(line.kind for line in lines)
    touched = (line.heading for line in lines if line.kind is not Kind.SAME and line.heading)
    return Summary(
        added=counts[Kind.ADDED],
        removed=counts[Kind.REMOVED],
        changed=counts[Kind.CHANGED],
        moved=counts[Kind.MOVED_HERE],
        headings=tuple(dict.fromkeys(touched)),
    )


def _shared(lines: Sequence[Line], old: Sequence[Block], new: Sequence[Block]) -> float:
    fewest = min(
        sum(count_words(block.text).total() for block in side if not block.front)
        for side in (old, new)
    )
    if fewest < ENOUGH_WORDS:
        return 1.0
    same = (
        count_words(piece.text).total()
        for line in lines
        if line.kind is not Kind.MOVED_AWAY
        for cell in line.cells
        for piece in cell
        if piece.sign is Sign.SAME
    )
    return sum(same) / fewest


def _body(found: Sequence[Block]) -> list[Block]:
    return [block for block in found if not block.front]


def _front(found: Sequence[Block]) -> list[Block]:
    return [block for block in found if block.front]


def _changes(old: Sequence[Block], new: Sequence[Block]) -> tuple[Line, ...]:
    return tuple(line for line in _compared(old, new) if line.kind is not Kind.SAME)


def _said(pieces: Pieces, without: Sign) -> str:
    return "".join(piece.text for piece in pieces if piece.sign is not without)

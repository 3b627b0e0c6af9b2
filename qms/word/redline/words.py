"""Two versions of one text, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from qms.word.redline.align import matches

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
WORD = re.compile(r"\w+")


class Sign(StrEnum):
    """Whether a piece of text is in both versions, only in the new, or only in the old one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is the same, added or removed as a whole."""

    sign: Sign
    text: str


Pieces = tuple[Piece, ...]


def whole(sign: Sign, text: str) -> Pieces:
    """A text that is the same, added or removed from end to end."""
    return (Piece(sign, text),) if text else ()


def count_words(text: str) -> Counter[str]:
    """The words of a text, without case: what likeness is reckoned from."""
    return Counter(WORD.findall(text.casefold()))


def differ(old: str, new: str) -> Pieces:
    """The two texts as pieces: the old is what is not added, the new what is not removed."""
    if old == new:
        return whole(Sign.SAME, new)
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    return tuple(_joined(_steadied(list(_steps(before, after)))))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    first = left = 0
    for i, j in [*matches(old, new), (len(old), len(new))]:
        yield from (Piece(Sign.REMOVED, token) for token in old[first:i])
        yield from (Piece(Sign.ADDED, token) for token in new[left:j])
        if i < len(old):
            yield Piece(Sign.SAME, old[i])
        first, left = i + 1, j + 1


def _steadied(steps: list[Piece]) -> Iterator[Piece]:
    """A lone space or comma between two changed words belongs to the change."""
    runs = [(same, list(run)) for same, run in groupby(steps, lambda one: one.sign is Sign.SAME)]
    for place, (same, run) in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if same and inside and not any(WORD.search(one.text) for one in run):
            for one in run:
                yield Piece(Sign.REMOVED, one.text)
                yield Piece(Sign.ADDED, one.text)
        else:
            yield from run


def _joined(steps: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours become one piece; in a change the removed words come before the added ones."""
    for same, run in groupby(steps, lambda one: one.sign is Sign.SAME):
        tokens = list(run)
        for sign in (Sign.SAME,) if same else (Sign.REMOVED, Sign.ADDED):
            text = "".join(one.text for one in tokens if one.sign is sign)
            yield from whole(sign, text)

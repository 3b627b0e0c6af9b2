"""The piece of a body that shows why it was found, with the found words marked.

One function for every index, run on the ten bodies of a page only: regular expressions over the
folded text, whose offsets are those of the original.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from qms.search.folding import fold, nfc
from qms.search.query import Query

_BETWEEN = r"[\W_]+"
_IN_CODE = r"[-/.:_\s]?"
_MOST_MATCHES = 400  # enough to choose from; a body may repeat a word thousands of times
_NEAR = 30  # hits looked at from each hit on
_REACH = 24  # characters looked back and ahead for the end of a word


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the snippet; `hit` where it is one of the words asked for."""

    text: str
    hit: bool


def snippet(body: str, query: Query, width: int = 240) -> list[Segment]:
    """About `width` characters around the best place, whole words, blanks squeezed."""
    original = nfc(body)
    hits = _hits(fold(original), query)
    start, end = _window(original, hits, width)
    segments = _cut(original, hits, start, end)
    if segments and start > 0:
        segments.insert(0, Segment("… ", hit=False))
    if segments and end < len(original):
        segments.append(Segment(" …", hit=False))
    return segments


def _hits(folded: str, query: Query) -> list[tuple[int, int]]:
    """Where the query stands, as a whole or word by word, from the front."""
    if not query.terms:
        return []
    found = re.finditer(_search_pattern(query), folded)
    return [match.span() for match in islice(found, _MOST_MATCHES)]


def _search_pattern(query: Query) -> str:
    words = [_pattern(term) for term in query.whole]
    single = sorted(set(words), key=len, reverse=True)
    whole = [_BETWEEN.join(words)] if len(words) > 1 else []
    return rf"(?<![^\W_])(?:{'|'.join(whole + single)})(?![^\W_])"


def _pattern(term: str) -> str:
    if "_" in term:
        pieces = (
            f"0*{piece}" if piece.isdigit() else re.escape(piece) for piece in term.split("_")
        )
        return _IN_CODE.join(pieces)
    # The analyser writes a final y after a consonant as i.
    return re.escape(term[:-1]) + "[iy]" if term.endswith("i") else re.escape(term)


def _window(text: str, hits: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    if len(text) <= width:
        return 0, len(text)
    best = max(range(len(hits)), key=lambda n: _value(text, hits[n:], width), default=None)
    at = 0 if best is None else hits[best][0]
    start = _word_start(text, max(0, min(at - width // 4, len(text) - width)))
    return start, _word_end(text, min(len(text), start + width))


def _value(text: str, hits: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """How much a window from the first hit shows: the longest run found, then different ones."""
    first = hits[0][0]
    near = [(start, end) for start, end in hits[:_NEAR] if end <= first + width // 2]
    longest = max((len(text[start:end].split()) for start, end in near), default=0)
    return longest, len({text[start:end].lower() for start, end in near})


def _word_start(text: str, at: int) -> int:
    if at == 0 or text[at - 1].isspace():
        return at
    for later in range(at, min(len(text), at + _REACH)):
        if text[later].isspace():
            return later + 1
    return at


def _word_end(text: str, at: int) -> int:
    if at == len(text):
        return at
    for earlier in range(at, max(0, at - _REACH), -1):
        if text[earlier].isspace():
            return earlier
    return at


def _cut(text: str, hits: Sequence[tuple[int, int]], start: int, end: int) -> list[Segment]:
    segments: list[Segment] = []
    at = start
    for first, last in hits:
        if first < at or last > end:
            continue
        segments += [Segment(text[at:first], hit=False), Segment(text[first:last], hit=True)]
        at = last
    segments.append(Segment(text[at:end], hit=False))
    squeezed = (Segment(re.sub(r"\s+", " ", one.text), one.hit) for one in segments)
    return [one for one in squeezed if one.text]

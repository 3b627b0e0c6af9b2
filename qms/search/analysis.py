"""What of a text can be found: words without marks, words as written, codes in one form.

One analyser serves index and query, so a rule changed here must change `ANALYZER_VERSION`:
an index built by another version is rebuilt, never searched.
There is no stop list and no stemming: Vietnamese syllables that look like English stop words
(to, the, an, can) carry meaning.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qms.search.folding import exact, fold, nfc

ANALYZER_VERSION = 1
LONGEST_TERM = 64  # characters; longer runs are noise (base64, rulers) and are cut
_MOST_CODE_PARTS = 8

# A run of letters and digits, joined by single separators into what may be a code.
_RUN = re.compile(r"[^\W_]+(?:[-/.:_][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# kỹ/kĩ, quản lý/lí, quý/quí: two spellings of one syllable.
_FINAL_Y = re.compile(r"(qu|[bcdghklmnpqrstvx]{1,3})y")


class Token(NamedTuple):
    """One place of the text: what the index holds there; `start`, `end` count NFC characters."""

    term: str  # what a query for this place asks: a folded word, or a canonical code
    also: tuple[str, ...]  # further terms at the same position: prefixes and parts of a code
    exact: str | None  # as written, where that differs from the folded word
    position: int
    start: int
    end: int
    is_code: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        return (self.term, *self.also)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order; a code is one token, anything else one per syllable."""
    original = nfc(text)
    folded = fold(original)
    position = 0
    for run in _RUN.finditer(folded):
        pieces = code_pieces(run.group())
        if pieces:
            yield _code(pieces, run, original, position)
            position += 1
            continue
        for start, end in _words(run):
            yield _word(folded[start:end], original[start:end], position, start)
            position += 1


def code_pieces(run: str) -> tuple[str, ...]:
    """The parts of a code without leading zeros (QT-05 is qt, 5), or () where it is no code."""
    if not _DIGIT.search(run) or run.isdecimal():
        return ()
    pieces = tuple(piece.lstrip("0") or "0" for piece in _PIECE.findall(run))
    return pieces if 1 < len(pieces) <= _MOST_CODE_PARTS else ()


def code_key(text: str) -> str:
    """The canonical form of a whole code as one term: `QT-05`, `qt05`, `QT 5` give qt_5."""
    pieces = (piece.lstrip("0") or "0" for piece in _PIECE.findall(fold(text)))
    return "_".join(pieces)[:LONGEST_TERM]


def _code(pieces: tuple[str, ...], run: re.Match[str], original: str, position: int) -> Token:
    prefixes = ("_".join(pieces[:count]) for count in range(2, len(pieces)))
    parts = (word_term(part) for part in _PIECE.findall(run.group()))
    term = "_".join(pieces)[:LONGEST_TERM]
    also = dict.fromkeys([*prefixes, *parts, *pieces])
    also.pop(term, None)
    written = exact(original[run.start() : run.end()])
    return Token(
        term=term,
        also=tuple(also),
        exact=written[:LONGEST_TERM] if written != run.group() else None,
        position=position,
        start=run.start(),
        end=run.end(),
        is_code=True,
    )


def _words(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(run.group()):
        yield run.start() + word.start(), run.start() + word.end()


def _word(folded: str, written: str, position: int, start: int) -> Token:
    term, marked = _forms(folded, written)
    return Token(term, (), marked, position, start, start + len(folded))


@lru_cache(maxsize=20_000)  # Vietnamese has some seven thousand syllables
def _forms(folded: str, written: str) -> tuple[str, str | None]:
    marked = exact(written)[:LONGEST_TERM]
    return word_term(folded), None if marked == folded[:LONGEST_TERM] else marked


def word_term(folded: str) -> str:
    """The term of one folded word: final y after a consonant written i, never too long."""
    if folded[-1] == "y" and _FINAL_Y.fullmatch(folded):
        return folded[:-1] + "i"
    return folded[:LONGEST_TERM]

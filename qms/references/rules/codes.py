"""Codes of the agency's own documents in a text: `QT-05`, `BM-01-QT-05`, `QT-ĐĐ-01`, `qt 05`."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qms.documents.rules.numbering import canonical_code

_START, _END = r"(?<![\w/.:\-])", r"(?!\w|[-/:]\w)"
_DOMAIN = r"[A-ZĐ]{2,6}"
_SHORT = re.compile(r"([^\W\d_]+\.\d+)")  # bm.1, without what the form belongs to
_GLUED = re.compile(r"[^\W\d_]+\d")


@dataclass(frozen=True, slots=True)
class Code:
    """One code as found."""

    key: str
    written: str
    at: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Grammar:
    as_written: re.Pattern[str]
    in_any_case: re.Pattern[str]
    apart: re.Pattern[str]


def find(flat: str, prefixes: tuple[str, ...]) -> list[Code]:
    """What looks like a code of the agency: begins like a type of document, then numbers."""
    if not any(prefixes):
        return []
    grammar = _grammar(tuple(sorted({one for one in prefixes if one})))
    found = [_code(match, grammar) for match in grammar.in_any_case.finditer(flat)]
    found += [
        Code(canonical_code(match[0]), match[0], match.start(), False)
        for match in grammar.apart.finditer(flat)
    ]
    return found


def meanings(key: str, own: str) -> tuple[str, ...]:
    """Keys that a code may stand for inside the document with this own key, the likeliest last.

    In QT-09 the form BM-01 is BM-01-QT-09; in BM-03-QT-09 it is the form of the same procedure.
    """
    if not _SHORT.fullmatch(key) or not own:
        return (key,)
    head = _SHORT.match(own)
    family = own[head.end() + 1 :] if head else ""
    return tuple(dict.fromkeys([key, f"{key}.{own}", *([f"{key}.{family}"] if family else [])]))


def short_of(key: str) -> str:
    """How the code of a form is cut short inside its family: bm.1.qt.9 as bm.1; "" for others."""
    head = _SHORT.match(key)
    return head[1] if head and len(head[1]) < len(key) else ""


def fingerprint(prefixes: Iterable[str]) -> str:
    """A short name of this set of prefixes."""
    return f"{zlib.crc32(' '.join(sorted(set(prefixes))).encode()):08x}"


def _code(match: re.Match[str], grammar: _Grammar) -> Code:
    written = match[0]
    formed = grammar.as_written.fullmatch(written) is not None
    lonely = _GLUED.fullmatch(written) is not None  # PL1, HD2: as easily a note as a code
    return Code(canonical_code(written), written, match.start(), formed and not lonely)


@lru_cache(maxsize=16)
def _grammar(prefixes: tuple[str, ...]) -> _Grammar:
    longest_first = sorted(prefixes, key=len, reverse=True)
    both = dict.fromkeys([*longest_first, *(one.upper() for one in longest_first)])
    names = "|".join(map(re.escape, both))
    unit = rf"(?:{names})(?:[-.]{_DOMAIN}){{0,2}}[-.]?\d{{1,4}}(?:\.\d{{1,3}})?"
    whole = rf"{_START}{unit}(?:[-./]{unit})?{_END}"
    apart = rf"{_START}(?:{names}) \d{{1,3}}{_END}"
    return _Grammar(
        re.compile(whole), re.compile(whole, re.IGNORECASE), re.compile(apart, re.IGNORECASE)
    )

"""The small query language: words, "quoted phrases", -excluded words; nothing else has meaning.

There are no wildcards, ranges, fields or fuzzy terms: such signs only separate words. They are
what lets one request keep a search engine busy for half a minute.
"""

import re
from dataclasses import dataclass

from qms.errors import Invalid
from qms.search.analysis import Token, code_key, tokens
from qms.search.folding import fold, nfc

LONGEST_QUERY = 200  # characters
MOST_TERMS = 16  # different terms, excluded ones included
_LONGEST_CODE = 40

# A quoted phrase or a chunk without blanks, either with a minus before it that follows a blank.
_PART = re.compile(r'(?P<minus>(?<!\S)-(?=[^\W_]|"))?(?:"(?P<phrase>[^"]*)"|(?P<chunk>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One required word or code; `exact` is set where it was typed with marks."""

    term: str
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: all `terms` in their order, `phrases` adjacent, none of `excluded`."""

    terms: tuple[Term, ...]
    phrases: tuple[tuple[str, ...], ...]
    excluded: tuple[tuple[str, ...], ...]  # words, or runs of adjacent words
    code: str | None  # the whole query read as a code, in canonical form
    text: str

    @property
    def whole(self) -> tuple[str, ...]:
        """The terms as typed, one after another."""
        return tuple(term.term for term in self.terms)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The different terms, each once."""
        return tuple(dict.fromkeys(self.whole))

    @property
    def exact(self) -> tuple[str, ...]:
        """The different forms typed with marks; empty when typed without."""
        return tuple(dict.fromkeys(term.exact for term in self.terms if term.exact))


def parse(text: str) -> Query:
    """Read what a person typed (NFC or NFD); raises Invalid SEARCH-TOO-LONG, -TOO-MANY-TERMS."""
    text = nfc(text).strip()
    if len(text) > LONGEST_QUERY:
        raise Invalid("SEARCH-TOO-LONG", most=LONGEST_QUERY)
    reading = _Reading(text)
    if len(reading.distinct()) > MOST_TERMS:
        raise Invalid("SEARCH-TOO-MANY-TERMS", most=MOST_TERMS)
    return Query(
        terms=tuple(reading.terms),
        phrases=tuple(reading.phrases),
        excluded=tuple(reading.excluded),
        code=_code(text) if not reading.excluded else None,
        text=text,
    )


class _Reading:
    def __init__(self, text: str) -> None:
        self.terms: list[Term] = []
        self.phrases: list[tuple[str, ...]] = []
        self.excluded: list[tuple[str, ...]] = []
        for part in _PART.finditer(_ascii_signs(text)):
            group = "chunk" if part["phrase"] is None else "phrase"
            start, end = part.span(group)
            self.take(part, list(tokens(text[start:end])))

    def take(self, part: re.Match[str], found: list[Token]) -> None:
        words = tuple(token.term for token in found)
        if part["minus"]:
            self.excluded += [words] if words else []
            return
        self.terms += [Term(token.term, token.exact) for token in found]
        if part["phrase"] is not None and len(words) > 1:
            self.phrases.append(words)

    def distinct(self) -> set[str]:
        return {term.term for term in self.terms}.union(*self.excluded)


def _ascii_signs(text: str) -> str:
    """The text with every kind of quotation mark as '\"'; only a plain '-' excludes."""
    folded = fold(text)
    return "".join('"' if sign == '"' else own for sign, own in zip(folded, text, strict=True))


def _code(text: str) -> str | None:
    key = code_key(text)
    is_code = "_" in key and any(map(str.isdigit, key)) and len(key) <= _LONGEST_CODE
    return key if is_code else None

"""Citations in a text: laws by their number, standards by their designation, codes of documents.

Pure: the same text gives the same list. `prefixes` are the codes of the agency's document types
(QT, BM, HD …); what else looks like a code is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qms.documents.rules.numbering import canonical_code
from qms.references.rules import codes, laws, standards
from qms.references.rules.places import Places

VERSION = "1"
MOST = 2000  # places in one text; a text with more is no procedure
LONGEST = 120

# One character for one, so that a place in the plain text is the place in the text.
_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–−", "-"), **dict.fromkeys("\u00a0\u2007\u202f\t", " ")}
)


class Kind(StrEnum):
    """What is cited."""

    LAW = "law"
    STANDARD = "standard"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Cited:
    """One place: as written, one key for every spelling, where it stands.

    `base` is the key without the year that only the day of a yearless number gives; `sure` is
    whether it is written as codes are: `qt 05` counts only where the register knows it.
    """

    kind: Kind
    key: str
    base: str
    written: str
    position: int
    heading: str = ""
    snippet: str = ""
    sure: bool = True
    dated: date | None = None

    @property
    def end(self) -> int:
        return self.position + len(self.written)


def plain(text: str) -> str:
    """The text with one kind of hyphen and of blank, character for character."""
    return text.translate(_PLAIN)


def citations(
    text: str,
    headings: Sequence[str] = (),
    prefixes: Iterable[str] = (),
    own_code: str = "",
) -> list[Cited]:
    """Every place where the text cites something, in order; never the document itself."""
    flat = plain(text)
    found = [
        *(Cited(Kind.LAW, *one) for one in _laws(flat)),
        *(
            Cited(Kind.STANDARD, one.key, one.key, one.written, one.at)
            for one in standards.find(flat)
        ),
    ]
    own = canonical_code(own_code)
    for one in codes.find(_without(flat, found), tuple(prefixes)):
        if one.key != own:
            found.append(Cited(Kind.INTERNAL, one.key, one.key, one.written, one.at, sure=one.sure))
    found = [one for one in found if len(one.written) <= LONGEST and len(one.key) <= LONGEST]
    places = Places(text, headings)
    return [
        _placed(one, text, places) for one in sorted(found, key=lambda one: one.position)[:MOST]
    ]


def rules_in_use(prefixes: Iterable[str]) -> str:
    """By which rules a text was read: other types of document find other codes."""
    return f"{VERSION}:{codes.fingerprint(prefixes)}"


def _laws(flat: str) -> Iterable[tuple[str, str, str, int, str, str, bool, date | None]]:
    for one in laws.find(flat):
        yield one.key, one.base, one.written, one.at, "", "", True, one.dated


def _without(flat: str, found: Iterable[Cited]) -> str:
    """What is part of a law's number is no code: the QT-01 in 12/2020/QT-01."""
    for one in found:
        flat = flat[: one.position] + "\x00" * len(one.written) + flat[one.end :]
    return flat


def _placed(one: Cited, text: str, places: Places) -> Cited:
    written = text[one.position : one.end]
    return Cited(
        one.kind,
        one.key,
        one.base,
        written,
        one.position,
        places.heading(one.position),
        places.snippet(one.position, one.end),
        one.sure,
        one.dated,
    )

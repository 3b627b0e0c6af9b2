"""One key for each external document, however its number is typed, and the order of the list."""

import re
from dataclasses import dataclass
from datetime import date

from qms.people.rules import fold
from qms.references.rules import laws, standards
from qms.references.rules.citations import plain
from qms.references.rules.standing import ExternalKind

# By legal force: laws, ordinances, resolutions, decrees, decisions, directives, circulars.
_RANKS = {"qh": 1, "l": 1, "ubtvqh": 2, "pl": 2, "nq": 3, "nd": 4, "qd": 5, "ct": 6, "tt": 7}
_LAST_RANK = 8
_SYMBOL = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """What a number says: the kind, the key of every spelling, and the key without a day's year."""

    kind: ExternalKind
    canonical: str
    base: str

    @property
    def sort_key(self) -> str:
        """Laws by their force, each kind by year and number; then standards; then others."""
        if self.kind is ExternalKind.LAW:
            number, _, rest = self.base.partition("/")
            year, _, symbol = rest.partition("/") if "/" in rest else ("", "", rest)
            found = _SYMBOL.match(symbol or self.base)
            rank = _RANKS.get(found[0] if found else "", _LAST_RANK)
            return _padded(f"1~{rank}~{symbol}~{year}~{number}")
        return _padded(f"{2 if self.kind is ExternalKind.STANDARD else 3}~{self.canonical}")


def naming(number: str, issued_on: date | None = None) -> Naming:
    """What this number names; what is neither law nor standard is known by its folded words."""
    flat = " ".join(plain(number).split())
    law = laws.law_key(flat, issued_on) or _law_inside(flat, issued_on)
    if law is not None:
        return Naming(ExternalKind.LAW, *law)
    standard = standards.standard_key(flat)
    if standard is not None:
        return Naming(ExternalKind.STANDARD, standard, standard)
    folded = fold(flat)
    return Naming(ExternalKind.OTHER, folded, folded)


def _law_inside(flat: str, issued_on: date | None) -> tuple[str, str] | None:
    """`Luật số 33/2024/QH15` names one number and means it."""
    found = laws.find(flat)
    return laws.law_key(found[0].written, issued_on) if len(found) == 1 else None


def _padded(text: str) -> str:
    return re.sub(r"\d+", lambda found: found[0].zfill(6), text)[:160]

"""Designations of standards: `TCVN ISO 9001:2015`, `TCVN 7010-1:2007`, `QCVN 12:2026/BCA`."""

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_NUMBER = rf"\d{{1,6}}(?:-(?!{_YEAR}(?!\d))\d{{1,3}})?(?:-[A-Z]{{1,3}})?"
_BODY = r"(?:ISO(?:/[A-Z]{2,4})*|IEC|IAF|OHSAS|EN)"
_SERIES = rf"(?:TCVN(?:/QS)?(?:[ -]?{_BODY})?|QCVN(?:/QS)?|QCĐP|TCCS|TCXDVN|TCXD|TCN|{_BODY})"
DESIGNATION = re.compile(
    rf"(?<![\w/.\-])({_SERIES})[ -]?({_NUMBER})"
    rf"(?: ?[:-] ?({_YEAR})(?!\d))?(/[A-ZĐ][A-ZĐ&-]+)?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Standard:
    """One designation as found; without a year it means the latest edition."""

    key: str
    written: str
    at: int


def find(flat: str) -> list[Standard]:
    """Every standard named by its designation."""
    return [Standard(_key(match), match[0], match.start()) for match in DESIGNATION.finditer(flat)]


def standard_key(number: str) -> str | None:
    """The key of a designation; None where it is none."""
    match = DESIGNATION.fullmatch(number)
    return _key(match) if match else None


def is_dated(key: str) -> bool:
    """Whether the key names one edition; without a year the latest is meant."""
    return ":" in key


def _key(match: re.Match[str]) -> str:
    series = " ".join(re.split(r"[ -]", match[1])).casefold()
    if series.startswith("tcvniso"):
        series = series.replace("tcvniso", "tcvn iso")
    number = re.sub(r"\d+", lambda found: found[0].lstrip("0") or "0", match[2]).casefold()
    year = f":{match[3]}" if match[3] else ""
    return f"{series} {number}{year}{(match[4] or '').casefold().replace('đ', 'd')}"

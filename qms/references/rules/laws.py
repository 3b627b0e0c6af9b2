"""Numbers of legal documents: `30/2020/NĐ-CP`, `33/2024/QH15`, `101/QĐ-BKHCN`, `19-NQ/TW`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?:19|20)\d\d"
_TYPES = r"NĐ|ND|QyĐ|QĐ|QD|TTLT|TTr|TT|NQLT|NQ|CTr|CT|KH|HD|QC|PL|LCT|L|SL|VBHN|TB|ĐA"
_YEARLESS = r"NĐ|ND|QyĐ|QĐ|QD|TTLT|TTr|TT|NQLT|NQ|CTr|CT|KH|HD|QC|TB|ĐA"
_AGENCY = r"[A-ZĐƯ][A-ZĐƯ&]+[a-z]?[A-ZĐƯ0-9]*"
_SYMBOL = rf"(?: ?[-/] ?{_AGENCY})(?:[-/]{_AGENCY})*"
_START = r"(?<![\w/.\-])"

NUMBERED = re.compile(
    rf"{_START}(\d{{1,5}}) ?/ ?({_YEAR}) ?/ ?((?:UBTVQH|QH)\d{{1,2}}|(?:{_TYPES}){_SYMBOL})(?!\w)"
)
YEARLESS = re.compile(rf"{_START}(\d{{1,5}}) ?/ ?((?:{_YEARLESS}){_SYMBOL})(?!\w)")
PARTY = re.compile(rf"{_START}(\d{{1,4}}) ?- ?((?:NQ|CT|KL|QĐ|HD|KH|QC)/[A-ZĐ]{{2,6}})(?!\w)")
DECREE = re.compile(rf"(?:[Nn]ghị định|NĐ)(?: số)? (?P<own>(\d{{1,3}})/({_YEAR}))(?![\w/])")
DATED = re.compile(
    rf"[\s,]{{0,3}}ngày (\d{{1,2}})(?:/|-| tháng )(\d{{1,2}})(?:/|-| năm )({_YEAR})(?!\d)"
)
FORM = re.compile(r"(?:[Mm]ẫu|[Bb]iểu|[Pp]hụ lục)(?: số| mẫu số)? ?$")
OWN = re.compile(r"^ *Số *: *$")


@dataclass(frozen=True, slots=True)
class Law:
    """One number as found; `dated` is the day that stands right behind it."""

    key: str
    base: str
    written: str
    at: int
    dated: date | None


def find(flat: str) -> list[Law]:
    """Every number of a legal document; not the number that the text itself bears (Số: …)."""
    found = [one for one in _all(flat) if not FORM.search(flat[max(0, one.at - 24) : one.at])]
    own = {one.base for one in found if _is_own(flat, one)}
    return [one for one in found if one.base not in own]


def law_key(number: str, issued_on: date | None = None) -> tuple[str, str] | None:
    """Key and base of a number as the register holds it; None where it is no legal number.

    Only numbers without a year need the day of issue to tell two of them apart.
    """
    if match := NUMBERED.fullmatch(number) or DECREE.fullmatch(f"NĐ {number}"):
        key = _key_of(match)
        return key, key
    if match := YEARLESS.fullmatch(number) or PARTY.fullmatch(number):
        base = _yearless(match)
        return _of_year(base, issued_on), base
    return None


def is_of(base: str, symbol: str) -> bool:
    """Whether the number is one of the agency's own papers: `401/QĐ-STNMT` of STNMT."""
    return bool(symbol) and base.endswith(f"-{_folded(symbol)}")


def _all(flat: str) -> Iterator[Law]:
    for match in NUMBERED.finditer(flat):
        key = _key_of(match)
        yield Law(key, key, match[0], match.start(), _day_behind(flat, match.end()))
    for match in DECREE.finditer(flat):
        key = _key_of(match)
        at = match.start("own")
        yield Law(key, key, match["own"], at, _day_behind(flat, match.end()))
    for pattern in (YEARLESS, PARTY):
        for match in pattern.finditer(flat):
            dated = _day_behind(flat, match.end())
            base = _yearless(match)
            yield Law(_of_year(base, dated), base, match[0], match.start(), dated)


def _key_of(match: re.Match[str]) -> str:
    if match.re is DECREE:
        return f"{int(match[2])}/{match[3]}/{_folded('NĐ-CP')}"
    return f"{int(match[1])}/{match[2]}/{_folded(match[3])}"


def _yearless(match: re.Match[str]) -> str:
    between = "-" if match.re is PARTY else "/"
    return f"{int(match[1])}{between}{_folded(match[2])}"


def _of_year(base: str, day: date | None) -> str:
    return base if day is None else f"{base}@{day.year}"


def _folded(symbol: str) -> str:
    plain = symbol.replace(" ", "").replace("/", "-").casefold()  # TTLT/BTC-BNV is TTLT-BTC-BNV
    return plain.replace("đ", "d").replace("ư", "u")


def _day_behind(flat: str, end: int) -> date | None:
    match = DATED.match(flat, end)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


def _is_own(flat: str, one: Law) -> bool:
    start = flat.rfind("\n", 0, one.at) + 1
    end = one.at + len(one.written)
    return bool(OWN.match(flat[start : one.at])) and flat[end : end + 1] in {"", "\n"}

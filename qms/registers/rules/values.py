"""Cells as people write them, read by the way of writing that they declared (never guessed)."""

import re
from collections.abc import Mapping
from datetime import date

from qms.errors import Invalid
from qms.people.rules import fold

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_WORDS = re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_PAIR = re.compile(r"(\d{1,3})\s*[/.\-]\s*(\d{1,3})")
SHOWN = 60


def read_day(value: object, locale: str) -> date | None:
    """A day: a real date, dd/mm/yyyy (`en`: mm/dd/yyyy), in words, or ISO; None where empty."""
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    if not text:
        return None
    found = _ISO.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    found = _DAY.fullmatch(text) or _WORDS.fullmatch(fold(text))
    if found is None:
        raise Invalid("IMPORT-CELL-DATE", value=text[:SHOWN])
    first, second = int(found[1]), int(found[2])
    american = locale == "en" and not fold(text).startswith("ngay")
    month, day = (first, second) if american else (second, first)
    return _day(int(found[3]), month, day, text)


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Invalid("IMPORT-CELL-DATE", value=text[:SHOWN]) from None


def read_whole(value: object) -> int | None:
    """A whole number written plainly: 2, 02 or 2.0 of a spreadsheet; None where empty."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text = str(value).strip()
    if isinstance(value, int) or (text.isascii() and text.isdecimal() and len(text) <= 6):
        return int(text)
    raise Invalid("IMPORT-CELL-NUMBER", value=text[:SHOWN])


def read_number(value: object) -> tuple[int, int] | None:
    """Edition and revision in one cell: 02/01, 2.1, or an edition alone; None where empty."""
    if value is None or value == "":
        return None
    if isinstance(value, date):  # a spreadsheet took 02/01 for a day; which part is which is lost
        raise Invalid("IMPORT-CELL-EDITION", value=value.isoformat())
    text = str(value).strip()
    if not isinstance(value, (int, float)):
        found = _PAIR.fullmatch(text)
        if found:
            return int(found[1]), int(found[2])
    try:
        edition = read_whole(value)
    except Invalid:
        raise Invalid("IMPORT-CELL-EDITION", value=text[:SHOWN]) from None
    return None if edition is None else (edition, 0)


def read_text(value: object) -> str:
    """A cell as text; what a spreadsheet holds as 5.0 was typed as 5."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def read_choice(value: object, known: Mapping[str, str], code: str) -> str:
    """One of the known codes, by its code or its name in any writing."""
    text = read_text(value)
    if not text or text in known.values():
        return text
    found = known.get(fold(text))
    if found is None:
        raise Invalid(code, value=text[:SHOWN])
    return found


def read_visibility(value: object) -> str:
    """Who may read it: the agency or the owning unit."""
    words = fold(read_text(value))
    if not words or words in {"agency", "co quan", "toan co quan", "tat ca", "noi bo"}:
        return "agency"
    if words in {"unit", "don vi", "don vi phu trach", "don vi chu tri"}:
        return "unit"
    raise Invalid("IMPORT-CELL-VISIBILITY", value=read_text(value)[:SHOWN])


def read_clauses(value: object) -> list[str]:
    """Clauses of the standard, separated by commas, semicolons or lines."""
    return [one.strip() for one in re.split(r"[,;\n]", read_text(value)) if one.strip()]

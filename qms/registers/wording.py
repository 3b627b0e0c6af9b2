"""Words that stand on printed registers: versioned data, whatever language a viewer reads."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from qms.listing import Column, day_text

VERSION = "2026-1"
NBSP = "\u00a0"


@cache
def words(version: str = VERSION) -> dict[str, Any]:
    """Everything this version says."""
    path = Path(__file__).parent / "words" / f"{version}.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def columns(name: str) -> tuple[Column, ...]:
    """The official columns of a register (ISO practice; decree 30/2020 for the file plan)."""
    rows = words()["registers"][name]["columns"]
    return tuple(
        Column(row["title"], row["width"], row.get("group", ""), row.get("centred", False))
        for row in rows
    )


def title(name: str, year: int) -> str:
    """What a register is called on paper; a file plan names its year."""
    return str(words()["registers"][name]["title"]).format(year=year)


def note(kind: str, **values: object) -> str:
    """A remark in the last column."""
    shown = {key: day_text(one) if isinstance(one, date) else one for key, one in values.items()}
    return str(words()["notes"][kind].format(**shown))


def place_line(place: str, day: date) -> str:
    """`Lai Châu, ngày 05 tháng 02 năm 2026`: days below 10 and months 1 and 2 with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    text = words()["place_line" if place else "place_line_bare"]
    line = text.format(place=place, day=f"{day.day:02d}", month=month, year=day.year)
    return str(line).replace("ngày ", f"ngày{NBSP}").replace(" tháng ", f"{NBSP}tháng{NBSP}")

"""Words of signed statements and of paper: versioned data, whatever language a viewer reads."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from qms.documents.wording import words_sha256
from qms.listing import Column
from qms.retention.rules import Kind

VERSION = "2026-1"
NBSP = "\u00a0"


@cache
def words(version: str = VERSION) -> dict[str, Any]:
    """Everything this version says."""
    path = Path(__file__).parent / "words" / f"{version}.json"
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def meaning(name: str, count: int, reason: str, council: list[str]) -> str:
    """What the signature says; reason and council are bound by their hash, not their text."""
    sha256 = words_sha256("\n".join([reason, *council]))
    return str(words()["statement"]).format(name=name, count=count, sha256=sha256)


def list_title(name: str) -> str:
    """What the signed list is called."""
    return str(words()["list_title"]).format(name=name)


def columns(paper: str) -> tuple[Column, ...]:
    """The columns of a paper."""
    return tuple(
        Column(one["title"], one["width"], centred=one.get("centred", False))
        for one in words()[paper]["columns"]
    )


def term(kind: Kind, years: int | None) -> str:
    """How long something is kept, as it is printed."""
    if kind is Kind.YEARS:
        return str(words()["years"]).format(years=f"{years or 0:02}")
    return str(words()[kind.value])


def place_line(place: str, day: date) -> str:
    """Days below 10 and months 1 and 2 with a zero (decree 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    text = words()["place_line" if place else "place_line_bare"]
    line = str(text).format(place=place, day=f"{day.day:02d}", month=month, year=day.year)
    return line.replace("ngày ", f"ngày{NBSP}").replace(" tháng ", f"{NBSP}tháng{NBSP}")

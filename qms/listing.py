"""Ground: a printed register as plain data, the same for a spreadsheet, a Word file and a page.

Whoever makes one hands in every word that stands on the paper; whoever draws one decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column; columns that follow each other with the same `group` share a heading above."""

    title: str
    width: int  # parts of the width of the page
    group: str = ""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs below the list: the words above the empty place, and the name below it."""

    words: str
    note: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A whole register: whose, what, as of when, of which filter, and its rows."""

    agency: str
    parent_agency: str
    place_line: str  # "Lai Châu, ngày 05 tháng 02 năm 2026"
    motto: tuple[str, str]  # Quốc hiệu and Tiêu ngữ; ("", "") in the house layout of a QMS list
    title: str
    as_of: str
    conditions: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    closing: str
    signers: tuple[Signer, ...]
    words: Mapping[str, str] = field(default_factory=dict)  # page, of, empty, cut
    opening: tuple[str, ...] = ()  # paragraphs above the table, as minutes have them
    ending: tuple[str, ...] = ()  # and below it


def day_text(day: date) -> str:
    """As it is printed: 05/02/2026."""
    return f"{day:%d/%m/%Y}"


def cell_text(value: Cell) -> str:
    """What stands in a cell, as text."""
    if value is None:
        return ""
    return day_text(value) if isinstance(value, date) else str(value)


def printable(text: str) -> str:
    """Without what XML and spreadsheets cannot hold: control characters, halves of characters."""
    return "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or (char >= " " and not _unfit(ord(char)))
    )


def _unfit(number: int) -> bool:
    return 0x7F <= number <= 0x9F or 0xD800 <= number <= 0xDFFF or number & 0xFFFE == 0xFFFE

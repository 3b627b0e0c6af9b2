"""What a form asks for: fields with stable keys, and the values that go into them."""

from dataclasses import dataclass
from enum import StrEnum

Row = dict[str, str | bool]
Value = str | bool | list[str] | list[Row]
"""Text, a day as `2026-11-22`, a box as a bool, chosen boxes as their keys, rows of a table."""


class Kind(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    CHOICE = "choice"
    BOX = "box"
    BOXES = "boxes"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick or one entry to choose."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table to fill in."""

    key: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for.

    `fixed` tells for every row on the paper what its cells say already ("" is to be filled in);
    a table that `grows` takes more rows than the paper has.
    """

    key: str
    label: str
    kind: Kind
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    fixed: tuple[tuple[str, ...], ...] = ()
    grows: bool = False

"""CSV that a spreadsheet opens with Vietnamese letters and without running anything."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from qms.listing import Cell, cell_text, printable

BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, full-width twins included.
RISKY = frozenset("=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM, commas, CRLF; a text that looks like a formula begins with an apostrophe."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([safe_text(title) for title in head])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return (BOM + stream.getvalue()).encode("utf-8")


def safe_text(text: str) -> str:
    """The text as a CSV cell may hold it."""
    text = printable(text)
    return f"'{text}" if looks_like_formula(text) else text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate instead of showing."""
    bare = text.lstrip(" \u00a0\ufeff\u200b")
    return bool(bare) and (bare[0] in RISKY or text[0] in RISKY)


def _cell(value: Cell) -> str:
    return safe_text(value) if isinstance(value, str) else cell_text(value)

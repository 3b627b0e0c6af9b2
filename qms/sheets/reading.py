"""A table somebody uploads: XLSX or CSV, read as plain cells with a report of how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qms.errors import Invalid, WrongMedia

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """How much a table may hold; bytes unless said otherwise."""

    file: int = 20 * MEGABYTE
    unpacked: int = 200 * MEGABYTE
    parts: int = 2000
    ratio: int = 200
    ratio_floor: int = 4 * MEGABYTE  # a table of repeated words shrinks a lot
    rows: int = 20_000
    columns: int = 100
    cell: int = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Table:
    """The cells as they stand, row 1 first, and what was found out about the file."""

    rows: tuple[tuple[Value, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()  # (row, column) from 1: not calculated here
    how: Mapping[str, str] = field(default_factory=dict)  # kind, sheet, others, encoding, delimiter


def read_table(data: bytes, name: str, limits: SheetLimits | None = None) -> Table:
    """The table in the file; by its content, not by its name. Raises Invalid or a kind of it."""
    limits = limits or SheetLimits()
    if not data.strip():
        raise Invalid("SHEET-EMPTY")
    if len(data) > limits.file:
        raise Invalid("SHEET-FILE-TOO-LARGE", megabytes=limits.file // MEGABYTE)
    if data.startswith(OLE):
        raise WrongMedia("SHEET-OLD-EXCEL")
    if data.startswith(b"PK"):
        from qms.sheets.xlsx_reading import read_xlsx

        return _checked(read_xlsx(data, limits), limits)
    if name.casefold().endswith((".xlsx", ".xlsm", ".ods", ".pdf", ".docx")) or b"%PDF" in data[:9]:
        raise WrongMedia("SHEET-NOT-A-TABLE")
    from qms.sheets.csv_reading import read_csv

    return _checked(read_csv(data, limits), limits)


def _checked(table: Table, limits: SheetLimits) -> Table:
    rows = list(table.rows)
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    if not rows:
        raise Invalid("SHEET-EMPTY")
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if isinstance(value, str) and len(value) > limits.cell:
                raise Invalid("SHEET-CELL-TOO-LONG", row=number, column=place, most=limits.cell)
    return Table(tuple(rows), table.formulas, table.how)

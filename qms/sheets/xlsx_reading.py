"""XLSX judged as an archive first, then read as cells; formulas are noticed, never calculated."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from qms.errors import Invalid, TooLarge, WrongMedia
from qms.sheets.reading import MEGABYTE, SheetLimits, Table, Value
from qms.unpacking import UNPACKING

DECLARATION = re.compile(rb"<!(?!--|\[CDATA\[)")
CHUNK = 1024 * 1024
MAIN = "xl/workbook.xml"


def read_xlsx(data: bytes, limits: SheetLimits) -> Table:
    """The first sheet that has something on it."""
    _judge(data, limits)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        for sheet in sheets:
            rows, formulas = _cells(sheet, limits)
            if any(value is not None for row in rows for value in row):
                others = ", ".join(one.title for one in sheets if one is not sheet)[:300]
                how = {"kind": "xlsx", "sheet": sheet.title, "others": others}
                return Table(tuple(rows), frozenset(formulas), how)
    except (InvalidFileException, KeyError, ValueError, TypeError, IndexError) as error:
        raise WrongMedia("SHEET-DAMAGED") from error
    except (AttributeError, SyntaxError, zipfile.BadZipFile, zlib.error) as error:
        raise WrongMedia("SHEET-DAMAGED") from error  # what a broken part makes of its reader
    raise Invalid("SHEET-EMPTY")


def _cells(sheet: Any, limits: SheetLimits) -> tuple[list[tuple[Value, ...]], set[tuple[int, int]]]:
    sheet.reset_dimensions()  # what the file says of its size is not believed
    rows: list[tuple[Value, ...]] = []
    formulas: set[tuple[int, int]] = set()
    blank = 0
    for row in sheet.iter_rows(max_col=limits.columns + 1, max_row=limits.rows + 51):
        number = len(rows) + 1
        values = []
        for place, cell in enumerate(row, start=1):
            if cell.data_type == "f":
                formulas.add((number, place))
            values.append(_value(cell))
        while values and values[-1] is None:
            values.pop()
        if len(values) > limits.columns:
            raise Invalid("SHEET-TOO-WIDE", most=limits.columns)
        rows.append(tuple(values))
        blank = 0 if values else blank + 1
    if len(rows) - blank > limits.rows + 50:
        raise Invalid("SHEET-TOO-LONG", most=limits.rows)
    return rows[: len(rows) - blank], formulas


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None or cell.data_type == "e":
        return None if value is None else str(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (bool, date, int, float)):
        return str(value) if isinstance(value, bool) else value
    return str(value).strip() or None


def _judge(data: bytes, limits: SheetLimits) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            _judge_names({info.filename for info in infos})
            _judge_sizes(infos, limits)
            for info in infos:
                _judge_part(archive, info, limits)
    except UNPACKING as error:
        raise WrongMedia("SHEET-DAMAGED") from error
    except RuntimeError as error:  # what the library says of an encrypted entry
        raise Invalid("SHEET-ENCRYPTED") from error


def _judge_names(names: set[str]) -> None:
    if any("vbaproject" in name.casefold() for name in names):
        raise WrongMedia("SHEET-MACRO")
    if MAIN not in names:
        raise WrongMedia("SHEET-NOT-A-TABLE")


def _judge_sizes(infos: list[zipfile.ZipInfo], limits: SheetLimits) -> None:
    if len(infos) > limits.parts:
        raise TooLarge("SHEET-BOMB", megabytes=limits.unpacked // MEGABYTE)
    if sum(info.file_size for info in infos) > limits.unpacked:
        raise TooLarge("SHEET-BOMB", megabytes=limits.unpacked // MEGABYTE)
    for info in infos:
        if info.file_size > max(limits.ratio_floor, limits.ratio * info.compress_size):
            raise TooLarge("SHEET-BOMB", megabytes=limits.unpacked // MEGABYTE)


def _judge_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: SheetLimits) -> None:
    """Unpack piece by piece, counting: a size told too small cannot fill the memory."""
    total, tail = 0, b""
    with archive.open(info) as stream:
        for piece in _pieces(stream):
            total += len(piece)
            if total > info.file_size:
                raise TooLarge("SHEET-BOMB", megabytes=limits.unpacked // MEGABYTE)
            xml = info.filename.casefold().endswith((".xml", ".rels"))
            if xml and _declares(tail + piece, wide=piece[:2] in {b"\xff\xfe", b"\xfe\xff"}):
                raise Invalid("SHEET-DTD")
            tail = piece[-16:]


def _declares(piece: bytes, *, wide: bool) -> bool:
    return wide or DECLARATION.search(piece) is not None


def _pieces(stream: Any) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece

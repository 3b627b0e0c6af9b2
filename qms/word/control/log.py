"""The amendment log ("Theo dõi sửa đổi"), built from the changes the service approved."""

import copy
import re
from collections.abc import Iterable, Sequence
from datetime import date

from lxml import etree

from qms.word.control.facts import LogLine, printed_day
from qms.word.control.front import ROW
from qms.word.markup import name
from qms.word.phrases import CELL, fill, words

ROW_LOOK, HEIGHT = name("w:trPr"), name("w:trHeight")
BLANK_ROWS = 3
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
NUMBER = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")
# The first pattern that fits a head says what the column holds.
COLUMNS = (
    ("number", re.compile(r"lần ban hành.*lần sửa đổi|lần ban hành\s*/", re.IGNORECASE)),
    ("edition", re.compile(r"lần ban hành", re.IGNORECASE)),
    ("revision", re.compile(r"lần sửa đổi", re.IGNORECASE)),
    ("request", re.compile(r"yêu cầu", re.IGNORECASE)),
    ("summary", re.compile(r"mô tả|nội dung|tóm tắt", re.IGNORECASE)),
    ("place", re.compile(r"trang|phần", re.IGNORECASE)),
    ("day", re.compile(r"ngày", re.IGNORECASE)),
    ("approver", re.compile(r"duyệt", re.IGNORECASE)),
    ("order", re.compile(r"tt|stt", re.IGNORECASE)),
)


def fill_log(table: etree._Element, lines: Sequence[LogLine], present: tuple[int, int]) -> None:
    """The rows of these lines; rows of versions older than the first line stay as they are.

    The service does not know what was written before it came; what it knows is never hand-typed.
    Rows left blank for writing stay as many as they are, three at least. `present` (edition,
    revision) is the version being approved: its line names no approver.
    """
    if not lines:
        return
    head, *rows = table.findall(ROW)
    columns = _columns(head)
    known = min((line.edition, line.revision) for line in lines)
    written = [row for row in rows if words(row).strip()]
    blank = [row for row in rows if not words(row).strip()]
    history = _older(written, columns, known)
    pattern = _pattern(written, blank, head)
    new = [_row(pattern, columns, line, present) for line in lines]
    blank += [_blank(blank, pattern) for _ in range(BLANK_ROWS - len(blank))]
    for row in rows:
        table.remove(row)
    for row in (*history, *new, *blank):
        table.append(row)


def _columns(head: etree._Element) -> list[str]:
    texts = [" ".join(words(cell).split()) for cell in head.findall(CELL)]
    return [next((key for key, form in COLUMNS if form.search(text)), "") for text in texts]


def log_lines(table: etree._Element) -> tuple[LogLine, ...]:
    """The lines written in a log; edition 0 where a line names no version."""
    head, *rows = table.findall(ROW)
    columns = _columns(head)
    return tuple(_line(row, columns) for row in rows if words(row).strip())


def _line(row: etree._Element, columns: list[str]) -> LogLine:
    cells = (" ".join(words(cell).split()) for cell in row.findall(CELL))
    texts = dict(zip(columns, cells, strict=False))
    edition, revision = _number(row, columns) or (0, 0)
    return LogLine(
        request=texts.get("request", ""),
        place=texts.get("place", ""),
        summary=texts.get("summary", ""),
        edition=edition,
        revision=revision,
        issued_on=_day(texts.get("day", "")),
        approver=texts.get("approver", ""),
    )


def _day(text: str) -> date | None:
    match = DAY.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def with_history(table: etree._Element, lines: Sequence[LogLine]) -> tuple[LogLine, ...]:
    """The lines after those of the table that are older than all of them."""
    if not lines:
        return log_lines(table)
    known = min((line.edition, line.revision) for line in lines)
    history: list[LogLine] = []
    is_older = True
    for line in log_lines(table):
        is_older = (line.edition, line.revision) < known if line.edition else is_older
        if is_older:
            history.append(line)
    return (*history, *lines)


def _older(
    rows: Iterable[etree._Element], columns: list[str], known: tuple[int, int]
) -> list[etree._Element]:
    """Rows before the first known version; a row without a number goes with the one above."""
    kept, is_older = [], True
    for row in rows:
        number = _number(row, columns)
        is_older = number < known if number else is_older
        if is_older:
            kept.append(row)
    return kept


def _number(row: etree._Element, columns: list[str]) -> tuple[int, int] | None:
    texts = dict(zip(columns, (words(cell) for cell in row.findall(CELL)), strict=False))
    if "number" in texts:
        match = NUMBER.search(texts["number"])
        return (int(match[1]), int(match[2])) if match else None
    parts = [texts.get(key, "").strip() for key in ("edition", "revision")]
    return (int(parts[0]), int(parts[1])) if all(map(str.isdecimal, parts)) else None


def _pattern(
    written: list[etree._Element], blank: list[etree._Element], head: etree._Element
) -> etree._Element:
    return next(iter((*written, *blank, head)))


def _row(
    pattern: etree._Element, columns: list[str], line: LogLine, present: tuple[int, int]
) -> etree._Element:
    is_present = (line.edition, line.revision) == present
    values = {
        "request": line.request,
        "place": line.place,
        "summary": line.summary,
        "number": line.number,
        "edition": f"{line.edition:02d}",
        "revision": f"{line.revision:02d}",
        "day": printed_day(line.issued_on),
        "approver": "" if is_present else line.approver,
    }
    row = copy.deepcopy(pattern)
    fill(row, [values.get(column, "") for column in columns])
    return row


def _blank(blank: list[etree._Element], pattern: etree._Element) -> etree._Element:
    row = copy.deepcopy(blank[0] if blank else pattern)
    fill(row, [""] * len(row.findall(CELL)))
    return row

"""CSV as office programs in Viet Nam write it: encoding and delimiter are found out and told."""

import codecs
import csv
import unicodedata
from collections import Counter
from io import StringIO

from qms.errors import Invalid
from qms.sheets.reading import SheetLimits, Table

DELIMITERS = (",", ";", "\t", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
SAMPLE = 30  # records by which the delimiter is judged


def read_csv(data: bytes, limits: SheetLimits) -> Table:
    """The records; raises Invalid for what is no text or no table."""
    text, encoding = decoded(data)
    delimiter = delimiter_of(text)
    rows: list[tuple[str, ...]] = []
    csv.field_size_limit(max(limits.cell * 4, 131_072))
    try:
        for record in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append(tuple(record))
            if len(rows) > limits.rows + 50:  # a heading block above the table is allowed
                raise Invalid("SHEET-TOO-LONG", most=limits.rows)
            if len(record) > limits.columns:
                raise Invalid("SHEET-TOO-WIDE", most=limits.columns)
    except csv.Error as error:
        raise Invalid("SHEET-CSV-BROKEN", row=len(rows) + 1) from error
    how = {"kind": "csv", "encoding": encoding, "delimiter": delimiter}
    return Table(tuple(rows), how=how)


def decoded(data: bytes) -> tuple[str, str]:
    """The text in NFC and the name of its encoding: by its mark, then UTF-8, then Windows-1258."""
    for mark, codec, called in MARKS:
        if data.startswith(mark):
            return _text(data, codec), called
    if _looks_wide(data):
        return _text(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"), "UTF-16"
    try:
        return _clean(data.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError:
        return _text(data, "cp1258"), "Windows-1258"


def _looks_wide(data: bytes) -> bool:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    head = data[:400]
    return len(data) % 2 == 0 and max(head[::2].count(0), head[1::2].count(0)) > len(head) // 5


def _text(data: bytes, codec: str) -> str:
    try:
        return _clean(data.decode(codec))
    except (UnicodeDecodeError, UnicodeError) as error:
        raise Invalid("SHEET-ENCODING") from error


def _clean(text: str) -> str:
    if "\0" in text:
        raise Invalid("SHEET-ENCODING")
    return unicodedata.normalize("NFC", text)


def delimiter_of(text: str) -> str:
    """The sign that cuts most records into the same number of cells, more than one."""
    if text.startswith("sep="):
        return text[4:5]
    return max(DELIMITERS, key=lambda sign: _agreement(text, sign))


def _agreement(text: str, sign: str) -> tuple[int, int]:
    counts: Counter[int] = Counter()
    try:
        for number, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=sign)):
            if number >= SAMPLE:
                break
            if len(record) > 1:
                counts[len(record)] += 1
    except csv.Error:
        return 0, 0
    best = counts.most_common(1)
    return (best[0][1], best[0][0]) if best else (0, 0)

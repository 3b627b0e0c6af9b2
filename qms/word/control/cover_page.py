"""The cover of the model layout: facts in place, signatures left for the day of signing."""

import copy
import re

from lxml import etree

from qms.word import cover as labels
from qms.word.control import stated
from qms.word.control.facts import ControlFacts, printed_year
from qms.word.control.front import ROW, signature_row
from qms.word.markup import name
from qms.word.phrases import CELL, PARAGRAPH, fill_cell, put, substitute, words

SPAN, CELL_LOOK, VALUE = name("w:gridSpan"), name("w:tcPr"), name("w:val")
ROW_LOOK, HEIGHT = name("w:trPr"), name("w:trHeight")
SIGNATURE_LABELS = ("họ và tên", "họ tên", "chức vụ", "chữ ký", "ngày", "ký")
PLACE = re.compile(r"(?P<value>[^,]{2,60}, năm (?:\d{4}|[.…]+))\s*$")
SYSTEM = "hệ thống quản lý chất lượng"
DECISION = "Ban hành kèm theo "


def fill_cover(table: etree._Element, facts: ControlFacts) -> None:
    """Write the facts of this revision over those that stand there; the look stays."""
    stated.restate(table, stated.facts_rules(facts))
    rows = table.findall(ROW)
    first = next((i for i, row in enumerate(rows) if stated.labels(row)), 0)
    _masthead(rows[:first], facts)
    _title(rows[:first], facts)
    _place(rows[first:], facts)
    _decision(table, facts)
    _empty_signatures(table)


def _said(row: etree._Element) -> list[etree._Element]:
    return [one for one in row.iter(PARAGRAPH) if re.search(r"\w", words(one))]


def _masthead(rows: list[etree._Element], facts: ControlFacts) -> None:
    """The two lines of the agency: the one it belongs to, and its own name."""
    lines = _said(rows[0])[:2] if len(rows) > 1 else []
    names = [one.upper() for one in (facts.parent_agency, facts.agency) if one]
    if len(lines) == len(names):
        for line, text in zip(lines, names, strict=True):
            _say(line, text)


def _title(rows: list[etree._Element], facts: ControlFacts) -> None:
    """The kind in its own line and the title below it; lines that carried on the title go."""
    for row in reversed(rows):
        lines = _said(row)
        kinds = [place for place, line in enumerate(lines) if _is_kind(words(line))]
        if not kinds or len(lines) <= kinds[0] + 1:
            continue
        _say(lines[kinds[0]], _in_case_of(words(lines[kinds[0]]), facts.kind))
        title = lines[kinds[0] + 1]
        _say(title, _in_case_of(words(title), facts.title))
        for line in lines[kinds[0] + 2 :]:
            put(line, "")
        return


def _is_kind(text: str) -> bool:
    text = text.strip()
    return text.casefold() == SYSTEM or labels.KIND.fullmatch(text) is not None


def _in_case_of(old: str, new: str) -> str:
    """Capitals where capitals stood."""
    return new.upper() if old.isupper() else new


def _say(paragraph: etree._Element, text: str) -> None:
    """The new words, where they differ from the old by more than case."""
    if words(paragraph).strip().casefold() != text.casefold():
        put(paragraph, text)


def _place(rows: list[etree._Element], facts: ControlFacts) -> None:
    if facts.place and rows:
        text = f"{facts.place}, năm {printed_year(facts.issued_on)}"
        for paragraph in rows[-1].iter(PARAGRAPH):
            substitute(paragraph, {PLACE: text})


def _decision(table: etree._Element, facts: ControlFacts) -> None:
    """The decision that issues the document, in a row of its own below the facts."""
    rows = table.findall(ROW)
    old = [row for row in rows if words(row).startswith(DECISION)]
    for row in old if not facts.decision else old[1:]:
        table.remove(row)
        _make_room(table.findall(ROW), -_height(row))
    if not facts.decision:
        return
    row = old[0] if old else _new_row(rows)
    text = DECISION + facts.decision
    if words(row) != text:
        fill_cell(row.findall(CELL)[0], text)


def _new_row(rows: list[etree._Element]) -> etree._Element:
    """A row of one wide cell after the last row of facts."""
    last = [row for row in rows if stated.labels(row)][-1]
    row = copy.deepcopy(last)
    cells = row.findall(CELL)
    width = sum(_span(cell) for cell in cells)
    for cell in cells[1:]:
        row.remove(cell)
    look = cells[0].find(CELL_LOOK)
    if look is not None:
        for span in look.findall(SPAN):
            span.set(VALUE, str(width))
    last.addnext(row)
    _make_room(rows, _height(row))
    return row


def _make_room(rows: list[etree._Element], needed: int) -> None:
    """The tallest row gives what a new one needs, and takes back what a row gone leaves."""
    tallest = max(rows, key=_height)
    height = tallest.find(f"{ROW_LOOK}/{HEIGHT}")
    if height is not None and _height(tallest) - needed > abs(needed):
        height.set(VALUE, str(_height(tallest) - needed))


def _height(row: etree._Element) -> int:
    """Twentieths of a point; 0 where the row is as high as its words."""
    height = row.find(f"{ROW_LOOK}/{HEIGHT}")
    value = height.get(VALUE, "") if height is not None else ""
    return int(value) if value.isdecimal() else 0


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{CELL_LOOK}/{SPAN}")
    value = span.get(VALUE, "") if span is not None else ""
    return int(value) if value.isdecimal() else 1


def _empty_signatures(table: etree._Element) -> None:
    """Names, positions, pictures of signatures and days come with the signatures, not before."""
    head = signature_row(table)
    rows = table.findall(ROW)
    for row in rows[rows.index(head) + 1 :] if head is not None else []:
        cells = row.findall(CELL)
        if words(cells[0]).strip(" :").casefold() not in SIGNATURE_LABELS:
            return
        for cell in cells[1:]:
            if _has_content(cell):
                fill_cell(cell, "")


def _has_content(cell: etree._Element) -> bool:
    return (
        bool(words(cell).strip())
        or cell.find(".//{*}drawing") is not None
        or (cell.find(".//{*}pict") is not None or cell.find(".//{*}object") is not None)
    )

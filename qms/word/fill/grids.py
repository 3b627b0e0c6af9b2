"""Tables to fill in: a header with empty rows below, or labels with an empty cell beside them."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from qms.word.fill.blanks import BOXES, unticked
from qms.word.fill.field import Column, Field, Kind, Row, Value
from qms.word.fill.keys import Keys, is_day, label_of
from qms.word.fill.lines import shown
from qms.word.fill.text import EMPTY_BOX, RUN_LOOK, new_run, put, remove, runs, text_of
from qms.word.markup import name
from qms.word.names import slug

ROW, CELL, PARAGRAPH = name("w:tr"), name("w:tc"), name("w:p")
NUMBER_HEADS = frozenset({"tt", "stt", "so-tt", "no"})
SIGNING = ("(ký", "ký, ghi rõ", "ký tên", "chữ ký")
MOST_ROWS = 500


@dataclass(slots=True)
class Grid:
    """A table with a header: rows to fill in, some with words already."""

    field: Field
    rows: list[etree._Element]
    places: list[int]  # the cell of each column
    number_place: int | None = None

    def write(self, value: Value) -> None:
        """Every row into its row; more rows than the paper has are copies of its last one."""
        given = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        pattern = deepcopy(self.rows[-1])
        last = self.rows[-1]
        for number, row in enumerate(given[:MOST_ROWS]):
            if number < len(self.rows):
                target = self.rows[number]
            elif self.field.grows:
                target = deepcopy(pattern)
                last.addnext(target)
                last = target
                self._renumber(target, number)
            else:
                return
            self._fill(target, row)

    def _fill(self, target: etree._Element, row: Row) -> None:
        cells = cells_of(target)
        for column, place in zip(self.field.columns, self.places, strict=True):
            value = row.get(column.key, "")
            if place >= len(cells) or value in ("", False):
                continue
            present = cell_text(cells[place]).strip()
            if not present or (column.kind is Kind.BOX and present in BOXES):
                write_cell(cells[place], shown(column.kind, value))

    def _renumber(self, row: etree._Element, number: int) -> None:
        """The running number goes on from the first row's."""
        if self.number_place is None:
            return
        first = cell_text(cells_of(self.rows[0])[self.number_place]).strip()
        start = int(first) if first.isdecimal() else 1
        write_cell(cells_of(row)[self.number_place], str(start + number))


@dataclass(slots=True)
class Cell:
    """An empty cell beside its label."""

    field: Field
    cell: etree._Element

    def write(self, value: Value) -> None:
        """The value in the cell."""
        write_cell(self.cell, shown(self.field.kind, value))


GridPlace = Grid | Cell


def cells_of(row: etree._Element) -> list[etree._Element]:
    """The cells of a row."""
    return list(row.iterchildren(CELL))


def cell_text(cell: etree._Element) -> str:
    """What a cell says, its paragraphs as lines."""
    return "\n".join(text_of(one) for one in cell.iter(PARAGRAPH))


def write_cell(cell: etree._Element, value: str) -> None:
    """Put the value into a cell's first paragraph; its look and the cell's stay."""
    paragraph = next(cell.iter(PARAGRAPH), None)
    if paragraph is None:
        return
    text = text_of(paragraph)
    if text:
        put(paragraph, 0, len(text), value)
        return
    for run in list(runs(paragraph)):
        remove(run)
    look = paragraph.find(f"{name('w:pPr')}/{RUN_LOOK}")
    paragraph.append(new_run(value, look))
    spare = [one for one in cell.iterchildren(PARAGRAPH) if one is not paragraph]
    for one in spare:  # room that was left for writing
        if not text_of(one).strip() and one.getnext() is None:
            remove(one)


def grid_places(
    table: etree._Element, label: str, keys: Keys, *, taken: bool = False
) -> list[GridPlace]:
    """What is to be filled in in this table; nothing for a table that only says something.

    `taken`: the label names the lines above already, so the first column is said with it.
    """
    rows = [(row, cells_of(row)) for row in table.iterchildren(ROW)]
    texts = [[cell_text(cell).strip() for cell in cells] for _row, cells in rows]
    if len(rows) < 2 or not texts[0] or _is_signing(texts):
        return _beside(rows, texts, keys)
    if not all(texts[0]):
        return _beside(rows, texts, keys)
    head = _head_row(texts)
    if taken:
        first = 1 if slug(texts[head][0]).lower() in NUMBER_HEADS else 0
        label = f"{label}: {label_of(texts[head][first])}" if first < len(texts[head]) else label
    grid = _grid([row for row, _cells in rows], texts, head, label, keys)
    return [grid] if grid else []


def _head_row(texts: list[list[str]]) -> int:
    """The last row at the top in which every cell says something and no data row comes before."""
    width = len(texts[-1])
    head = 0
    for number, row in enumerate(texts[:3]):
        if len(row) == width and all(row) and not row[0].isdecimal():
            head = number
        elif number:
            break
    return head


def _grid(
    rows: list[etree._Element], texts: list[list[str]], head: int, label: str, keys: Keys
) -> Grid | None:
    width = len(texts[head])
    below = [number for number in range(head + 1, len(rows)) if len(texts[number]) == width]
    number_place = 0 if slug(texts[head][0]).lower() in NUMBER_HEADS else None
    places = [place for place in range(width) if place != number_place]
    fixed = [tuple(_said(texts[number][place]) for place in places) for number in below]
    if not fixed or all(all(row) for row in fixed):
        return None
    own = Keys()
    columns = tuple(
        Column(own.give(one), label_of(one), _kind(one, texts, below, place))
        for place, one in ((place, texts[head][place]) for place in places)
    )
    field = Field(
        keys.give(label or label_of(texts[head][places[0]]), "bang"),
        label,
        Kind.ROWS,
        columns=columns,
        fixed=tuple(fixed),
        grows=not any(fixed[-1]),
    )
    return Grid(field, [rows[number] for number in below], places, number_place)


def _said(text: str) -> str:
    """What a cell says already; a box to tick says nothing."""
    return "" if unticked(text) == EMPTY_BOX else text


def _kind(head: str, texts: list[list[str]], below: list[int], place: int) -> Kind:
    boxes = [unticked(texts[number][place]) == EMPTY_BOX for number in below]
    if any(boxes):
        return Kind.BOX
    return Kind.DATE if is_day(label_of(head)) else Kind.TEXT


def _beside(
    rows: list[tuple[etree._Element, list[etree._Element]]], texts: list[list[str]], keys: Keys
) -> list[GridPlace]:
    found: list[GridPlace] = []
    for (_row, cells), said in zip(rows, texts, strict=True):
        label = ""
        for cell, text in zip(cells, said, strict=True):
            if text:
                label = label_of(text)
            elif label and not _is_signing([[label]]):
                kind = Kind.DATE if is_day(label) else Kind.LINES
                found.append(Cell(Field(keys.give(label), label, kind), cell))
                label = ""
    return found


def _is_signing(texts: list[list[str]]) -> bool:
    """Places for signatures are not filled in: who signs, signs by hand or with a key."""
    return any(mark in text.lower() for text in texts[0] for mark in SIGNING) and len(texts) < 3

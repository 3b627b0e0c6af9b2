"""What somebody wrote into a form outside the service, read back where the form's own words stand.

The blank form is laid over the filled one: its words are found again in their order, and what
stands between them is the value. What cannot be found is left out, never guessed.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from qms.word.fill import blanks
from qms.word.fill.blanks import TOKEN
from qms.word.fill.controls import Control, Section
from qms.word.fill.field import Column, Field, Kind, Row, Value
from qms.word.fill.grids import CELL, PARAGRAPH, ROW, Cell, Grid, cell_text, cells_of
from qms.word.fill.keys import label_of
from qms.word.fill.lines import Blank, Boxes, Ruled
from qms.word.fill.places import BODY, TABLE, Place, places
from qms.word.fill.text import text_of
from qms.word.markup import name
from qms.word.package import Package
from qms.word.problem import Limits

DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
DAY_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
LONGEST = 4000
BOXED = (Kind.BOX, Kind.BOXES)
SPACES, GAPS = re.compile(r"\s+"), re.compile(r"[ \t\u00a0]+")


@dataclass(slots=True)
class _Step:
    """One thing of the blank form in its order: words with blanks, ruled lines, or a table.

    `words` has one part more than there are blanks: what stands before, between and after them.
    """

    words: list[str] = field(default_factory=list)
    spots: list[tuple[Field, str]] = field(default_factory=list)
    goes_on: Field | None = None  # the lines below belong to this field
    grid: Grid | None = None


def read_values(data: bytes, form: bytes, limits: Limits | None = None) -> dict[str, Value]:
    """The values of a filled form by the keys of `form`, the blank it was made from."""
    package, blank = Package(data, limits), Package(form, limits)
    root = package.tree(package.main_part)
    asked = blank.tree(blank.main_part)
    found = places(asked)
    values: dict[str, Value] = {}
    _read_controls(places(root), values)
    steps = list(_steps(asked, found))
    heads = [_head(one.grid) for one in steps if one.grid is not None]
    _align(steps, list(_items(root, heads)), values)
    _read_beside(root, [one for one in found if isinstance(one, Cell)], values)
    return {one.field.key: values[one.field.key] for one in found if one.field.key in values}


def _read_controls(found: list[Place], values: dict[str, Value]) -> None:
    for one in found:
        if isinstance(one, (Control, Section)):
            value = one.read()
            if value:
                values[one.field.key] = value


def _steps(root: etree._Element, found: list[Place]) -> Iterator[_Step]:
    """The blank form as steps, in the order of the paper."""
    grids = {one.rows[0].getparent(): one for one in found if isinstance(one, Grid)}
    marked: dict[etree._Element, list[Blank | Boxes]] = defaultdict(list)
    for one in found:
        if isinstance(one, (Blank, Boxes)):
            marked[one.paragraph].append(one)
    ruled = dict(_lines(found))
    for element in _elements(root, lambda table: table in grids):
        if element in grids:
            yield _Step(grid=grids[element])
        elif element in ruled:
            yield _Step(goes_on=ruled[element])
        elif text_of(element).strip():
            yield _worded(element, marked.get(element, []))


def _lines(found: list[Place]) -> Iterator[tuple[etree._Element, Field]]:
    """Ruled lines and the field that goes on there."""
    for one in found:
        if isinstance(one, Blank):
            yield from ((line, one.field) for line in one.below)
        elif isinstance(one, Ruled):
            yield from ((line, one.field) for line in one.lines)


def _worded(paragraph: etree._Element, found: list[Blank | Boxes]) -> _Step:
    """The words of a paragraph, parted by its blanks and boxes."""
    text, step, place = text_of(paragraph), _Step(), 0
    for start, end, one, key in sorted(_spots(found), key=lambda spot: spot[0]):
        step.words.append(_even(text[place:start]))
        step.spots.append((one.field, key))
        place = end
    step.words.append(_even(text[place:]))
    return step


def _spots(found: list[Blank | Boxes]) -> Iterator[tuple[int, int, Blank | Boxes, str]]:
    for one in found:
        if isinstance(one, Blank):
            yield one.start, one.end, one, ""
        else:
            for key, start in one.spots.items():
                yield start, start + 1, one, key


def _even(text: str) -> str:
    return GAPS.sub(" ", text).strip()


def _laid(step: _Step, text: str) -> list[str] | None:
    """What stands at the blanks of this text; None where it says other words than the form.

    Each part is looked for once, after the one before it: no text can make this slow.
    """
    text, place = _even(text), len(step.words[0])
    values: list[str] = []
    if not text.startswith(step.words[0]):
        return None
    for number in range(len(step.spots)):
        end = _end(text, place, step, number)
        if end is None:
            return None
        values.append(text[place:end].strip())
        place = end + len(step.words[number + 1])
    return values if step.spots or text == step.words[0] else None


def _end(text: str, place: int, step: _Step, number: int) -> int | None:
    """Where the value that begins at `place` ends."""
    after = step.words[number + 1]
    if number + 1 == len(step.spots):
        end = len(text) - len(after)
        return end if end >= place and text.endswith(after) else None
    if after:
        end = text.find(after, place)
        return None if end < 0 else end
    if step.spots[number][0].kind in BOXED:
        return min(place + 1, len(text))
    ends = [end for sign in blanks.BOXES if (end := text.find(sign, place)) >= 0]
    return min(ends, default=place)  # a box stands right behind the blank


def _elements(
    root: etree._Element, is_item: Callable[[etree._Element], bool]
) -> Iterator[etree._Element]:
    """Paragraphs in order; a table that is an item comes whole."""
    body = root.find(BODY)
    waiting = list(body)[::-1] if body is not None else []
    while waiting:
        element = waiting.pop()
        if element.tag == PARAGRAPH or (element.tag == TABLE and is_item(element)):
            yield element
        elif element.tag in (TABLE, ROW, CELL):
            waiting += list(element)[::-1]


def _items(root: etree._Element, heads: list[tuple[str, ...]]) -> Iterator[etree._Element]:
    return _elements(root, lambda table: any(_head_at(table, head) is not None for head in heads))


def _head(grid: Grid) -> tuple[str, ...]:
    return tuple(column.label for column in grid.field.columns)


def _head_at(table: etree._Element, head: tuple[str, ...]) -> int | None:
    """The row in which a table has this header."""
    for number, row in enumerate(list(table.iterchildren(ROW))[:3]):
        said = tuple(label_of(cell_text(cell)) for cell in cells_of(row))
        if said[-len(head) :] == head:
            return number
    return None


def _align(steps: list[_Step], items: list[etree._Element], values: dict[str, Value]) -> None:
    """Find every step again, in order; lines under a heading go on until the next one is found."""
    place = 0
    for number, step in enumerate(steps):
        if step.goes_on is not None:
            following = next((one for one in steps[number + 1 :] if one.goes_on is None), None)
            place = _go_on(step.goes_on, following, items, place, values)
            continue
        found = _find(step, items, place)
        if found is not None:
            _take(step, items[found], values)
            place = found + 1


def _find(step: _Step, items: list[etree._Element], place: int) -> int | None:
    return next((one for one in range(place, len(items)) if _matches(step, items[one])), None)


def _matches(step: _Step, item: etree._Element) -> bool:
    if step.grid is not None:
        return item.tag == TABLE and _head_at(item, _head(step.grid)) is not None
    if item.tag == TABLE or not step.words:
        return False
    return _laid(step, text_of(item)) is not None


def _go_on(
    one: Field,
    following: _Step | None,
    items: list[etree._Element],
    place: int,
    values: dict[str, Value],
) -> int:
    lines = []
    while place < len(items) and items[place].tag == PARAGRAPH:
        if following is not None and _matches(following, items[place]):
            break
        lines.append(_without_dots(text_of(items[place])))
        place += 1
    before = values.get(one.key)
    said = [before] if isinstance(before, str) and before else []
    text = "\n".join([*said, *(line for line in lines if line)])
    if text:
        values[one.key] = text[:LONGEST]
    return place


def _take(step: _Step, item: etree._Element, values: dict[str, Value]) -> None:
    if step.grid is not None:
        rows = list(_rows(step.grid, item))
        if rows:
            values[step.grid.field.key] = list(rows)
        return
    for (one, key), text in zip(step.spots, _laid(step, text_of(item)) or (), strict=False):
        _take_spot(one, key, text, values)


def _take_spot(one: Field, key: str, text: str, values: dict[str, Value]) -> None:
    if one.kind in (Kind.BOX, Kind.BOXES):
        if blanks.is_ticked(text) or text in ("x", "X"):
            ticked = values.setdefault(one.key, True if one.kind is Kind.BOX else [])
            if isinstance(ticked, list):
                ticked.append(key)  # type: ignore[arg-type]
        return
    value = read_text(one.kind, text)
    if value:
        values[one.key] = value


def read_text(kind: Kind, text: str) -> str:
    """A value as it was written on paper; a day that is none is kept as its words."""
    text = _without_dots(text)
    match = DAY_WORDS.search(text) or DAY.fullmatch(text) if kind is Kind.DATE else None
    if match is None:
        return text[:LONGEST]
    day, month, year = (int(one) for one in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else text


def _without_dots(text: str) -> str:
    lines = (SPACES.sub(" ", TOKEN.sub(" ", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip(" ."))


def _rows(grid: Grid, table: etree._Element) -> list[Row]:
    head = _head_at(table, _head(grid)) or 0
    found: list[Row] = []
    for number, row in enumerate(list(table.iterchildren(ROW))[head + 1 :]):
        cells = cells_of(row)
        fixed = grid.field.fixed[number] if number < len(grid.field.fixed) else ()
        if len(cells) > max(grid.places):
            found.append(_row(grid, cells, fixed))
    while found and not found[-1]:
        found.pop()
    return found


def _row(grid: Grid, cells: list[etree._Element], fixed: tuple[str, ...]) -> Row:
    """What stands in the cells that the paper left empty."""
    pairs = zip(grid.field.columns, grid.places, strict=True)
    read = {
        column.key: _cell(column, cell_text(cells[place]))
        for index, (column, place) in enumerate(pairs)
        if not (index < len(fixed) and fixed[index])
    }
    return {key: value for key, value in read.items() if value}


def _cell(column: Column, text: str) -> str | bool:
    if column.kind is Kind.BOX:
        return any(sign in text for sign in "☒☑xX")
    return read_text(column.kind, text)


def _read_beside(root: etree._Element, cells: list[Cell], values: dict[str, Value]) -> None:
    said: dict[str, str] = {}
    for row in root.iter(name("w:tr")):
        own = cells_of(row)
        for left, right in zip(own, own[1:], strict=False):
            said.setdefault(label_of(cell_text(left)), cell_text(right))
    for one in cells:
        value = read_text(one.field.kind, said.get(one.field.label, ""))
        if value:
            values[one.field.key] = value

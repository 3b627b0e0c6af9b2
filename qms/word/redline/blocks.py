"""A Word file as a list of paragraphs and table rows, in reading order.

A picture is a sign with the hash of its bytes, so that another picture is another text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby

from lxml import etree

from qms.word import cover, legacy, outline, story
from qms.word.markup import R, name
from qms.word.package import Package
from qms.word.problem import Limits, refuse
from qms.word.story import clean

BODY, PARAGRAPH, TABLE = name("w:body"), name("w:p"), name("w:tbl")
ROW, CELL, RUN = name("w:tr"), name("w:tc"), name("w:r")
PICTURE_LINKS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": f"{{{R}}}embed",
    name("v:imagedata"): f"{{{R}}}id",
}
PICTURE = "\ufffc"  # object replacement character, followed by eight signs of a hash
HASH_SHOWN = 8
LONGEST_HEADING = 160
NUMBERED = re.compile(
    r"(?:phần|chương|mục|điều|phụ lục)\s+(?:[ivxlc]+|\d+|[a-zđ])\b"
    r"|\d{1,2}(?:\.\d{1,2}){0,4}[.)]?\s+\S",
    re.IGNORECASE,
)
ENDS_SENTENCE = (";", ",", ".", ":")
LOG_HEAD = re.compile(r"lần ban hành\s*/\s*lần sửa đổi|mô tả nội dung sửa đổi", re.IGNORECASE)
FRONT_LINES = cover.COVER_LINES
COVER_CELLS = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one text) or a row of a table (its cells); `level` is a heading's, else 0.

    `front`: the cover's facts and the amendment log, which follow the register, not the author.
    """

    cells: tuple[str, ...]
    row: bool = False
    level: int = 0
    front: bool = False
    table: int = 0  # rows of one table have one number; 0 outside of tables

    @property
    def text(self) -> str:
        return "\n".join(self.cells)

    @property
    def key(self) -> tuple[bool, tuple[str, ...]]:
        """What must be equal for two blocks to be the same: words, not spaces."""
        return self.row, tuple(" ".join(cell.split()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The body with its notes, and the distinct lines of headers and footers."""

    body: tuple[Block, ...]
    running: tuple[Block, ...]


def blocks(data: bytes, limits: Limits | None = None) -> Blocks:
    """Everything a comparison looks at. Raises IntakeRefused when the file cannot be read."""
    package = Package(data, limits)
    main = package.main_part
    if not main:
        raise refuse("INTAKE-MAIN-PART")
    reading = _Reading(package)
    body = list(reading.of(main))
    for kind in ("footnotes", "endnotes"):
        for part in package.related(main, kind):
            body += reading.of(part)
    lines = [
        block
        for kind in ("header", "footer")
        for part in package.related(main, kind)
        for block in reading.of(part)
        if block.text
    ]
    return Blocks(tuple(_fronted(body)), tuple({block.key: block for block in lines}.values()))


class _Reading:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.fonts = legacy.Fonts(package)
        self.levels = outline.style_levels(package)
        self.pictures = {
            (link.source, link.id): link.part for link in package.relationships if link.part
        }

    def of(self, part: str) -> Iterator[Block]:
        """The blocks of one part; the outermost tables give the rows."""
        root = self.package.tree(part)
        legacy.settle(root, self.fonts)
        story.settle(root)
        table = 0
        for element in root.iter(PARAGRAPH, ROW, TABLE):
            if next(element.iterancestors(CELL), None) is not None:
                continue
            if element.tag == TABLE:
                table += 1
            elif element.tag == ROW:
                cells = (self._cell(cell, part) for cell in element.iter(CELL))
                known = tuple(text for text in cells if text is not None)
                yield Block(known, row=True, table=table)
            else:
                text = self._text(element, part)
                if text:
                    yield Block((text,), level=self._level(element, text))

    def _cell(self, cell: etree._Element, part: str) -> str | None:
        """The text of a cell with the tables in it; None for the cells of those."""
        if next(cell.iterancestors(CELL), None) is not None:
            return None
        texts = (self._text(paragraph, part) for paragraph in cell.iter(PARAGRAPH))
        return "\n".join(text for text in texts if text)

    def _text(self, paragraph: etree._Element, part: str) -> str:
        wanted = (story.TEXT, story.MATH_TEXT, *story.MARKS, *PICTURE_LINKS)
        found = (self._sign(element, part) for element in paragraph.iter(*wanted))
        return clean("".join(found))

    def _sign(self, element: etree._Element, part: str) -> str:
        tag = str(element.tag)
        if tag not in PICTURE_LINKS:
            return story.words_of(element, tag)
        target = self.pictures.get((part, element.get(PICTURE_LINKS[tag], "")), "")
        digest = sha256(self.package.read(target)).hexdigest() if target else "0" * HASH_SHOWN
        return f" {PICTURE}{digest[:HASH_SHOWN]} "

    def _level(self, paragraph: etree._Element, text: str) -> int:
        if len(text) > LONGEST_HEADING or PICTURE in text:
            return 0
        line = story.line_of(paragraph, text)
        level = line.outline + 1 if line.outline >= 0 else self.levels.get(line.style, 0)
        if 0 < level <= outline.BODY_TEXT_LEVEL:
            return level
        looks = NUMBERED.match(text) and not text.endswith(ENDS_SENTENCE)
        return outline.BODY_TEXT_LEVEL if looks else 0


def _fronted(body: list[Block]) -> Iterator[Block]:
    """Marks what stands on the cover and in the amendment log."""
    fronts = {block.table for block in body if block.row and LOG_HEAD.search(block.text)}
    fronts |= set(_covers(body[:FRONT_LINES]))
    for place, block in enumerate(body):
        stated = place < FRONT_LINES and cover.labels(block.cells) != cover.Labels()
        in_front = stated or (block.row and block.table in fronts)
        yield replace(block, front=True) if in_front else block


def _covers(body: list[Block]) -> Iterator[int]:
    """Small tables that state code and edition: the cover block, its title and signature places."""
    for table, rows in groupby(body, lambda block: block.table):
        cells = [cell for block in rows for cell in block.cells]
        found = cover.labels(cells)
        if table and found.code and found.edition is not None and len(cells) <= COVER_CELLS:
            yield table

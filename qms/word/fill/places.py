"""Where a form is filled in, in the order of the paper."""

from dataclasses import dataclass, field, replace

from lxml import etree

from qms.word.fill import blanks
from qms.word.fill.blanks import Mark
from qms.word.fill.controls import CONTENT, SDT, Control, Section, control_place
from qms.word.fill.field import Field, Kind, Option
from qms.word.fill.grids import CELL, PARAGRAPH, ROW, Cell, Grid, cells_of, grid_places
from qms.word.fill.keys import Keys, clause_of, heading_of, is_day, label_of
from qms.word.fill.lines import Blank, Boxes, Ruled
from qms.word.fill.text import text_of
from qms.word.markup import name

Place = Blank | Boxes | Ruled | Grid | Cell | Control | Section
TABLE, BODY = name("w:tbl"), name("w:body")
LEAD_WORDS, HOUR, MINUTES = 3, "giờ", "phút"
MOST = 2000  # places of one form: a file with more is no form


@dataclass(slots=True)
class Walk:
    """What was found so far, and the words that name the next blank."""

    keys: Keys = field(default_factory=Keys)
    places: list[Place] = field(default_factory=list)
    title: str = ""  # what the form is called: names a table under no heading of its own
    said: str = ""  # the last paragraph that says something
    asks: bool = False  # whether that paragraph has blanks of its own
    open: Blank | Ruled | None = None  # what a ruled line below goes on with

    def block(self, element: etree._Element) -> None:
        """One paragraph, table or control of the body."""
        if len(self.places) >= MOST:
            return
        if element.tag == PARAGRAPH:
            self.paragraph(element)
        elif element.tag == TABLE:
            self.table(element)
        elif element.tag == SDT:
            self.control(element)

    def paragraph(self, paragraph: etree._Element) -> None:
        """Blanks, boxes and controls of a paragraph; a ruled line goes on with the last one."""
        if blanks.is_ruled(paragraph):
            self._rule(paragraph)
            return
        text = text_of(paragraph)
        self.open = None
        found = blanks.marks(paragraph)
        self._marked(paragraph, found)
        for sdt in [one for one in paragraph.iter(SDT) if _outermost(one, paragraph)]:
            self._take(control_place(sdt, _before(sdt), self.keys))
        if text.strip():
            self.title = self.title or ("" if found else heading_of(text))
            self.said, self.asks = (found[0].before if found else text), bool(found)
        if found and found[-1].kind != "box" and not text[found[-1].end :].strip():
            last = self.places[-1]
            self.open = last if isinstance(last, Blank) and last.field.kind is Kind.TEXT else None

    def _rule(self, paragraph: etree._Element) -> None:
        if isinstance(self.open, Blank):
            self.open.below.append(paragraph)
            self.open.field = replace(self.open.field, kind=Kind.LINES)
        elif isinstance(self.open, Ruled):
            self.open.lines.append(paragraph)
        else:
            label = heading_of(self.said)
            place = Ruled(Field(self.keys.give(label), label, Kind.LINES), [paragraph])
            self.places.append(place)
            self.open = place

    def _marked(self, paragraph: etree._Element, found: list[Mark]) -> None:
        group: list[tuple[Mark, str]] = []
        label, rest = "", ""
        text, lead = text_of(paragraph), ""
        for number, mark in enumerate(found):
            after = text[mark.end : found[number + 1].start if number + 1 < len(found) else None]
            before = rest or mark.before
            if mark.kind == "box":
                if not group or rest:
                    self._boxes(paragraph, group, label)
                    group, label = [], label_of(before)
                words, rest = blanks.option_words(after)
                group.append((mark, words))
            else:
                lead = self._blank(paragraph, mark, before, lead)
                rest = ""
        self._boxes(paragraph, group, label)

    def _blank(self, paragraph: etree._Element, mark: Mark, before: str, lead: str) -> str:
        """One blank; returns what names a short one after it: `giờ`, `đến ngày`."""
        label = clause_of(before) or heading_of(self.said)
        day = mark.kind in {"words", "slashes"} or is_day(label)
        if mark.kind == "words":
            label = label_of(f"{before} ngày") if before.strip(" ,") else "Ngày"
        if lead and label[:1].islower() and len(label.split()) < LEAD_WORDS:
            label = f"{lead} – {MINUTES if label == HOUR else label}"
        else:
            lead = label
        one = Field(self.keys.give(label), label, Kind.DATE if day else Kind.TEXT)
        self.places.append(Blank(one, paragraph, mark.start, mark.end, mark.kind))
        return lead

    def _boxes(self, paragraph: etree._Element, group: list[tuple[Mark, str]], label: str) -> None:
        if not group:
            return
        label = label or heading_of(self.said)
        if len(group) == 1:
            mark, words = group[0]
            whole = label_of(f"{label}: {words}" if label and words else label or words)
            one = Field(self.keys.give(whole), whole, Kind.BOX)
            self.places.append(Boxes(one, paragraph, {one.key: mark.start}))
            return
        own = Keys()
        options = tuple(Option(own.give(words), words) for _mark, words in group)
        one = Field(self.keys.give(label), label, Kind.BOXES, options)
        starts = (mark.start for mark, _words in group)
        spots = dict(zip((each.key for each in options), starts, strict=True))
        self.places.append(Boxes(one, paragraph, spots))

    def table(self, table: etree._Element) -> None:
        """A table to fill in; else what stands in its cells."""
        self.open = None
        inner = [one for one in table.iter(SDT) if _outermost(one, table)]
        if not inner:
            label = self.title if self.asks or not self.said else heading_of(self.said)
            taken = bool(self.places) and self.places[-1].field.label == label
            found = grid_places(table, label, self.keys, taken=taken)
            self.places += found
            if found:
                self.said = ""
                return
        for sdt in inner:
            self._take(control_place(sdt, _before(sdt), self.keys))
        for row in table.iterchildren(ROW):
            for cell in cells_of(row):
                for one in cell.iterchildren(PARAGRAPH, TABLE):
                    if one.tag == TABLE or not any(True for _ in one.iter(SDT)):
                        self.block(one)
        self.open = None

    def control(self, sdt: etree._Element) -> None:
        """A control around whole paragraphs; what is no field is looked into."""
        place = control_place(sdt, self.said, self.keys)
        if place is not None:
            self._take(place)
            return
        content = sdt.find(CONTENT)
        for one in content if content is not None else ():
            self.block(one)

    def _take(self, place: Control | Section | None) -> None:
        if place is not None:
            self.places.append(place)


def places(root: etree._Element) -> list[Place]:
    """Every place to fill in of a document part."""
    walk = Walk()
    body = root.find(BODY)
    for element in body if body is not None else ():
        walk.block(element)
    return walk.places


def _outermost(sdt: etree._Element, within: etree._Element) -> bool:
    for one in sdt.iterancestors():
        if one is within:
            return True
        if one.tag == SDT:
            return False
    return True


def _before(sdt: etree._Element) -> str:
    """The words before a control: in its paragraph, else in the cell to the left."""
    holder = next(sdt.iterancestors(PARAGRAPH), None)
    if holder is not None:
        own = [text_of(holder)] if text_of(holder).strip() else []
        if own:
            return own[0]
    cell = next(sdt.iterancestors(CELL), None)
    left = cell.getprevious() if cell is not None else None
    if left is None or left.tag != CELL:
        return ""
    return " ".join(text_of(one) for one in left.iter(PARAGRAPH))

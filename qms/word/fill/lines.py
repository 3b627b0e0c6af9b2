"""Filling the blanks and boxes of paragraphs."""

import dataclasses
import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from qms.word.fill.blanks import DOT, LEADER, TABS
from qms.word.fill.field import Field, Kind, Value
from qms.word.fill.text import EMPTY_BOX, TICKED_BOX, put, remove, text_of
from qms.word.markup import name

LETTER = 130  # twips a letter of a 13 point text takes, on the average
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(slots=True)
class Blank:
    """A dotted line after a label, with the ruled lines below that belong to it."""

    field: Field
    paragraph: etree._Element
    start: int
    end: int
    mark: str
    below: list[etree._Element] = dataclasses.field(default_factory=list)

    def write(self, value: Value) -> None:
        """The value instead of the dots; on a shared line the next label keeps its place."""
        text = shown(self.field.kind, value)
        if self.mark == "words":
            self._write_words(text)
        elif self.mark == "tab":
            self._write_tab(text)
        else:
            put(self.paragraph, self.start, self.end, self._spaced(text))
        for one in self.below:
            remove(one)

    def _spaced(self, text: str) -> str:
        line = text_of(self.paragraph)
        before, after = line[: self.start], line[self.end :]
        lead = " " if before and not before[-1].isspace() and before[-1] not in "(/" else ""
        tail = " " if after[:1].isalnum() else ""
        return f"{lead}{text}{tail}"

    def _write_words(self, text: str) -> None:
        parts = text.split("/") if text.count("/") == 2 else [text, "", ""]
        line = text_of(self.paragraph)
        dots = list(DOT.finditer(line, self.start, self.end))
        for match, part in reversed(list(zip(dots, parts, strict=False))):
            if part:
                put(self.paragraph, match.start(), match.end(), part)

    def _write_tab(self, text: str) -> None:
        line = text_of(self.paragraph)
        value = self._spaced(text)
        if not line[self.end :].strip():
            put(self.paragraph, self.start, len(line), value)
            return
        stops = _stops(self.paragraph)
        number = line[: self.start].count("\t")
        if number >= len(stops):
            put(self.paragraph, self.start, self.end, value + "   ")
            return
        label = line[: self.start].rpartition("\t")[2]
        room = _room(stops, number) - LETTER * len(label)
        if "\n" not in value and LETTER * len(value) < room:
            stops[number].set(LEADER, "none")
            put(self.paragraph, self.start, self.end, value + "\t")
        else:
            remove(stops[number])
            put(self.paragraph, self.start, self.end, value + "   ")


@dataclass(slots=True)
class Boxes:
    """A group of boxes with words, or a single one; `spots` tells where each option's box is."""

    field: Field
    paragraph: etree._Element
    spots: dict[str, int]

    def write(self, value: Value) -> None:
        """Tick what was chosen; the words stay."""
        for key in chosen(self.field, value):
            if key in self.spots:
                put(self.paragraph, self.spots[key], self.spots[key] + 1, TICKED_BOX)


@dataclass(slots=True)
class Ruled:
    """Lines to write on under a heading."""

    field: Field
    lines: list[etree._Element]

    def write(self, value: Value) -> None:
        """The text on the first line; the other dots go."""
        first, text = self.lines[0], text_of(self.lines[0])
        put(first, 0, len(text), shown(self.field.kind, value))
        for one in self.lines[1:]:
            remove(one)


def shown(kind: Kind, value: Value) -> str:
    """A value as paper says it: a day as 22/11/2026, a box as ☒."""
    if isinstance(value, bool):
        return TICKED_BOX if value else EMPTY_BOX
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if kind is Kind.DATE and ISO.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return text


def chosen(asked: Field, value: Value) -> list[str]:
    """The keys of the ticked boxes."""
    if asked.kind is Kind.BOX:
        return [asked.key] if value is True else []
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _stops(paragraph: etree._Element) -> list[etree._Element]:
    found = list(paragraph.iterfind(f"{name('w:pPr')}/{TABS}/{name('w:tab')}"))
    return sorted(found, key=_position)


def _position(stop: etree._Element) -> int:
    text = stop.get(name("w:pos"), "0")
    return int(text) if text.lstrip("-").isdecimal() else 0


def _room(stops: list[etree._Element], number: int) -> int:
    return _position(stops[number]) - (_position(stops[number - 1]) if number else 0)

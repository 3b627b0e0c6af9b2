"""Content controls of Word (`w:sdt`): text, day, list, check box, repeating section."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from qms.word.fill.field import Column, Field, Kind, Option, Row, Value
from qms.word.fill.keys import Keys, is_day, label_of
from qms.word.fill.lines import ISO, shown
from qms.word.fill.text import RUN, RUN_LOOK, new_run, remove, text_of
from qms.word.markup import name

SDT, CONTENT, PROPERTIES = name("w:sdt"), name("w:sdtContent"), name("w:sdtPr")
PARAGRAPH, CELL, TABLE = name("w:p"), name("w:tc"), name("w:tbl")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
CHECK, SECTION, ITEM = W14 + "checkbox", W15 + "repeatingSection", W15 + "repeatingSectionItem"
DATE, DROP, COMBO = name("w:date"), name("w:dropDownList"), name("w:comboBox")
OTHERS = tuple(name(f"w:{one}") for one in ("docPartObj", "picture", "group", "citation"))
PROMPT, BINDING, LOCK = name("w:showingPlcHdr"), name("w:dataBinding"), name("w:lock")
PROMPT_STYLES = frozenset({"PlaceholderText", "PlaceHolder"})


@dataclass(slots=True)
class Control:
    """One content control."""

    field: Field
    sdt: etree._Element

    def write(self, value: Value) -> None:
        """The value as its content; a binding to data elsewhere would overwrite it, so it goes."""
        write_control(self.sdt, self.field.kind, value, self.field.options)

    def read(self) -> Value:
        """What stands in it; nothing while it shows its prompt."""
        return read_control(self.sdt, self.field.kind, self.field.options)


@dataclass(slots=True)
class Section:
    """A repeating section: its items are rows."""

    field: Field
    items: list[etree._Element]

    def write(self, value: Value) -> None:
        """One item for every row, the last one copied as often as needed."""
        given = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        pattern, last = deepcopy(self.items[-1]), self.items[-1]
        for number, row in enumerate(given):
            target = self.items[number] if number < len(self.items) else deepcopy(pattern)
            if number >= len(self.items):
                _unnamed(target)
                last.addnext(target)
                last = target
            for column, sdt in zip(self.field.columns, _inside(target), strict=False):
                if column.key in row:
                    write_control(sdt, column.kind, row[column.key], ())

    def read(self) -> Value:
        """The rows as they stand."""
        rows: list[Row] = []
        for item in self.items:
            pairs = zip(self.field.columns, _inside(item), strict=False)
            read = ((column, read_control(sdt, column.kind, ())) for column, sdt in pairs)
            rows.append({one.key: value for one, value in read if isinstance(value, (str, bool))})
        return [row for row in rows if any(row.values())]


def control_place(sdt: etree._Element, label: str, keys: Keys) -> Control | Section | None:
    """A control to fill in; None for a picture, a table of contents or one that is locked."""
    properties = sdt.find(PROPERTIES)
    if properties is None or _is_other(properties):
        return None
    label = label_of(_named(properties, "w:alias")) or label_of(label)
    tag = _named(properties, "w:tag")
    key = keys.give(tag or label)
    if properties.find(SECTION) is not None:
        return _section(sdt, Field(key, label or tag, Kind.ROWS, grows=True))
    kind, options = _kind(properties, label)
    return Control(Field(key, label or tag, kind, options), sdt)


def _section(sdt: etree._Element, field: Field) -> Section | None:
    items = [one for one in sdt.iter(SDT) if one.find(f"{PROPERTIES}/{ITEM}") is not None]
    if not items:
        return None
    own = Keys()
    columns = []
    for inner in _inside(items[0]):
        properties = inner.find(PROPERTIES)
        label = label_of(_named(properties, "w:alias")) or _named(properties, "w:tag")
        kind, _options = _kind(properties, label)
        key = own.give(_named(properties, "w:tag") or label)
        columns.append(Column(key, label, Kind.TEXT if kind is Kind.LINES else kind))
    fixed = tuple(("",) * len(columns) for _item in items)
    whole = Field(field.key, field.label, Kind.ROWS, (), tuple(columns), fixed, grows=True)
    return Section(whole, items)


def _inside(item: etree._Element) -> list[etree._Element]:
    return [one for one in item.iter(SDT) if one is not item and one.find(PROPERTIES) is not None]


def _kind(properties: etree._Element | None, label: str) -> tuple[Kind, tuple[Option, ...]]:
    if properties is None:
        return Kind.TEXT, ()
    if properties.find(CHECK) is not None:
        return Kind.BOX, ()
    if properties.find(DATE) is not None:
        return Kind.DATE, ()
    entries = next((one for one in properties if one.tag in (DROP, COMBO)), None)
    if entries is not None:
        return Kind.CHOICE, tuple(_options(entries))
    several = properties.find(name("w:text"))
    if several is not None and several.get(name("w:multiLine")) not in ("1", "true", "on"):
        return (Kind.DATE if is_day(label) else Kind.TEXT), ()
    return Kind.LINES, ()


def _options(entries: etree._Element) -> Iterator[Option]:
    for one in entries.iterchildren(name("w:listItem")):
        words = one.get(name("w:displayText")) or one.get(name("w:value"), "")
        if words and one.get(name("w:value"), words):
            yield Option(one.get(name("w:value")) or words, words)


def _is_other(properties: etree._Element) -> bool:
    lock = properties.find(LOCK)
    locked = lock is not None and lock.get(name("w:val")) in ("contentLocked", "sdtContentLocked")
    return locked or any(properties.find(tag) is not None for tag in OTHERS)


def _named(properties: etree._Element | None, tag: str) -> str:
    node = properties.find(name(tag)) if properties is not None else None
    return node.get(name("w:val"), "") if node is not None else ""


def _unnamed(item: etree._Element) -> None:
    """Copies must not carry the number of the original."""
    for sdt in item.iter(SDT):
        for node in list(sdt.iterfind(f"{PROPERTIES}/{name('w:id')}")):
            remove(node)


def write_control(
    sdt: etree._Element, kind: Kind, value: Value, options: tuple[Option, ...]
) -> None:
    """Put a value into a control and let it show as filled in."""
    properties, content = sdt.find(PROPERTIES), sdt.find(CONTENT)
    if properties is None or content is None:
        return
    text = next((one.label for one in options if one.key == value), "") or shown(kind, value)
    for tag in (PROMPT, BINDING):
        for node in list(properties.iterchildren(tag)):
            remove(node)
    if kind is Kind.BOX:
        _tick(properties, bool(value))
    day = properties.find(DATE)
    if day is not None and isinstance(value, str) and ISO.fullmatch(value):
        day.set(name("w:fullDate"), f"{value}T00:00:00Z")
    _set_content(content, text)


def _tick(properties: etree._Element, ticked: bool) -> None:
    box = properties.find(CHECK)
    if box is None:
        return
    state = box.find(W14 + "checked")
    if state is None:
        state = etree.SubElement(box, W14 + "checked")
        box.insert(0, state)
    state.set(W14 + "val", "1" if ticked else "0")


def _set_content(content: etree._Element, text: str) -> None:
    paragraph = next(content.iter(PARAGRAPH), None)
    holder = content if paragraph is None else paragraph
    run = next(holder.iter(RUN), None)
    look = run.find(RUN_LOOK) if run is not None else None
    look = None if look is None else _plain(deepcopy(look))
    for child in list(holder):
        if child.tag != name("w:pPr"):
            holder.remove(child)
    holder.append(new_run(text, look))
    if paragraph is not None:
        for one in list(paragraph.itersiblings(PARAGRAPH)):
            remove(one)


def _plain(look: etree._Element) -> etree._Element:
    """The look of typed text: the grey of a prompt goes."""
    for style in list(look.iterchildren(name("w:rStyle"))):
        if style.get(name("w:val")) in PROMPT_STYLES:
            look.remove(style)
    return look


def read_control(sdt: etree._Element, kind: Kind, options: tuple[Option, ...]) -> Value:
    """What stands in a control."""
    properties, content = sdt.find(PROPERTIES), sdt.find(CONTENT)
    if properties is None or content is None:
        return ""
    if kind is Kind.BOX:
        state = properties.find(f"{CHECK}/{W14}checked")
        return state is not None and state.get(W14 + "val") in ("1", "true", "on")
    if properties.find(PROMPT) is not None:
        return ""
    day = properties.find(DATE)
    if kind is Kind.DATE and day is not None and day.get(name("w:fullDate")):
        return day.get(name("w:fullDate"), "")[:10]
    paragraphs = list(content.iter(PARAGRAPH))
    text = "\n".join(map(text_of, paragraphs)) if paragraphs else text_of(content)
    text = text.strip()
    return next((one.key for one in options if one.label == text), text)

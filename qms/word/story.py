"""The words of a part: paragraphs in reading order, each text once, deletions left out."""

import unicodedata
from dataclasses import dataclass

from lxml import etree

from qms.word.markup import name

PARAGRAPH, RUN, TEXT, MATH_TEXT = name("w:p"), name("w:r"), name("w:t"), name("m:t")
BOX, FALLBACK, CHOICE = name("w:txbxContent"), name("mc:Fallback"), name("mc:Choice")
DELETED = (name("w:del"), name("w:moveFrom"))
MARKS = {
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:br"): "\n",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "-",
}
PROPERTIES, STYLE, OUTLINE = name("w:pPr"), name("w:pStyle"), name("w:outlineLvl")
VALUE = name("w:val")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with any words in it; `outline` is its own outline level, -1 without one."""

    text: str
    style: str
    outline: int


def clean(text: str) -> str:
    """NFC, hard spaces as spaces, no spaces at the ends."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip()


def lines(root: etree._Element) -> list[Line]:
    """Paragraphs of body, tables and text boxes. The tree is changed: pass a fresh one."""
    settle(root)
    found: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(PARAGRAPH, TEXT, MATH_TEXT, *MARKS):
        tag = str(element.tag)
        if tag == PARAGRAPH:
            found.append((element, []))
        elif found:
            found[-1][1].append(words_of(element, tag))
    texts = ((paragraph, clean("".join(words))) for paragraph, words in found)
    return [line_of(paragraph, text) for paragraph, text in texts if text]


def words_of(element: etree._Element, tag: str) -> str:
    """What one text element or mark says."""
    if tag not in MARKS:
        return element.text or ""
    parent = element.getparent()  # a tab stop in w:tabs has the same name as a tab
    return MARKS[tag] if parent is not None and parent.tag == RUN else ""


def line_of(paragraph: etree._Element, text: str) -> Line:
    """A paragraph with its style and outline level."""
    first = next(iter(paragraph), None)  # the standard puts the properties first
    if first is None or first.tag != PROPERTIES:
        return Line(text, "", -1)
    style, outline = first.find(STYLE), first.find(OUTLINE)
    level = outline.get(VALUE, "") if outline is not None else ""
    return Line(
        text=text,
        style=style.get(VALUE, "") if style is not None else "",
        outline=int(level) if level.isdecimal() else -1,
    )


def settle(root: etree._Element) -> None:
    """Leave one of each alternative, drop deleted text, set text boxes after their paragraph."""
    for element in list(root.iter(FALLBACK, *DELETED)):
        parent = element.getparent()
        if parent is None or (element.tag == FALLBACK and parent.find(CHOICE) is None):
            continue
        parent.remove(element)
    for box in reversed(list(root.iter(BOX))):
        host = next(box.iterancestors(PARAGRAPH), None)
        if host is not None:
            host.addnext(box)

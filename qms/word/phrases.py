"""Words of a paragraph, changed without touching how they look."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from qms.word.markup import name

PARAGRAPH, RUN, TEXT, PROPERTIES = name("w:p"), name("w:r"), name("w:t"), name("w:pPr")
CELL, RUN_LOOK = name("w:tc"), name("w:rPr")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def words(element: etree._Element) -> str:
    """All words of an element, one after the other."""
    return "".join(text.text or "" for text in element.iter(TEXT))


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of this paragraph, not those of text boxes that hang on it."""
    return [
        text for text in paragraph.iter(TEXT) if next(text.iterancestors(PARAGRAPH)) is paragraph
    ]


def put(paragraph: etree._Element, text: str) -> None:
    """The paragraph says this, in the style of its first words."""
    texts = own_texts(paragraph)
    if not texts:
        texts = [etree.SubElement(_run(paragraph), TEXT)]
    for other in texts[1:]:
        other.text = ""
    _say(texts[0], text)


def _run(paragraph: etree._Element) -> etree._Element:
    found = paragraph.find(RUN)
    return etree.SubElement(paragraph, RUN) if found is None else found


def _say(text: etree._Element, value: str) -> None:
    text.text = value or None  # an empty text and none at all are written differently
    text.set(SPACE, "preserve")


def replace(paragraph: etree._Element, start: int, end: int, new: str) -> None:
    """Characters `start` to `end` of the paragraph become `new`, in the style of the first one."""
    position, is_put = 0, False
    for text in own_texts(paragraph):
        old, begin = text.text or "", position
        position += len(old)
        is_host = not is_put and (begin <= start < position or begin < start == end <= position)
        is_put = is_put or is_host
        value = old[: max(start - begin, 0)] + new * is_host + old[max(end - begin, 0) :]
        if value != old:
            _say(text, value)


def substitute(paragraph: etree._Element, rules: Mapping[re.Pattern[str], str]) -> set[str]:
    """Each rule's group `value` becomes the new text; returns the patterns that were found."""
    found: set[str] = set()
    for pattern, new in rules.items():
        joined = "".join(text.text or "" for text in own_texts(paragraph))
        for match in reversed(list(pattern.finditer(joined))):
            found.add(pattern.pattern)
            if match["value"] != new:
                gap = "" if match["value"] or joined[match.start("value") - 1] == " " else " "
                replace(paragraph, match.start("value"), match.end("value"), gap + new)
    return found


def fill(row: etree._Element, values: Sequence[str]) -> None:
    """The cells of a table row say these values, each in the look its cell has."""
    for cell, value in zip(row.findall(CELL), values, strict=False):
        fill_cell(cell, value)


def fill_cell(cell: etree._Element, value: str) -> None:
    """One paragraph with one run of words; what else stood in the cell goes."""
    paragraphs = cell.findall(PARAGRAPH)
    for extra in [child for child in cell if child.tag == PARAGRAPH][1:]:
        cell.remove(extra)
    paragraph = paragraphs[0] if paragraphs else etree.SubElement(cell, PARAGRAPH)
    look = next((copy.deepcopy(one) for one in _looks(paragraph)), None)
    for child in [child for child in paragraph if child.tag != PROPERTIES]:
        paragraph.remove(child)
    run = etree.SubElement(paragraph, RUN)
    if look is not None:
        run.append(look)
    if value:
        _say(etree.SubElement(run, TEXT), value)


def _looks(paragraph: etree._Element) -> Iterator[etree._Element]:
    for run in paragraph.iter(RUN):
        yield from run.findall(RUN_LOOK)

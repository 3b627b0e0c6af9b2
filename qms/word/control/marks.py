"""Marks by which blocks written by the service are found again in a file that was edited since.

A table carries a caption and, because some programs drop captions, a bookmark in its first cell; a
paragraph carries a bookmark with the checksum of its words: when somebody has typed into such a
paragraph, it is theirs and stays.
"""

import zlib
from collections.abc import Iterable, Sequence

from lxml import etree

from qms.word.markup import name
from qms.word.phrases import PARAGRAPH, PROPERTIES, words

TABLE, TABLE_LOOK = name("w:tbl"), name("w:tblPr")
CAPTION, DESCRIPTION, CHANGE = name("w:tblCaption"), name("w:tblDescription"), name("w:tblPrChange")
START, END, NAME, ID, VALUE = (
    name("w:bookmarkStart"),
    name("w:bookmarkEnd"),
    name("w:name"),
    name("w:id"),
    name("w:val"),
)
FIRST_ID = 90_000_000


def mark(blocks: Iterable[etree._Element], sign: str, first: int = 0) -> None:
    """Give every block the sign; `first` keeps the bookmarks of several parts apart."""
    for number, block in enumerate(blocks, start=first):
        if block.tag == TABLE:
            _caption(block, sign)
            for paragraph in list(block.iter(PARAGRAPH))[:1]:
                _bookmark(paragraph, number, f"_{sign}_T{number}")
        elif block.tag == PARAGRAPH:
            _bookmark(block, number, f"_{sign}_{number}_{_sum(block)}")


def _caption(table: etree._Element, sign: str) -> None:
    look = table.find(TABLE_LOOK)
    if look is None:
        look = etree.Element(TABLE_LOOK)
        table.insert(0, look)
    caption = look.find(CAPTION)
    if caption is None:
        caption = etree.Element(CAPTION)
        later = [child for child in look if child.tag in {DESCRIPTION, CHANGE}]
        look.insert(look.index(later[0]) if later else len(look), caption)
    caption.set(VALUE, sign)


def _bookmark(paragraph: etree._Element, number: int, title: str) -> None:
    id = str(FIRST_ID + number)
    start = etree.Element(START, {ID: id, NAME: title})
    paragraph.insert(1 if paragraph.find(PROPERTIES) is not None else 0, start)
    etree.SubElement(paragraph, END, {ID: id})


def _sum(paragraph: etree._Element) -> str:
    return f"{zlib.crc32(words(paragraph).encode()):08x}"


def marked(blocks: Sequence[etree._Element], sign: str) -> list[etree._Element]:
    """Those of the blocks that carry the sign."""
    return [block for block in blocks if _carries(block, sign)]


def _carries(block: etree._Element, sign: str) -> bool:
    if block.tag == TABLE:
        caption = block.find(f"{TABLE_LOOK}/{CAPTION}")
        first = next(block.iter(PARAGRAPH), block)
        in_table = any(one.startswith(f"_{sign}_T") for one in _names(first))
        return in_table or (caption is not None and caption.get(VALUE) == sign)
    if block.tag != PARAGRAPH:
        return False
    names = _names(block)
    return any(one.startswith(f"_{sign}_") and one.endswith(_sum(block)) for one in names)


def _names(block: etree._Element) -> list[str]:
    return [start.get(NAME, "") for start in block.iter(START)]

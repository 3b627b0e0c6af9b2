"""Tracked changes and comments: who left them and where, so that the author can settle them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qms.word.markup import name
from qms.word.problem import shown
from qms.word.story import PARAGRAPH, TEXT, clean

CHANGES = tuple(
    name("w:" + local)
    for local in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "cellIns",
        "cellDel",
        "cellMerge",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "numberingChange",
    )
)
COMMENT, AUTHOR, DELETED_TEXT = name("w:comment"), name("w:author"), name("w:delText")
EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One tracked change or comment; `where` are the words it stands at."""

    author: str
    where: str


def changes(root: etree._Element) -> Iterator[Mark]:
    """Every tracked change of a part."""
    for element in root.iter(*CHANGES):
        host = next(element.iterancestors(PARAGRAPH), None)
        place = element if host is None else host
        yield Mark(_author(element), _excerpt(place))


def comments(root: etree._Element) -> Iterator[Mark]:
    """Every comment of the comments part, with its own words."""
    for element in root.iter(COMMENT):
        yield Mark(_author(element), _excerpt(element))


def _author(element: etree._Element) -> str:
    return str(shown(clean(element.get(AUTHOR, ""))))


def _excerpt(element: etree._Element) -> str:
    words = clean("".join(node.text or "" for node in element.iter(TEXT, DELETED_TEXT)))
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + "…"

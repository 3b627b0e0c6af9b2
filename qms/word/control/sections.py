"""Sections of a document: which headers each one shows, and how wide its text is."""

from collections.abc import Iterator

from lxml import etree

from qms.word.markup import R, name
from qms.word.workbench import Workbench

SECTION, REFERENCE, TITLE_PAGE = name("w:sectPr"), name("w:headerReference"), name("w:titlePg")
CHANGE, EVEN = name("w:sectPrChange"), name("w:evenAndOddHeaders")
SIZE, MARGINS = name("w:pgSz"), name("w:pgMar")
TYPE, VALUE, ID = name("w:type"), name("w:val"), name("r:id")
WIDTH, LEFT, RIGHT, GUTTER, TOP = (
    name("w:w"),
    name("w:left"),
    name("w:right"),
    name("w:gutter"),
    name("w:top"),
)
LETTER, INCH = 12240, 1440  # what the standard assumes where a section does not say
NARROWEST = 1440
OFF = {"0", "false", "off"}


def sections(root: etree._Element) -> list[etree._Element]:
    """The sections in order, without the former ones that tracked changes remember."""
    return [one for one in root.iter(SECTION) if next(one.iterancestors(CHANGE), None) is None]


def text_width(section: etree._Element) -> int:
    """Width between the margins, in twentieths of a point."""
    size, margins = section.find(SIZE), section.find(MARGINS)
    width = _number(size, WIDTH, LETTER)
    taken = _number(margins, LEFT, INCH) + _number(margins, RIGHT, INCH)
    return max(width - taken - _number(margins, GUTTER, 0), NARROWEST)


def _number(node: etree._Element | None, key: str, default: int) -> int:
    text = "" if node is None else node.get(key, "")
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return default


def used_kinds(section: etree._Element, even: bool) -> Iterator[str]:
    """The kinds of header this section prints."""
    yield "default"
    if is_on(section.find(TITLE_PAGE)):
        yield "first"
    if even:
        yield "even"


def is_on(switch: etree._Element | None) -> bool:
    """Whether an on/off property is there and on."""
    return switch is not None and switch.get(VALUE, "1").lower() not in OFF


def uses_even_pages(bench: Workbench) -> bool:
    """Whether the document has headers of their own for even pages."""
    parts = bench.related(bench.main, "settings")
    return any(is_on(bench.tree(part).find(EVEN)) for part in parts)


def reference(section: etree._Element, kind: str) -> etree._Element | None:
    """The section's own reference to a header of this kind; without one it shows the previous."""
    return next(
        (one for one in section.findall(REFERENCE) if one.get(TYPE, "default") == kind), None
    )


def refer(section: etree._Element, kind: str, id: str) -> None:
    """The section shows the header of this relationship."""
    found = reference(section, kind)
    if found is None:
        found = etree.Element(REFERENCE, {TYPE: kind}, nsmap={"r": R})
        section.insert(0, found)
    found.set(ID, id)


def let_header_grow(section: etree._Element) -> bool:
    """A negative top margin is exact: the text would run through the header. True if changed."""
    margins = section.find(MARGINS)
    top = _number(margins, TOP, INCH)
    if margins is None or top >= 0:
        return False
    margins.set(TOP, str(-top))
    return True

"""The outline of a document: headings by style or by their own level.

By the style's name and outline level, for its id is translated by Word ("u1" in Vietnamese).
"""

import re
from collections.abc import Sequence

from lxml import etree

from qms.word.markup import name
from qms.word.package import Package
from qms.word.story import Line

STYLE, BASED_ON, STYLE_NAME = name("w:style"), name("w:basedOn"), name("w:name")
STYLE_OUTLINE = f"{name('w:pPr')}/{name('w:outlineLvl')}"
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
VALUE, STYLE_ID = name("w:val"), name("w:styleId")
BODY_TEXT_LEVEL = 9
TITLE_LEVEL = 100


def headings(package: Package, lines: Sequence[Line]) -> tuple[tuple[tuple[int, str], ...], str]:
    """Headings with their levels, and the first paragraph in the style Title ("" without)."""
    levels = style_levels(package)
    found, title = [], ""
    for line in lines:
        level = line.outline + 1 if line.outline >= 0 else levels.get(line.style, 0)
        if level == TITLE_LEVEL:
            title = title or line.text
        elif 0 < level <= BODY_TEXT_LEVEL:
            found.append((level, line.text))
    return tuple(found), title


def style_levels(package: Package) -> dict[str, int]:
    """Style id -> heading level, inherited from the style it is based on."""
    parts = package.related(package.main_part, "styles")
    nodes = list(package.tree(parts[0]).iter(STYLE)) if parts else []
    based = {_value(node, ".", STYLE_ID): _value(node, BASED_ON) for node in nodes}
    own = {_value(node, ".", STYLE_ID): _own_level(node) for node in nodes}
    return {style: _inherited(style, own, based) for style in own}


def _inherited(style: str, own: dict[str, int], based: dict[str, str]) -> int:
    seen: set[str] = set()
    while style in own and style not in seen:
        if own[style]:
            return own[style]
        seen.add(style)
        style = based[style]
    return 0


def _own_level(node: etree._Element) -> int:
    title = _value(node, STYLE_NAME).lower()
    match, outline = HEADING.fullmatch(title), _value(node, STYLE_OUTLINE)
    if title == "title":
        return TITLE_LEVEL
    if match:
        return int(match[1])
    return int(outline) + 1 if outline.isdecimal() else 0


def _value(node: etree._Element, path: str, attribute: str = VALUE) -> str:
    found = node.find(path)
    return found.get(attribute, "") if found is not None else ""

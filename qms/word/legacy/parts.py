"""The text of a part as its old fonts draw it: by the font of each run, its styles counted.

Only the parsed tree in memory is changed, for reading; the file itself stays as it is.
"""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from qms.word.legacy.fonts import draws_capitals, encoding_of
from qms.word.legacy.letters import converted
from qms.word.markup import name
from qms.word.package import Package

PARAGRAPH, RUN, TEXT = name("w:p"), name("w:r"), name("w:t")
SOFT_HYPHEN = name("w:softHyphen")
PLACED = (TEXT, SOFT_HYPHEN, name("w:tab"), name("w:br"), name("w:cr"), name("w:noBreakHyphen"))
RUN_FONTS = f"{name('w:rPr')}/{name('w:rFonts')}"
RUN_STYLE = f"{name('w:rPr')}/{name('w:rStyle')}"
PARAGRAPH_STYLE = f"{name('w:pPr')}/{name('w:pStyle')}"
DEFAULTS = f"{name('w:docDefaults')}/{name('w:rPrDefault')}/{RUN_FONTS}"
STYLE, STYLE_ID, BASED_ON = name("w:style"), name("w:styleId"), name("w:basedOn")
VALUE, KIND, IS_DEFAULT = name("w:val"), name("w:type"), name("w:default")
THEMES = (name("w:hAnsiTheme"), name("w:asciiTheme"))
FACES = (name("w:hAnsi"), name("w:ascii"))  # letters above 127 are drawn with hAnsi
FROM_THEME = "theme"
YES = ("1", "true", "on")


class Fonts:
    """Which font draws a run: its own, its style's, its paragraph's style's, the default one."""

    def __init__(self, package: Package) -> None:
        parts = package.related(package.main_part, "styles")
        root = package.tree(parts[0]) if parts else None
        nodes = [] if root is None else list(root.iter(STYLE))
        self.default = "" if root is None else _face(root.find(DEFAULTS))
        self.own = {one.get(STYLE_ID, ""): _face(one.find(RUN_FONTS)) for one in nodes}
        self.based = {one.get(STYLE_ID, ""): _value(one, BASED_ON) for one in nodes}
        self.normal = next((one.get(STYLE_ID, "") for one in nodes if _is_normal(one)), "")
        drawn = [self.default, *self.own.values()]
        self.any_legacy = any(encoding_of(face) for face in drawn)

    def of(self, run: etree._Element) -> str:
        """The name of the font of a run, "" where nothing says."""
        own = _face(run.find(RUN_FONTS)) or self._styled(_value(run, RUN_STYLE))
        if own:
            return own
        host = next(run.iterancestors(PARAGRAPH), None)
        style = "" if host is None else _value(host, PARAGRAPH_STYLE)
        return self._styled(style or self.normal) or self.default

    def _styled(self, style: str) -> str:
        seen: set[str] = set()
        while style in self.own and style not in seen:
            if self.own[style]:
                return self.own[style]
            seen.add(style)
            style = self.based[style]
        return ""


def settle(root: etree._Element, fonts: Fonts) -> tuple[str, ...]:
    """Write the drawn letters into the tree; the names of the old fonts that changed any text."""
    if not fonts.any_legacy and not _names_legacy(root):
        return ()
    found: dict[str, None] = {}
    for paragraph in list(root.iter(PARAGRAPH)):
        for font, pieces in groupby(_placed(paragraph), lambda one: _font(one, fonts)):
            if font and _redrawn(font, list(pieces)):
                found[font] = None
    return tuple(found)


def _names_legacy(root: etree._Element) -> bool:
    return any(encoding_of(_face(one)) for one in root.iter(name("w:rFonts")))


def _placed(paragraph: etree._Element) -> Iterator[etree._Element]:
    for one in paragraph.iter(PLACED):
        parent = one.getparent()
        host = next(one.iterancestors(PARAGRAPH), None)
        if parent is not None and parent.tag == RUN and host is paragraph:
            yield one


def _font(element: etree._Element, fonts: Fonts) -> str:
    """The old font of a text; "" for other fonts and for what parts texts, like a tab."""
    run = element.getparent()
    if run is None or element.tag not in (TEXT, SOFT_HYPHEN):
        return ""
    font = fonts.of(run)
    return font if encoding_of(font) else ""


def _redrawn(font: str, pieces: list[etree._Element]) -> bool:
    """One stretch in one font: in VNI a letter and its marks may stand in two runs."""
    encoding = encoding_of(font)
    texts = ["\u00ad" if one.tag == SOFT_HYPHEN else one.text or "" for one in pieces]
    stored = "".join(texts)
    if encoding is None or not stored.strip():
        return False
    drawn = converted(stored, encoding, capitals=draws_capitals(font))
    if drawn == stored:
        return False
    first = next((one for one in pieces if one.tag == TEXT), None)
    if first is None:
        return False
    for one in pieces:
        if one.tag == TEXT:
            one.text = ""
    first.text = drawn
    return any(ord(letter) > 0x7F for letter in stored)


def _face(fonts: etree._Element | None) -> str:
    if fonts is None:
        return ""
    if any(fonts.get(theme) for theme in THEMES):
        return FROM_THEME
    return next((face for kind in FACES if (face := fonts.get(kind))), "")


def _value(node: etree._Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else found.get(VALUE, "")


def _is_normal(style: etree._Element) -> bool:
    return style.get(KIND) == "paragraph" and style.get(IS_DEFAULT, "") in YES

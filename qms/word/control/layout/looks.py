"""Styles of a layout turned into direct formatting, so that it looks the same in any file."""

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from qms.word.control.block import element
from qms.word.markup import name
from qms.word.phrases import PARAGRAPH, PROPERTIES, RUN, RUN_LOOK

TABLE, TABLE_LOOK = name("w:tbl"), name("w:tblPr")
STYLE, BASED_ON, ID, VALUE = name("w:style"), name("w:basedOn"), name("w:styleId"), name("w:val")
TYPE, DEFAULT = name("w:type"), name("w:default")
STYLES_OF = {PARAGRAPH: name("w:pStyle"), RUN: name("w:rStyle"), TABLE: name("w:tblStyle")}
DEFAULTS = {
    PROPERTIES: f"{name('w:docDefaults')}/{name('w:pPrDefault')}/{PROPERTIES}",
    RUN_LOOK: f"{name('w:docDefaults')}/{name('w:rPrDefault')}/{RUN_LOOK}",
}
MERGED = {name(f"w:{tag}") for tag in ("spacing", "ind", "rFonts", "lang")}
LEFT_OUT = {name(f"w:{tag}") for tag in ("numPr", "sectPr", "pPrChange", "rPrChange", "outlineLvl")}
TABLE_TAKES = tuple(name(f"w:{tag}") for tag in ("tblInd", "tblBorders", "tblCellMar"))
ORDERS = {
    PROPERTIES: "pStyle keepNext keepLines pageBreakBefore framePr widowControl "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap divId cnfStyle rPr",
    RUN_LOOK: "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight "
    "u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    TABLE_LOOK: "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
    "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
}
# What a file's own styles could otherwise lend to a paragraph or run of the layout.
PLAIN = {
    PROPERTIES: (
        element("spacing", before="0", after="0", line="240", lineRule="auto"),
        element("ind", left="0", right="0", firstLine="0"),
        element("jc", val="left"),
    ),
    RUN_LOOK: (
        element("b", val="0"),
        element("i", val="0"),
        element("caps", val="0"),
        element("color", val="000000"),
        element("sz", val="20"),
        element("u", val="none"),
    ),
}


class Looks:
    """The styles of one layout."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.root = styles
        found = [] if styles is None else styles.findall(STYLE)
        self.styles = {one.get(ID, ""): one for one in found}
        self.default = next((one.get(ID, "") for one in found if _is_normal(one)), "")

    def settle(self, blocks: Sequence[etree._Element]) -> None:
        """Every table, paragraph and run below these says itself how it looks."""
        for block in blocks:
            for run in block.iter(RUN):
                self._settle_run(run)
            for paragraph in block.iter(PARAGRAPH):
                self._settle_paragraph(paragraph)
            for table in block.iter(TABLE):
                self._settle_table(table)

    def _chain(self, id: str) -> list[etree._Element]:
        """A style after those it is based on."""
        found: list[etree._Element] = []
        while id in self.styles and self.styles[id] not in found:
            found.insert(0, self.styles[id])
            base = self.styles[id].find(BASED_ON)
            id = "" if base is None else base.get(VALUE, "")
        return found

    def _layers(self, of: etree._Element, look: str) -> Iterator[etree._Element]:
        """What lends its look to a paragraph or run, the weakest first."""
        if self.root is not None and (defaults := self.root.find(DEFAULTS[look])) is not None:
            yield defaults
        tables = [_style(table, TABLE, TABLE_LOOK) for table in of.iterancestors(TABLE)][:1]
        paragraph = of if of.tag == PARAGRAPH else next(of.iterancestors(PARAGRAPH), None)
        ids = [*tables, _style(paragraph, PARAGRAPH, PROPERTIES) or self.default]
        if of.tag == RUN:
            ids.append(_style(of, RUN, RUN_LOOK))
        for id in ids:
            yield from (one for style in self._chain(id) for one in style.findall(look))

    def _settle_run(self, run: etree._Element) -> None:
        _merge(run, RUN_LOOK, list(self._layers(run, RUN_LOOK)))

    def _settle_paragraph(self, paragraph: etree._Element) -> None:
        _merge(paragraph, PROPERTIES, list(self._layers(paragraph, PROPERTIES)))

    def _settle_table(self, table: etree._Element) -> None:
        look = _own(table, TABLE_LOOK)
        for style in reversed(self._chain(_style(table, TABLE, TABLE_LOOK))):
            for lent in style.findall(TABLE_LOOK):
                for child in lent:
                    if child.tag in TABLE_TAKES and look.find(child.tag) is None:
                        look.append(copy.deepcopy(child))
        _drop(look, {STYLES_OF[TABLE]})
        _order(look, TABLE_LOOK)


def _is_normal(style: etree._Element) -> bool:
    return style.get(TYPE) == "paragraph" and style.get(DEFAULT, "0") in {"1", "true", "on"}


def _style(owner: etree._Element | None, tag: str, look: str) -> str:
    found = None if owner is None else owner.find(f"{look}/{STYLES_OF[tag]}")
    return "" if found is None else found.get(VALUE, "")


def _own(owner: etree._Element, tag: str) -> etree._Element:
    found = owner.find(tag)
    if found is None:
        found = etree.Element(tag)
        owner.insert(0, found)
    return found


def _merge(owner: etree._Element, tag: str, layers: Sequence[etree._Element]) -> None:
    """The owner's properties over what the layers lend; the owner loses its style."""
    own = _own(owner, tag)
    result = {str(one.tag): copy.deepcopy(one) for one in PLAIN[tag]}
    for layer in (*layers, own):
        for child in layer:
            _take(result, child)
    for child in list(own):
        own.remove(child)
    gone = LEFT_OUT | set(STYLES_OF.values())
    own.extend(child for key, child in result.items() if key not in gone)
    _order(own, tag)


def _take(result: dict[str, etree._Element], child: etree._Element) -> None:
    key, lent = str(child.tag), copy.deepcopy(child)
    if key in MERGED and key in result:
        for attribute, value in lent.attrib.items():
            result[key].set(attribute, value)
    else:
        result[key] = lent


def _drop(owner: etree._Element, tags: set[str]) -> None:
    for child in [child for child in owner if child.tag in tags]:
        owner.remove(child)


def _order(owner: etree._Element, tag: str) -> None:
    """Children in the order the standard asks for."""
    order = {name(f"w:{one}"): place for place, one in enumerate(ORDERS[tag].split())}
    owner[:] = sorted(owner, key=lambda child: order.get(str(child.tag), len(order)))

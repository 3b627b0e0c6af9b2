"""A house layout, filled for one revision: its header for every section, its cover and log."""

import copy

from lxml import etree

from qms.errors import Invalid
from qms.word import markup
from qms.word.control import sections as pages
from qms.word.control.facts import ControlFacts
from qms.word.control.front import BODY, COVER_SIGN, Front, is_log, log_title
from qms.word.control.layout import graft
from qms.word.control.layout.fields import context
from qms.word.control.layout.looks import Looks
from qms.word.control.layout.render import Filled, filled
from qms.word.control.marks import TABLE, mark
from qms.word.control.sections import SECTION
from qms.word.markup import name
from qms.word.package import Package
from qms.word.phrases import PARAGRAPH, words
from qms.word.problem import Limits
from qms.word.workbench import Workbench

BLOCKS = (TABLE, PARAGRAPH)
CONTENT, CONTROL = name("w:sdtContent"), name("w:sdt")


class HouseLayout:
    """One layout with the facts of one revision in it."""

    def __init__(self, data: bytes, facts: ControlFacts, limits: Limits | None = None) -> None:
        self.package = Package(data, limits)
        self.main = self.package.main_part
        self.filled: Filled = filled(data, context(facts))
        styles = self.package.related(self.main, "styles")
        looks = Looks(self.package.tree(styles[0]) if styles else None)
        self.section = self._section()
        self.header_part = self._header_part()
        self.header = self._blocks(self.header_part)
        self.front = self._blocks(self.main)
        if not any(block.tag == TABLE or words(block).strip() for block in self.front):
            self.front = []
        for blocks in (self.header, self.front):
            graft.cleaned(blocks)
            looks.settle(blocks)

    def _section(self) -> etree._Element | None:
        return next(iter(self.package.tree(self.main).iter(SECTION)), None)

    def _header_part(self) -> str:
        found = None if self.section is None else pages.reference(self.section, "default")
        id = "" if found is None else found.get(pages.ID, "")
        links = [one for one in self.package.relationships if one.source == self.main]
        part = next((one.part for one in links if one.id == id and one.part), "")
        if not part:
            raise Invalid("LAYOUT-WITHOUT-HEADER", missing="")
        return part

    def _blocks(self, part: str) -> list[etree._Element]:
        xml = self.filled.parts.get(part, "")
        root = markup.parse(xml.encode(), part, self.package.limits)
        holder = root if root.tag != markup.name("w:document") else root.find(BODY)
        if holder is None:
            return []
        return [child for child in _unlocked(holder) if child.tag in BLOCKS]

    def header_blocks(self, bench: Workbench, part: str, width: int) -> list[etree._Element]:
        """The header for a text width, its pictures brought along; ends with a paragraph."""
        blocks = copy.deepcopy(self.header)
        own = pages.text_width(self.section) if self.section is not None else width
        graft.scaled(blocks, own, width)
        graft.pictures(blocks, self.package, self.header_part, bench, part)
        return blocks

    def replace_front(self, bench: Workbench, found: Front) -> bool:
        """Cover and log of the layout in the place of those of the file; False: it has none."""
        if not self.front or not found.is_model:
            return False
        blocks = copy.deepcopy(self.front)
        graft.pictures(blocks, self.package, self.main, bench, bench.main)
        has_log = any(block.tag == TABLE and is_log(block) for block in blocks)
        mark(blocks, COVER_SIGN)
        old = [one for one in (found.cover, *found.own) if one is not None]
        if has_log and found.log is not None:
            title = log_title(found.log)
            old += [found.log] if title is None else [title, found.log]
        _swap(bench.tree(bench.main), list({id(one): one for one in old}.values()), blocks)
        bench.touch(bench.main)
        return has_log


def _unlocked(holder: etree._Element) -> list[etree._Element]:
    """The blocks of a part, those inside content controls too."""
    found: list[etree._Element] = []
    for child in holder:
        content = child.find(CONTENT) if child.tag == CONTROL else None
        found += _unlocked(content) if content is not None else [child]
    return found


def _swap(root: etree._Element, old: list[etree._Element], new: list[etree._Element]) -> None:
    """The new blocks where the first of the old ones stood."""
    body = root.find(BODY)
    if body is None:
        return
    tops = [_top(body, block) for block in old]
    place = min(body.index(top) for top in tops)
    body[place:place] = new
    for block in old:
        _take_out(block)


def _top(body: etree._Element, block: etree._Element) -> etree._Element:
    while (parent := block.getparent()) is not None and parent is not body:
        block = parent
    return block


def _take_out(block: etree._Element) -> None:
    """Remove a block, and the content control around it when nothing is left in there."""
    parent = block.getparent()
    if parent is None:
        return
    parent.remove(block)
    control = parent.getparent()
    if parent.tag == CONTENT and len(parent) == 0 and control is not None:
        _take_out(control)

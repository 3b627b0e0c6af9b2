"""The running header in every section: ours written, stated numbers set right, the rest kept."""

from collections.abc import Callable, Iterator

from lxml import etree

from qms.word.control import sections as pages
from qms.word.control import stated
from qms.word.control.facts import ControlFacts
from qms.word.control.front import BODY, ROW
from qms.word.control.marks import TABLE, mark, marked
from qms.word.markup import R, W, name
from qms.word.phrases import CELL
from qms.word.workbench import Workbench

SIGN = "QmsHeader"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
HEADER, PARAGRAPH = name("w:hdr"), name("w:p")
PICTURES = ("{*}drawing", "{*}pict", "{*}object")
Blocks = Callable[[Workbench, str, int], list[etree._Element]]


class RunningHeader:
    """One pass over the sections of a file. `blocks(bench, part, width)` makes the header."""

    def __init__(
        self, bench: Workbench, facts: ControlFacts, blocks: Blocks, *, replaces: bool
    ) -> None:
        self.bench, self.facts, self.blocks = bench, facts, blocks
        self.replaces = replaces  # a house layout takes the place of any header that states facts
        self.written: dict[tuple[str, str, int], str] = {}
        self.taken: set[str] = set()

    def write(self, *, cover: bool) -> None:
        """Every kind of header each section prints; the cover page states its facts itself."""
        body, even = self.bench.tree(self.bench.main), pages.uses_even_pages(self.bench)
        shown: dict[str, str] = {}  # what the previous section shows, as found
        linked: dict[str, str] = {}  # and as it is now
        for number, section in enumerate(pages.sections(body) or _only_section(body)):
            used = set(pages.used_kinds(section, even))
            for kind in ("default", "first", "even"):
                found = pages.reference(section, kind)
                if found is not None:
                    shown[kind] = self.bench.part_of(self.bench.main, found.get(pages.ID, ""))
                is_cover = cover and number == 0 and kind == "first"
                if kind in used and not is_cover:
                    self._show(section, kind, shown.get(kind, ""), linked)
                elif found is not None:
                    linked[kind] = shown[kind]
            if pages.let_header_grow(section):
                self.bench.touch(self.bench.main)
        self._refresh_the_rest()

    def _show(
        self, section: etree._Element, kind: str, source: str, linked: dict[str, str]
    ) -> None:
        part = self._part(source, kind, pages.text_width(section))
        found = pages.reference(section, kind)
        own = "" if found is None else self.bench.part_of(self.bench.main, found.get(pages.ID, ""))
        is_shown = own == part if found is not None else linked.get(kind) == part
        linked[kind] = part
        if not is_shown:
            pages.refer(section, kind, self.bench.link(self.bench.main, "header", part))
            self.bench.touch(self.bench.main)

    def _part(self, source: str, kind: str, width: int) -> str:
        """The header part with our block at this width, made from what was shown before."""
        key = (source, kind, width)
        if key not in self.written:
            part = self._fresh(source)
            self._fill(part, width)
            self.written[key] = part
        return self.written[key]

    def _fresh(self, source: str) -> str:
        if not source:
            part = self.bench.free_name("headerQms")
            root = etree.Element(HEADER, nsmap={"w": W, "r": R})
            self.bench.add(part, root, HEADER_TYPE)
        elif source in self.taken:
            part = self.bench.copy(source, "headerQms")
        else:
            part = source
        self.taken.add(part)
        return part

    def _fill(self, part: str, width: int) -> None:
        root = self.bench.tree(part)
        self.bench.touch(part)
        place = _cleared(root, self.replaces)
        is_complete = _is_complete(root, self.facts)  # sets what it states right in any case
        if place is None and not self.replaces and is_complete:
            return
        made = self.blocks(self.bench, part, width)
        mark(made, SIGN, 100 * len(self.taken))
        for offset, block in enumerate(made):
            root.insert((place or 0) + offset, block)
        if root[-1].tag != PARAGRAPH:
            etree.SubElement(root, PARAGRAPH)

    def _refresh_the_rest(self) -> None:
        """Headers not printed now and footers must not contradict: their stated numbers follow."""
        for kind in ("header", "footer"):
            for part in self.bench.related(self.bench.main, kind):
                if part in self.taken or stated.CODE not in stated.labels(self.bench.tree(part)):
                    continue
                if stated.restate(self.bench.tree(part), stated.facts_rules(self.facts)):
                    self.bench.touch(part)


def _only_section(root: etree._Element) -> list[etree._Element]:
    """A body may end without a section; a header needs one to hang on."""
    body = root.find(BODY)
    return [] if body is None else [etree.SubElement(body, pages.SECTION)]


def _cleared(root: etree._Element, replaces: bool) -> int | None:
    """Take our former block out; returns its place, None when there was none."""
    old = marked(list(root), SIGN)
    if not any(block.tag == TABLE for block in old):  # some programs drop the caption of a table
        old += _model_block(root, replaces)
    if not old:
        return None
    place = min(root.index(block) for block in old)
    for block in old:
        root.remove(block)
    return place


def _model_block(root: etree._Element, replaces: bool) -> Iterator[etree._Element]:
    """The header table of the model layout: one row of three cells that states everything."""
    for table in root.findall(TABLE):
        if not stated.states_all(stated.labels(table)):
            continue
        rows = table.findall(ROW)
        has_picture = any(table.find(f".//{picture}") is not None for picture in PICTURES)
        if replaces or (len(rows) == 1 and len(rows[0].findall(CELL)) == 3 and not has_picture):
            yield table
            return


def _is_complete(root: etree._Element, facts: ControlFacts) -> bool:
    """Another header that states everything, pages included, once its values are set."""
    found = stated.labels(root)
    stated.restate(root, stated.facts_rules(facts))
    return stated.states_all(found) and stated.page_fields(root) == {"PAGE", "NUMPAGES"}

"""The footers of a Word file: every page of every section gets one, those there are kept."""

import posixpath
from collections.abc import Iterator

from lxml import etree

from qms.word.markup import R, W, name, parse, serialise
from qms.word.package import CONTENT_TYPES, RELS_NS, TYPES_NS, Package

SECTION, REFERENCE, MARGINS = name("w:sectPr"), name("w:footerReference"), name("w:pgMar")
REFERENCES = (name("w:headerReference"), REFERENCE)
KIND, ID, FIRST = name("w:type"), name("r:id"), name("w:titlePg")
EVEN, CHANGED, FOOTER = name("w:evenAndOddHeaders"), name("w:sectPrChange"), name("w:footer")
VALUE = name("w:val")
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
OFF = {"0", "false", "off"}
EMPTY_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
LEAST_DISTANCE = 227  # twentieths of a point: 4 mm, where office printers begin to print
USUAL_DISTANCE = 708


class Feet:
    """Opens the footers of one file for writing; `parts` has what changed."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part
        self.folder = posixpath.dirname(self.main)
        self.document = package.tree(self.main)
        self.trees: dict[str, etree._Element] = {}
        self.made: list[str] = []
        self.extra: dict[str, bytes] = {}

    def footers(self) -> list[str]:
        """The names of all footer parts, after the missing ones were made."""
        sections = self._sections()
        for kind in self._kinds(sections):
            if not _references(sections[0], kind):
                self._make(sections[0], kind)
        return sorted({*self.package.related(self.main, "footer"), *self.made})

    def tree(self, part: str) -> etree._Element:
        """The root of a part; what is changed in it is kept."""
        if part not in self.trees:
            new = part not in self.package.entries
            self.trees[part] = parse(EMPTY_RELS, part) if new else self.package.tree(part)
        return self.trees[part]

    def make_room(self, height: int) -> None:
        """Set the footers lower by so much (twentieths of a point), so that the body stays."""
        for section in self._sections():
            margins = section.find(MARGINS)
            if margins is not None:
                now = int(margins.get(FOOTER, USUAL_DISTANCE))
                lower = max(min(now, LEAST_DISTANCE), now - height)
                margins.set(FOOTER, str(lower))

    def link(self, part: str, kind: str, target: str) -> str:
        """A relationship of a part; its id."""
        folder, file = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        for known in root:
            if known.get("Target") == target and known.get("Type", "").endswith(f"/{kind}"):
                return known.get("Id", "")
        taken = {known.get("Id") for known in root}
        fresh = next(f"rIdQms{n}" for n in range(1, 10_000) if f"rIdQms{n}" not in taken)
        node = etree.SubElement(root, RELS_NS + "Relationship")
        node.attrib.update({"Id": fresh, "Type": f"{R}/{kind}", "Target": target})
        return fresh

    def declare(self, part: str, kind: str) -> None:
        """Say what a new part is."""
        root = self.tree(CONTENT_TYPES)
        if self.package.types.of(part) != kind:
            node = etree.SubElement(root, TYPES_NS + "Override")
            node.attrib.update({"PartName": f"/{part}", "ContentType": kind})

    def finished(self) -> bytes:
        """The file with its new footers."""
        changed = {part: serialise(root) for part, root in self.trees.items()}
        return self.package.rewritten(
            {self.main: serialise(self.document), **changed, **self.extra}
        )

    def _sections(self) -> list[etree._Element]:
        found = [
            one
            for one in self.document.iter(SECTION)
            if next(one.iterancestors(CHANGED), None) is None
        ]
        if not found:
            body = self.document.find(name("w:body"))
            found = [] if body is None else [etree.SubElement(body, SECTION)]
        return found

    def _kinds(self, sections: list[etree._Element]) -> Iterator[str]:
        yield "default"
        if any(_is_on(section.find(FIRST)) for section in sections):
            yield "first"
        for part in self.package.related(self.main, "settings"):
            if _is_on(self.package.tree(part).find(EVEN)):
                yield "even"

    def _make(self, section: etree._Element, kind: str) -> None:
        file = f"qms-footer-{kind}.xml"
        part = posixpath.join(self.folder, file)
        self.trees[part] = etree.Element(name("w:ftr"), nsmap={"w": W, "r": R})
        self.made.append(part)
        self.declare(part, FOOTER_TYPE)
        node = etree.Element(REFERENCE)
        node.set(KIND, kind)
        node.set(ID, self.link(self.main, "footer", file))
        place = sum(1 for child in section if child.tag in REFERENCES)
        section.insert(place, node)


def _references(section: etree._Element, kind: str) -> bool:
    found = (one.get(KIND, "default") for one in section.iter(REFERENCE))
    return any(one == kind for one in found)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(VALUE, "true").lower() not in OFF

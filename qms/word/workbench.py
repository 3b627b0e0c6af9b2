"""A Word file being changed: trees opened once, parts and links added, the rest left untouched."""

import posixpath
from collections.abc import Mapping

from lxml import etree

from qms.word import markup
from qms.word.package import CONTENT_TYPES, OFFICE_RELS, RELS_NS, TYPES_NS, Package
from qms.word.partnames import name_key

TARGET, ID = "Target", "Id"


class Workbench:
    """Changes of one file. Nothing is written before `done`, which is the same for the same input.

    A part that was only looked at keeps its bytes; a changed tree is told by `touch`.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part
        self._trees: dict[str, etree._Element] = {}
        self._touched: set[str] = set()
        self._raw: dict[str, bytes] = {}

    def tree(self, part: str) -> etree._Element:
        """The tree of a part, always the same one."""
        if part not in self._trees:
            self._trees[part] = self.package.tree(part)
        return self._trees[part]

    def touch(self, part: str) -> None:
        """This part's tree was changed."""
        self._touched.add(part)

    def part_of(self, source: str, id: str) -> str:
        """The part a relationship leads to, "" when there is none inside the file."""
        for node in self._links(source):
            if node.get(ID) == id and node.get("TargetMode", "") != "External":
                target = node.get(TARGET, "")
                folder = posixpath.dirname(source)
                path = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
                path = posixpath.normpath(path)
                return self.package.find(path) or (path if self._is_new(path) else "")
        return ""

    def related(self, source: str, kind: str) -> list[str]:
        """Parts of one kind that `source` links to, new ones included."""
        ids = [node.get(ID, "") for node in self._links(source) if _kind(node) == kind]
        return [part for part in (self.part_of(source, one) for one in ids) if part]

    def has(self, part: str) -> bool:
        """Whether there is such a part, in the file or new."""
        return bool(self.package.find(part)) or self._is_new(part)

    def free_name(self, stem: str, extension: str = "xml") -> str:
        """A part name beside the main part that is not taken."""
        folder = posixpath.dirname(self.main)
        number = 1
        while True:
            name = posixpath.join(folder, f"{stem}{number}.{extension}")
            if not self.has(name):
                return name
            number += 1

    def add(self, part: str, content: etree._Element | bytes, content_type: str) -> None:
        """A new part of this type."""
        if isinstance(content, bytes):
            self._raw[part] = content
        else:
            self._trees[part] = content
            self.touch(part)
        self.declare(part, content_type)

    def declare(self, part: str, content_type: str) -> None:
        """Say what a part is."""
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(
            types, TYPES_NS + "Override", PartName="/" + part, ContentType=content_type
        )
        self.touch(CONTENT_TYPES)

    def copy(self, part: str, stem: str) -> str:
        """A twin of a part with the same links; returns its name."""
        twin = self.free_name(stem)
        root = etree.fromstring(etree.tostring(self.tree(part)))
        self.add(twin, root, self.package.types.of(part) or self._declared(part))
        rels = _rels(part)
        if self.package.find(rels) or rels in self._trees:
            links = self.tree(self.package.find(rels) or rels)
            self._trees[_rels(twin)] = etree.fromstring(etree.tostring(links))
            self.touch(_rels(twin))
        return twin

    def link(self, source: str, type: str, part: str) -> str:
        """The id of the relationship from `source` to `part`, made when there is none."""
        target = "/" + part
        wanted = type if ":" in type else OFFICE_RELS + type
        nodes = self._links(source)
        for node in nodes:
            if node.get("Type") == wanted and self.part_of(source, node.get(ID, "")) == part:
                return node.get(ID, "")
        used = {node.get(ID) for node in nodes}
        id = next(f"rIdQms{n}" for n in range(1, len(used) + 2) if f"rIdQms{n}" not in used)
        file = self._links_file(source)
        etree.SubElement(
            self.tree(file), RELS_NS + "Relationship", {ID: id, "Type": wanted, TARGET: target}
        )
        self.touch(file)
        return id

    def done(self, removed: tuple[str, ...] = ()) -> bytes:
        """The file with everything that was touched or added."""
        changed = {
            part: markup.serialise(root)
            for part, root in self._trees.items()
            if part in self._touched
        }
        return self.package.rewritten({**changed, **self._raw}, removed)

    def _is_new(self, part: str) -> bool:
        return part in self._trees or part in self._raw

    def _declared(self, part: str) -> str:
        key = name_key("/" + part)
        for node in self.tree(CONTENT_TYPES):
            if name_key(node.get("PartName", "")) == key:
                return node.get("ContentType", "")
        return ""

    def _links(self, source: str) -> list[etree._Element]:
        rels = self.package.find(_rels(source)) or _rels(source)
        if not self.package.find(rels) and rels not in self._trees:
            return []
        return list(self.tree(rels).iter(RELS_NS + "Relationship"))

    def _links_file(self, source: str) -> str:
        rels = self.package.find(_rels(source)) or _rels(source)
        if not self.package.find(rels) and rels not in self._trees:
            self._trees[rels] = etree.Element(
                RELS_NS + "Relationships", nsmap={None: RELS_NS.strip("{}")}
            )
        return rels


def _rels(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _kind(node: etree._Element) -> str:
    return node.get("Type", "").rstrip("/").rsplit("/", 1)[-1]


def attributes(**values: str) -> Mapping[str, str]:
    """Attributes of the w namespace."""
    return {markup.name(f"w:{key}"): value for key, value in values.items()}

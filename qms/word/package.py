"""The parts of a Word file, their types and relationships (Open Packaging Conventions)."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from qms.word import archive, markup
from qms.word.partnames import name_key
from qms.word.problem import Limits

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELS = "_rels/.rels"
TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
RELS_NAME = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels", re.IGNORECASE)
XML_NAMES = (".xml", ".rels", ".vml", ".svg")
XML_TYPES = ("+xml", "/xml", "vmldrawing")


@dataclass(frozen=True, slots=True)
class Relationship:
    """One link from `source` ("" is the package); `part` is the target inside, if it exists."""

    file: str
    source: str
    id: str
    type: str
    target: str
    external: bool
    part: str

    @property
    def kind(self) -> str:
        """The last word of its type, in small letters: `image`, `oleobject`."""
        return self.type.rstrip("/").rsplit("/", 1)[-1].lower()


class Package:
    """A Word file as parts. Reading is bounded by the limits it was opened with."""

    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.entries = {entry.name: entry for entry in archive.read_archive(data, self.limits)}
        self._names = {name_key(name): name for name in self.entries}

    def find(self, name: str) -> str:
        """The part's name as written in the archive, whatever its case; "" when absent."""
        return self._names.get(name_key(name), "")

    def read(self, part: str) -> bytes:
        return self.entries[part].read()

    def tree(self, part: str) -> etree._Element:
        return markup.parse(self.read(part), part, self.limits)

    @cached_property
    def types(self) -> "ContentTypes":
        root = self.tree(CONTENT_TYPES) if CONTENT_TYPES in self.entries else None
        return ContentTypes(root)

    def is_xml(self, part: str) -> bool:
        kind = self.types.of(part).lower()
        return part.lower().endswith(XML_NAMES) or kind.endswith(XML_TYPES)

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        return tuple(link for name in self.entries for link in self._links(name))

    def _links(self, file: str) -> Iterator[Relationship]:
        match = RELS_NAME.fullmatch(file)
        if not match:
            return
        folder, source = match[1] or "", posixpath.join(match[1] or "", match[2])
        for node in self.tree(file).iter(RELS_NS + "Relationship"):
            target = node.get("Target", "")
            external = node.get("TargetMode", "").lower() == "external"
            part = "" if external else self.find(_resolve(folder, target))
            kind = node.get("Type", "")
            yield Relationship(file, source, node.get("Id", ""), kind, target, external, part)

    def related(self, source: str, kind: str) -> list[str]:
        """Parts of one kind that `source` links to, in the order of the file."""
        wanted = {OFFICE_RELS + kind, STRICT_RELS + kind}
        links = (one for one in self.relationships if one.source == source and one.part)
        return list(dict.fromkeys(link.part for link in links if link.type in wanted))

    @cached_property
    def main_part(self) -> str:
        """The name of the document part, "" when there is none."""
        return next(iter(self.related("", "officeDocument")), "")

    def rewritten(self, changed: Mapping[str, bytes], removed: Collection[str] = ()) -> bytes:
        """The file with some parts new, some gone and every other part untouched."""
        kept = [
            archive.pack(name, changed[name]) if name in changed else entry
            for name, entry in self.entries.items()
            if name not in removed
        ]
        new = [archive.pack(name, changed[name]) for name in changed if name not in self.entries]
        return archive.write_archive(kept + new)


class ContentTypes:
    """What each part is: by its own entry, else by its extension."""

    def __init__(self, root: etree._Element | None) -> None:
        nodes = [] if root is None else list(root)
        self.overrides = self._pairs(nodes, "Override", "PartName")
        self.defaults = self._pairs(nodes, "Default", "Extension")
        self.repeated = len(nodes) != len(self.overrides) + len(self.defaults)

    @staticmethod
    def _pairs(nodes: list[etree._Element], tag: str, key: str) -> dict[str, str]:
        chosen = (node for node in nodes if node.tag == TYPES_NS + tag)
        return {name_key(node.get(key, "")): node.get("ContentType", "") for node in chosen}

    def of(self, part: str) -> str:
        """The content type of a part, "" when the file does not say."""
        key = name_key("/" + part)
        extension = key.rsplit("/", 1)[-1].rpartition(".")[2]
        return self.overrides.get(key) or self.defaults.get(extension, "")


def _resolve(folder: str, target: str) -> str:
    path = target.split("#", 1)[0]
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""

"""Take embedded objects, linked objects and template links out; keep the picture of each."""

from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from qms.word import fields
from qms.word.links import droppable
from qms.word.markup import name, serialise
from qms.word.package import CONTENT_TYPES, RELS_NS, Package, Relationship
from qms.word.partnames import name_key
from qms.word.problem import Limits

OBJECT, PICTURE, DRAWING = name("w:object"), name("w:pict"), name("w:drawing")
OLE_OBJECT, OLE_MARK = name("o:OLEObject"), name("o:ole")
OBJECT_SIZES = (name("w:dxaOrig"), name("w:dyaOrig"))
# Elements that exist only to hold such a link; `externalData` is a chart's workbook.
HOLDERS = {"OLEObject", "objectEmbed", "objectLink", "attachedTemplate", "externalData"}
REFERENCES = (name("r:id"), name("r:link"), name("r:embed"))


def drop_embedded(data: bytes, limits: Limits | None = None) -> bytes:
    """The same document with objects and template links gone; other parts stay as they are."""
    package = Package(data, limits)
    links = [link for link in package.relationships if droppable(link)]
    changed = _relationship_files(package, links) | _sources(package, links)
    removed = _orphans(package, links)
    if removed:
        changed[CONTENT_TYPES] = _types_without(package, removed)
    return package.rewritten(changed, removed) if changed else data


def _orphans(package: Package, links: list[Relationship]) -> set[str]:
    """Object parts nobody else points to, with their own relationship files."""
    gone = {link.part for link in links if link.part}
    used = {link.part for link in package.relationships if link not in links}
    orphans = gone - used
    files = {link.file for link in package.relationships if link.source in orphans}
    return orphans | files


def _relationship_files(package: Package, links: list[Relationship]) -> dict[str, bytes]:
    ids: dict[str, set[str]] = defaultdict(set)
    for link in links:
        ids[link.file].add(link.id)
    return {file: _links_without(package.tree(file), dropped) for file, dropped in ids.items()}


def _links_without(root: etree._Element, ids: set[str]) -> bytes:
    _remove(node for node in list(root.iter(RELS_NS + "Relationship")) if node.get("Id") in ids)
    return serialise(root)


def _types_without(package: Package, removed: set[str]) -> bytes:
    root = package.tree(CONTENT_TYPES)
    gone = {name_key("/" + part) for part in removed}
    _remove(node for node in list(root) if name_key(node.get("PartName", "")) in gone)
    return serialise(root)


def _sources(package: Package, links: list[Relationship]) -> dict[str, bytes]:
    """Parts that showed an object or hold a field of one, without it."""
    ids: dict[str, set[str]] = defaultdict(set)
    for link in links:
        ids[link.source].add(link.id)
    changed = {}
    for part in package.entries:
        if not package.is_xml(part) or part.lower().endswith(".rels"):
            continue
        root = package.tree(part)
        if _cleaned(root, ids.get(part, set())):
            changed[part] = serialise(root)
    return changed


def _cleaned(root: etree._Element, ids: set[str]) -> bool:
    held = [node for node in root.iter("{*}*") if _holds(node, ids)] if ids else []
    objects = [_picture_of(node) for node in held]
    _remove(held)
    for node in objects:
        if node is not None:
            _keep_picture(node)
    linked = [one for one in fields.fields(root) if fields.OBJECT.match(one.instruction)]
    for one in linked if objects or _any_link(linked) else []:
        fields.unlink(one)
    return bool(held) or _any_link(linked)


def _any_link(found: Iterable[fields.Field]) -> bool:
    return any(fields.LINKED.match(one.instruction) for one in found)


def _holds(node: etree._Element, ids: set[str]) -> bool:
    local = etree.QName(node).localname
    return local in HOLDERS and any(node.get(reference) in ids for reference in REFERENCES)


def _picture_of(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(OBJECT), None)


def _keep_picture(shown: etree._Element) -> None:
    """A VML picture stands in `w:pict`, a drawing on its own; `w:object` is for objects only."""
    for shape in shown.iter():
        shape.attrib.pop(OLE_MARK, None)
    drawing = shown.find(DRAWING)
    holder = shown.getparent()
    if drawing is not None and holder is not None:
        holder.replace(shown, drawing)
        return
    shown.tag = PICTURE
    for attribute in OBJECT_SIZES:
        shown.attrib.pop(attribute, None)


def _remove(nodes: Iterable[etree._Element]) -> None:
    for node in nodes:
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)

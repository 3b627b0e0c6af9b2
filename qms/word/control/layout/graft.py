"""Blocks of a layout brought into another file: their pictures, their width, nothing else."""

import hashlib
import posixpath
from collections.abc import Sequence

from lxml import etree

from qms.word.control.marks import TABLE
from qms.word.markup import R, name
from qms.word.package import Package
from qms.word.phrases import RUN
from qms.word.workbench import Workbench

HYPERLINK, SECTION = name("w:hyperlink"), name("w:sectPr")
FOREIGN = (  # what belongs to the file a block comes from, or marks another place in it
    *(name(f"w:{tag}") for tag in ("bookmarkStart", "bookmarkEnd", "commentReference")),
    *(name(f"w:{tag}") for tag in ("footnoteReference", "endnoteReference", "proofErr")),
    SECTION,
)
WIDTH, TYPE, POSITION = name("w:w"), name("w:type"), name("w:pos")
SIZES = (name("w:gridCol"), name("w:tcW"), name("w:tblW"))
IMAGE = "image"


def cleaned(blocks: Sequence[etree._Element]) -> None:
    """Take out what would point into the file the blocks come from; links become plain words."""
    for block in blocks:
        for node in list(block.iter(*FOREIGN)):
            _remove(node)
        for link in list(block.iter(HYPERLINK)):
            _unwrap(link)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(link: etree._Element) -> None:
    parent = link.getparent()
    if parent is not None:
        place = parent.index(link)
        parent[place : place + 1] = list(link)


def scaled(blocks: Sequence[etree._Element], from_width: int, to_width: int) -> None:
    """Tables and tab stops made for one text width fitted to another."""
    if from_width == to_width:
        return
    for block in blocks:
        for node in block.iter(*SIZES):
            if node.get(TYPE, "dxa") == "dxa":
                _scale(node, WIDTH, from_width, to_width)
        for tab in block.iter(name("w:tab")):
            if tab.get(POSITION) is not None:
                _scale(tab, POSITION, from_width, to_width)


def _scale(node: etree._Element, key: str, from_width: int, to_width: int) -> None:
    text = node.get(key, "")
    if text.lstrip("-").isdecimal():
        node.set(key, str(int(text) * to_width // from_width))


def pictures(
    blocks: Sequence[etree._Element], source: Package, part: str, bench: Workbench, into: str
) -> None:
    """Bring the pictures the blocks show; what needs any other part of the layout is left out."""
    images = {
        link.id: link.part
        for link in source.relationships
        if link.source == part and link.part and link.kind == IMAGE
    }
    for block in blocks:
        for node in list(block.iter("{*}*")):
            for key in [key for key in node.attrib if str(key).startswith(f"{{{R}}}")]:
                image = images.get(node.get(key, ""))
                if image:
                    node.set(key, _picture(source, image, bench, into))
                else:
                    _remove(next(node.iterancestors(RUN), node))


def _picture(source: Package, image: str, bench: Workbench, into: str) -> str:
    data = source.read(image)
    folder, extension = posixpath.dirname(bench.main), posixpath.splitext(image)[1]
    name = f"qms-{hashlib.sha256(data).hexdigest()[:16]}{extension.lower()}"
    target = posixpath.join(folder, "media", name)
    if not bench.has(target):
        bench.add(target, data, source.types.of(image))
    return bench.link(into, IMAGE, target)


def outer_tables(blocks: Sequence[etree._Element]) -> list[etree._Element]:
    """The tables that stand on their own."""
    return [block for block in blocks if block.tag == TABLE]

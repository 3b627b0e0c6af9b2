"""Document properties that name the revision: title, code, kind and version."""

from lxml import etree

from qms.word.control.facts import ControlFacts
from qms.word.reader import CORE_KIND
from qms.word.workbench import Workbench

PART = "docProps/core.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"


def set_properties(bench: Workbench, facts: ControlFacts) -> None:
    """Title, subject (the code), category (the kind) and version; author and days stay."""
    part = _part(bench)
    root = bench.tree(part)
    wanted = {
        f"{{{DC}}}title": facts.title,
        f"{{{DC}}}subject": facts.code,
        f"{{{CP}}}category": facts.kind,
        f"{{{CP}}}version": f"{facts.edition:02d}.{facts.revision:02d}",
    }
    for tag, text in wanted.items():
        found = root.find(tag)
        if found is None:
            found = etree.SubElement(root, tag)
        if found.text != text:
            found.text = text
            bench.touch(part)


def _part(bench: Workbench) -> str:
    links = bench.package.relationships
    found = [link.part for link in links if link.type == CORE_KIND and link.part]
    if found:
        return found[0]
    part = PART
    bench.add(
        part, etree.Element(f"{{{CP}}}coreProperties", nsmap={"cp": CP, "dc": DC}), CONTENT_TYPE
    )
    bench.link("", CORE_KIND, part)
    return part

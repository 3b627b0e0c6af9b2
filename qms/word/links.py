"""Relationships of a Word file: what may lead outside, what can be dropped, what is refused."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from qms.word.package import OFFICE_RELS, STRICT_RELS, Package, Relationship
from qms.word.problem import Problem, problem

HYPERLINKS = {OFFICE_RELS + "hyperlink", STRICT_RELS + "hyperlink"}
WEB_SCHEMES = {"http", "https", "mailto"}
OBJECT_KINDS = {"oleobject", "package"}
FORBIDDEN_KINDS = {
    "vbaproject": "INTAKE-MACRO",
    "wordvbadata": "INTAKE-MACRO",
    "extensibility": "INTAKE-MACRO",  # buttons that call macros
    "control": "INTAKE-ACTIVE-CONTROL",
    "activexcontrolbinary": "INTAKE-ACTIVE-CONTROL",
    "afchunk": "INTAKE-ALT-CHUNK",
    "subdocument": "INTAKE-SUB-DOCUMENT",
}


def droppable(link: Relationship) -> str:
    """The code when `drop_embedded` can take this link out, else ""."""
    if link.kind == "attachedtemplate":
        return "INTAKE-TEMPLATE-LINK"
    if link.kind in OBJECT_KINDS:
        return "INTAKE-LINKED-OBJECT" if link.external else "INTAKE-EMBEDDED-OBJECT"
    return ""


def strippable_links(package: Package) -> list[Problem]:
    """Embedded objects, linked objects and template links, each named."""
    found = ((droppable(link), link) for link in package.relationships)
    return [
        problem(code, part=link.part or link.source, target=link.target)
        for code, link in found
        if code
    ]


def embedded_parts(package: Package) -> set[str]:
    """The parts that are embedded objects."""
    return {link.part for link in package.relationships if link.part and droppable(link)}


def link_problems(package: Package) -> list[Problem]:
    """Every relationship that makes the file unacceptable."""
    seen = Counter((link.file, link.id) for link in package.relationships)
    twins = [problem("INTAKE-TWIN-LINKS", part=file) for (file, _), n in seen.items() if n > 1]
    return twins + [fault for link in package.relationships for fault in _faults(package, link)]


def _faults(package: Package, link: Relationship) -> Iterator[Problem]:
    if link.kind in FORBIDDEN_KINDS:
        yield problem(FORBIDDEN_KINDS[link.kind], part=link.part or link.file)
    elif droppable(link):
        return
    elif link.external:
        if not _allowed_outside(link):
            yield problem("INTAKE-EXTERNAL-LINK", part=link.file, target=link.target)
    elif not link.part:
        yield problem("INTAKE-MISSING-PART", part=link.file, target=link.target)
    elif not package.types.of(link.part):
        yield problem("INTAKE-CONTENT-TYPE", part=link.part)


def _allowed_outside(link: Relationship) -> bool:
    if link.type not in HYPERLINKS:
        return False
    if link.target.startswith("#"):
        return True
    try:
        return urlsplit(link.target).scheme.lower() in WEB_SCHEMES
    except ValueError:
        return False

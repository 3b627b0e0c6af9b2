"""The intake guard: every file passes here before anything else reads it.

What cannot be taken is refused with all its reasons. Embedded objects and links to templates are
common in real procedures, so they are listed apart: `drop_embedded` takes them out and keeps the
picture of each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qms.errors import TooLarge, WrongMedia
from qms.word import fields, kinds, markup
from qms.word.drop import drop_embedded
from qms.word.links import embedded_parts, link_problems, strippable_links
from qms.word.markup import name
from qms.word.package import CONTENT_TYPES, Package
from qms.word.problem import MEGABYTE, IntakeRefused, Limits, Problem, problem, refuse

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_MAINS = {
    "application/vnd.ms-word.document.macroenabled.main+xml": "INTAKE-DOCM",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": "INTAKE-DOCM",
    MAIN.replace(".document.main", ".template.main"): "INTAKE-DOTX",
}
MACRO_WORDS = ("vbaproject", "vbadata", "macroenabled")
FORBIDDEN = {name("w:altChunk"): "INTAKE-ALT-CHUNK", name("w:subDoc"): "INTAKE-SUB-DOCUMENT"}
TABLE, DOCUMENT = name("w:tbl"), name("w:document")


@dataclass(frozen=True, slots=True)
class GuardReport:
    """A file that may be read. `strippable`: what must still be dropped before it is kept."""

    main_part: str
    parts: int
    size: int
    strippable: tuple[Problem, ...]


def guard(data: bytes, limits: Limits | None = None) -> GuardReport:
    """Judge a DOCX without trusting it; raises IntakeRefused, TooLarge or WrongMedia."""
    package = _opened(data, limits or Limits())
    parts = _looked_into(package)
    problems = [
        *_kind_problems(package, parts),
        *_macro_problems(package, parts),
        *(fault for part in parts for fault in part.problems),
        *link_problems(package),
    ]
    if problems:
        raise IntakeRefused(problems)
    linked = [link for part in parts for link in part.linked]
    size = sum(entry.size for entry in package.entries.values())
    strippable = (*strippable_links(package), *linked)
    return GuardReport(package.main_part, len(package.entries), size, strippable)


def accept(data: bytes, *, drop: bool = False, limits: Limits | None = None) -> bytes:
    """The bytes that may be kept: as they came, or without objects when `drop` is chosen.

    Raises what `guard` raises; a file with objects and no choice is an IntakeRefused that says
    `strippable`, so that the page can offer to keep the picture and drop the object or link.
    """
    report = guard(data, limits)
    if not report.strippable:
        return data
    if not drop:
        raise IntakeRefused(report.strippable, strippable=True)
    return drop_embedded(data, limits)


@dataclass(frozen=True, slots=True)
class _Part:
    """What was seen in one part while it was open."""

    name: str
    root: str = ""
    is_ole: bool = False
    problems: tuple[Problem, ...] = ()
    linked: tuple[Problem, ...] = ()


def _opened(data: bytes, limits: Limits) -> Package:
    if len(data) > limits.file:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=limits.file // MEGABYTE)
    foreign = kinds.foreign_kind(data)
    if foreign:
        raise foreign
    package = Package(data, limits)
    other = kinds.other_package(set(package.entries))
    if other:
        raise other
    if package.types.repeated:
        raise refuse("INTAKE-TWIN-PARTS", part=CONTENT_TYPES)
    return package


def _looked_into(package: Package) -> list[_Part]:
    """Every part read once as declared; raises when one cannot be read or its XML is unsafe."""
    parts: list[_Part] = []
    problems: list[Problem] = []
    for part in package.entries:
        try:
            parts.append(_look(package, part))
        except IntakeRefused as refused:
            problems += refused.problems
    if problems:
        raise IntakeRefused(problems)
    return parts


def _look(package: Package, part: str) -> _Part:
    data = package.read(part)
    if not package.is_xml(part):
        return _Part(part, is_ole=data.startswith(kinds.OLE2_MARK))
    root = markup.parse(data, part, package.limits)
    found = fields.fields(root)
    fetching = [problem("INTAKE-FIELD", part=part, field=x.fetching) for x in found if x.fetching]
    linked = [
        problem("INTAKE-LINKED-OBJECT", part=part, target=one.instruction.strip())
        for one in found
        if fields.LINKED.match(one.instruction)
    ]
    elements = _element_problems(root, part, package.limits)
    return _Part(part, str(root.tag), False, (*fetching, *elements), tuple(linked))


def _element_problems(root: etree._Element, part: str, limits: Limits) -> Iterator[Problem]:
    for element in root.iter(*FORBIDDEN):
        yield problem(FORBIDDEN[str(element.tag)], part=part)
    for table in root.iter(TABLE):
        if sum(1 for _ in table.iterancestors(TABLE)) >= limits.table_depth:
            yield problem("INTAKE-TABLE-DEPTH", part=part, limit=limits.table_depth)
            return


def _kind_problems(package: Package, parts: list[_Part]) -> list[Problem]:
    mains = package.related("", "officeDocument")
    if len(mains) != 1:
        return [problem("INTAKE-MAIN-PART")]
    kind = package.types.of(mains[0]).lower()
    if "spreadsheet" in kind or "presentation" in kind:
        raise WrongMedia("INTAKE-SPREADSHEET" if "spreadsheet" in kind else "INTAKE-PRESENTATION")
    if kind != MAIN:
        return [problem(OTHER_MAINS.get(kind, "INTAKE-MAIN-PART"))]
    is_known = any(part.name == mains[0] and part.root == DOCUMENT for part in parts)
    return [] if is_known else [problem("INTAKE-STRICT")]


def _macro_problems(package: Package, parts: list[_Part]) -> Iterator[Problem]:
    """Macros by name or type, and OLE2 files that are not there as an embedded object."""
    objects = embedded_parts(package)
    for part in parts:
        kind = package.types.of(part.name).lower()
        if part.name in objects or part.name == package.main_part:
            continue
        if part.name.lower().endswith("vbaproject.bin") or _says_macro(kind):
            yield problem("INTAKE-MACRO", part=part.name)
        elif part.is_ole:
            yield problem("INTAKE-HIDDEN-OBJECT", part=part.name)


def _says_macro(kind: str) -> bool:
    return any(word in kind for word in MACRO_WORDS)

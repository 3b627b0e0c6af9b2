"""Field codes: only what stands in instructions, so that a text *about* INCLUDETEXT is no field."""

import re
from dataclasses import dataclass, field

from lxml import etree

from qms.word.markup import name

CHARACTER, SIMPLE, RUN = name("w:fldChar"), name("w:fldSimple"), name("w:r")
INSTRUCTIONS = (name("w:instrText"), name("w:delInstrText"))
KIND, SIMPLE_TEXT = name("w:fldCharType"), name("w:instr")
# Fields that fetch or run something when Word updates them.
FETCHING = re.compile(
    r'[\s"]*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDEAUTO|DDE|DATABASE|RD)\b', re.IGNORECASE
)
OBJECT = re.compile(r'[\s"]*(LINK|EMBED)\b', re.IGNORECASE)
LINKED = re.compile(r'[\s"]*LINK\b', re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """One field: its instruction and the elements that make it a field."""

    instruction: str = ""
    elements: list[etree._Element] = field(default_factory=list)
    separated: bool = False
    computed: bool = False  # its keyword is itself the result of a field: a known disguise

    @property
    def fetching(self) -> str:
        """The keyword when the field fetches something or hides what it does; else ""."""
        match = FETCHING.match(self.instruction)
        if match:
            return match[1].upper()
        return "QUOTE" if self.computed else ""


def fields(root: etree._Element) -> list[Field]:
    """Every field of a part, inner ones too, whole even when split over many runs."""
    found: list[Field] = []
    open_fields: list[Field] = []
    for element in root.iter(CHARACTER, SIMPLE, *INSTRUCTIONS):
        if element.tag == SIMPLE:
            found.append(Field(element.get(SIMPLE_TEXT, "")))
        elif element.tag == CHARACTER:
            _turn(element, open_fields, found)
        else:
            _take(element, open_fields, found)
    return found


def _turn(element: etree._Element, open_fields: list[Field], found: list[Field]) -> None:
    kind = element.get(KIND)
    if kind == "begin":
        _disguise(open_fields)
        open_fields.append(Field())
        found.append(open_fields[-1])
    if not open_fields:
        return
    open_fields[-1].elements.append(element)
    if kind == "separate":
        open_fields[-1].separated = True
    elif kind == "end":
        open_fields.pop()


def _disguise(open_fields: list[Field]) -> None:
    outer = open_fields[-1] if open_fields else None
    if outer and not outer.separated and not outer.instruction.strip():
        outer.computed = True


def _take(element: etree._Element, open_fields: list[Field], found: list[Field]) -> None:
    if not open_fields:
        found.append(Field(element.text or "", [element]))
        return
    open_fields[-1].instruction += element.text or ""
    open_fields[-1].elements.append(element)


def unlink(one: Field) -> None:
    """Keep what the field shows, remove what makes it a field."""
    for element in one.elements:
        run = element.getparent()
        if run is not None:
            run.remove(element)
            _drop_if_empty(run)


def _drop_if_empty(run: etree._Element) -> None:
    holder = run.getparent()
    bare = all(child.tag == name("w:rPr") for child in run)
    if run.tag == RUN and bare and holder is not None:
        holder.remove(run)

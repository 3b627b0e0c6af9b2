"""The letters of a paragraph, and putting others in their place without harming its runs."""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from qms.word.markup import name

RUN, TEXT, TAB, BREAK, RETURN = (name(f"w:{one}") for one in ("r", "t", "tab", "br", "cr"))
SYMBOL, RUN_LOOK, PARAGRAPH = name("w:sym"), name("w:rPr"), name("w:p")
WRAPPERS = tuple(name(f"w:{one}") for one in ("hyperlink", "smartTag", "ins"))
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
EMPTY_BOX, TICKED_BOX = "☐", "☒"
EMPTY_SIGNS = frozenset({"F0A8", "F06F", "F0A1", "F072", "00A8"})  # boxes of the Wingdings fonts
TICKED_SIGNS = frozenset({"F0FE", "F0FD", "F052", "F053", "F054", "00FE", "00FD"})


def runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, those in links too; content controls keep theirs to themselves."""
    for child in paragraph:
        if child.tag == RUN:
            yield child
        elif child.tag in WRAPPERS:
            yield from runs(child)


def letters(child: etree._Element) -> str:
    """What one child of a run says."""
    if child.tag == TEXT:
        return child.text or ""
    if child.tag == TAB:
        return "\t"
    if child.tag in (BREAK, RETURN):
        return "\n"
    return _sign(child) if child.tag == SYMBOL else ""


def _sign(symbol: etree._Element) -> str:
    code = symbol.get(name("w:char"), "").upper()
    if code in EMPTY_SIGNS:
        return EMPTY_BOX
    return TICKED_BOX if code in TICKED_SIGNS else "�"


def run_text(run: etree._Element) -> str:
    """What a run says."""
    return "".join(letters(child) for child in run)


def text_of(paragraph: etree._Element) -> str:
    """What a paragraph says, tabs and breaks as one letter each."""
    return "".join(map(run_text, runs(paragraph)))


def put(paragraph: etree._Element, start: int, end: int, value: str) -> None:
    """Replace the letters from `start` to `end` by `value`, in the look of the first of them."""
    place, written = 0, False
    for run in list(runs(paragraph)):
        length = len(run_text(run))
        first, last = max(start - place, 0), min(end - place, length)
        place += length
        if first >= last:
            continue
        parts = [_cut(run, 0, first, head=True)]
        if not written:
            parts.append(new_run(value, run.find(RUN_LOOK)))
            written = True
        parts.append(_cut(run, last, length))
        for part in parts:
            if part is not None:
                run.addprevious(part)
        _drop(run)


def _cut(run: etree._Element, start: int, end: int, *, head: bool = False) -> etree._Element | None:
    """The run with these letters only; what has no letters stays with those before it."""
    part, place, kept = deepcopy(run), 0, False
    for child in list(part):
        if child.tag == RUN_LOOK:
            continue
        text = letters(child)
        here = text[max(start - place, 0) : max(end - place, 0)]
        stays = bool(here) if text else (place <= end if head else place > start)
        place += len(text)
        kept = kept or stays
        if not stays:
            part.remove(child)
        elif child.tag == TEXT:
            set_text(child, here)
    return part if kept else None


def new_run(value: str, look: etree._Element | None) -> etree._Element:
    """A run that says this, a line break for every new line."""
    run = etree.Element(RUN)
    if look is not None:
        run.append(deepcopy(look))
    for number, line in enumerate(printable(value).split("\n")):
        if number:
            etree.SubElement(run, BREAK)
        for count, part in enumerate(line.split("\t")):
            if count:
                etree.SubElement(run, TAB)
            if part:
                set_text(etree.SubElement(run, TEXT), part)
    return run


def set_text(node: etree._Element, text: str) -> None:
    """The text of a `w:t`, spaces at its ends kept."""
    node.text = text
    node.set(SPACE, "preserve")


def printable(value: str) -> str:
    """Text that XML can carry: control characters are left out."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in value if sign in "\n\t" or sign.isprintable() or sign == " ")


def _drop(node: etree._Element) -> None:
    holder = node.getparent()
    if holder is not None:
        holder.remove(node)


def remove(node: etree._Element) -> None:
    """Take an element out of the document."""
    _drop(node)

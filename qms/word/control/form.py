"""The controlled form of a Word file: what the service writes into it, what it leaves alone."""

from lxml import etree

from qms.word import story
from qms.word.control.block import header_blocks
from qms.word.control.cover_page import fill_cover
from qms.word.control.facts import ControlFacts
from qms.word.control.front import front
from qms.word.control.log import fill_log
from qms.word.control.properties import set_properties
from qms.word.control.running import RunningHeader
from qms.word.package import Package
from qms.word.problem import Limits, refuse
from qms.word.workbench import Workbench


def controlled(
    data: bytes, facts: ControlFacts, layout: bytes | None = None, limits: Limits | None = None
) -> bytes:
    """The file with running header, cover, amendment log and properties of this revision.

    With a cover block of the model layout, its facts are replaced and the log is rebuilt; any other
    file only gets the running header. The author's text (`body_text`) is the same before and after,
    a second run changes nothing, the same input gives the same bytes.
    """
    bench = Workbench(_opened(data, limits))
    found = front(bench.tree(bench.main))
    if found.cover is not None:
        fill_cover(found.cover, facts)
        bench.touch(bench.main)
    if found.log is not None and facts.log:
        fill_log(found.log, facts.log, (facts.edition, facts.revision))
        bench.touch(bench.main)
    header = RunningHeader(
        bench, facts, lambda _, __, width: header_blocks(facts, width), replaces=False
    )
    header.write(cover=found.is_model)
    set_properties(bench, facts)
    return bench.done()


def body_text(data: bytes, limits: Limits | None = None) -> str:
    """The author's words in order, tables included: no headers, footers, cover or amendment log."""
    package = _opened(data, limits)
    root = package.tree(package.main_part)
    for block in front(root).blocks:
        _remove(block)
    return "\n".join(line.text for line in story.lines(root))


def _remove(block: etree._Element) -> None:
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)


def _opened(data: bytes, limits: Limits | None) -> Package:
    package = Package(data, limits)
    if not package.main_part:
        raise refuse("INTAKE-MAIN-PART")
    return package

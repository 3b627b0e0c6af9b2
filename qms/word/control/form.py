"""The controlled form of a Word file: what the service writes into it, what it leaves alone."""

from dataclasses import replace

from lxml import etree

from qms.word import story
from qms.word.control import stated
from qms.word.control.block import header_blocks
from qms.word.control.cover_page import fill_cover
from qms.word.control.facts import ControlFacts, LogLine
from qms.word.control.front import Front, front, log_title
from qms.word.control.layout.house import HouseLayout
from qms.word.control.log import fill_log, log_lines, with_history
from qms.word.control.properties import set_properties
from qms.word.control.running import Blocks, RunningHeader
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
    house = _house(layout, facts, found)
    _write_front(bench, found, facts, house)
    header = RunningHeader(bench, facts, _blocks(facts, house), replaces=house is not None)
    header.write(cover=found.is_model)
    set_properties(bench, facts)
    return bench.done()


def _house(layout: bytes | None, facts: ControlFacts, found: Front) -> HouseLayout | None:
    """The layout filled; what the log said before the service came is carried over."""
    if layout is None:
        return None
    log = facts.log if found.log is None else with_history(found.log, facts.log)
    return HouseLayout(layout, replace(facts, log=log))


def _blocks(facts: ControlFacts, house: HouseLayout | None) -> Blocks:
    if house is not None:
        return house.header_blocks
    return lambda _bench, _part, width: header_blocks(facts, width)


def _write_front(
    bench: Workbench, found: Front, facts: ControlFacts, house: HouseLayout | None
) -> None:
    """Cover and log: those of the house layout, or the ones in the file brought up to date."""
    has_log = house is not None and house.replace_front(bench, found)
    if house is None or not house.front:
        for block in found.own:
            stated.restate(block, stated.facts_rules(facts))
        if found.cover is not None:
            fill_cover(found.cover, facts)
    if found.log is not None and not has_log:
        fill_log(found.log, facts.log, (facts.edition, facts.revision))
    if found.is_model:
        bench.touch(bench.main)


def body_text(data: bytes, limits: Limits | None = None) -> str:
    """The author's words in order, tables included: no headers, footers, cover or amendment log."""
    package = _opened(data, limits)
    root = package.tree(package.main_part)
    found = front(root)
    title = None if found.log is None else log_title(found.log)
    for block in (*found.blocks, *([] if title is None else [title])):
        _remove(block)
    return "\n".join(line.text for line in story.lines(root))


def amendment_log(data: bytes, limits: Limits | None = None) -> tuple[LogLine, ...]:
    """The lines of the amendment log as a file of the model layout states them."""
    package = _opened(data, limits)
    log = front(package.tree(package.main_part)).log
    return () if log is None else log_lines(log)


def _remove(block: etree._Element) -> None:
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)


def _opened(data: bytes, limits: Limits | None) -> Package:
    package = Package(data, limits)
    if not package.main_part:
        raise refuse("INTAKE-MAIN-PART")
    return package

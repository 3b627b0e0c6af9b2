"""A small revision made without Word: numbers and date, amendment log, wording of paragraphs.

Changes what an author would change, part by part; everything else in the file stays as it is.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from qms.errors import Invalid
from qms.word.markup import name, serialise
from qms.word.package import Package
from qms.word.problem import Limits

PARAGRAPH, RUN, TEXT = name("w:p"), name("w:r"), name("w:t")
TABLE, ROW, CELL = name("w:tbl"), name("w:tr"), name("w:tc")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LOG_HEADING = "Yêu cầu sửa đổi, bổ sung"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One revision: its numbers and day, a line of the log, and what is worded otherwise.

    `reworded`: words -> new words, inside one paragraph; `added`: a paragraph that follows the one
    which contains the words.
    """

    edition: int
    revision: int
    issued_on: date
    request: str = ""
    place: str = ""
    description: str = ""
    reworded: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)


def amended(data: bytes, change: Amendment, limits: Limits | None = None) -> bytes:
    """The file with this amendment; raises Invalid("WORD-PASSAGE-MISSING") for words not in it."""
    package = Package(data, limits)
    body = package.tree(package.main_part)
    for words, new in change.reworded.items():
        _reword(_passage(body, words), words, new)
    for words, new in change.added.items():
        _follow(_passage(body, words), new)
    _log(body, change)
    changed = {package.main_part: body}
    for part in package.related(package.main_part, "header"):
        changed[part] = package.tree(part)
    for root in changed.values():
        _number(root, change)
    return package.rewritten({part: serialise(root) for part, root in changed.items()})


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(TEXT))


def _passage(body: etree._Element, words: str) -> etree._Element:
    for paragraph in body.iter(PARAGRAPH):
        if words in _words(paragraph):
            return paragraph
    raise Invalid("WORD-PASSAGE-MISSING", words=words)


def _reword(paragraph: etree._Element, words: str, new: str) -> None:
    _put(paragraph, _words(paragraph).replace(words, new))


def _put(paragraph: etree._Element, words: str) -> None:
    """The paragraph says this, in the style of its first words."""
    texts = list(paragraph.iter(TEXT))
    for text in texts[1:]:
        text.text = ""
    texts[0].text = words
    texts[0].set(SPACE, "preserve")


def _follow(paragraph: etree._Element, words: str) -> None:
    twin = copy.deepcopy(paragraph)
    paragraph.addnext(twin)
    _put(twin, words)


def _log(body: etree._Element, change: Amendment) -> None:
    """The next line of the amendment log, in the first empty row or a new one below the last."""
    rows = next(_logs(body), [])
    if not change.description or not rows:
        return
    row = next((one for one in rows[1:] if not _words(one)), None)
    if row is None:
        row = copy.deepcopy(rows[-1])
        rows[-1].addnext(row)
    number = f"{change.edition:02d}/{change.revision:02d}"
    day = f"{change.issued_on:%d/%m/%Y}"
    _fill(row, [change.request, change.place, change.description, number, day])


def _logs(body: etree._Element) -> Iterator[list[etree._Element]]:
    for table in body.iter(TABLE):
        rows = table.findall(ROW)
        if rows and LOG_HEADING in _words(rows[0]):
            yield rows


def _fill(row: etree._Element, values: Sequence[str]) -> None:
    for cell, value in zip(row.findall(CELL), values, strict=False):
        for paragraph in cell.findall(PARAGRAPH)[:1]:
            for run in paragraph.findall(RUN)[1:]:
                paragraph.remove(run)
            runs = paragraph.findall(RUN)
            run = runs[0] if runs else etree.SubElement(paragraph, RUN)
            for text in run.findall(TEXT):
                run.remove(text)
            etree.SubElement(run, TEXT).text = value


def _number(root: etree._Element, change: Amendment) -> None:
    """Edition, revision and day wherever cover and running header state them."""
    stated = {
        r"(Lần ban hành:\s*)\d+": rf"\g<1>{change.edition:02d}",
        r"(Lần sửa đổi:\s*)\d+": rf"\g<1>{change.revision:02d}",
        r"(Ngày ban hành:\s*)\d\d/\d\d/\d{4}": rf"\g<1>{change.issued_on:%d/%m/%Y}",
    }
    for text in root.iter(TEXT):
        for pattern, new in stated.items():
            text.text = re.sub(pattern, new, text.text or "")

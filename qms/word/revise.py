"""A small revision made without Word: numbers and date, amendment log, wording of paragraphs.

Changes what an author would change, part by part; everything else in the file stays as it is.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from qms.errors import Invalid
from qms.word.control.stated import restate, rules
from qms.word.markup import name, serialise
from qms.word.package import Package
from qms.word.phrases import PARAGRAPH, fill, put
from qms.word.phrases import words as words_of
from qms.word.problem import Limits

TABLE, ROW = name("w:tbl"), name("w:tr")
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
    stated = rules(None, change.edition, change.revision, f"{change.issued_on:%d/%m/%Y}")
    for root in changed.values():
        restate(root, stated)
    return package.rewritten({part: serialise(root) for part, root in changed.items()})


def _passage(body: etree._Element, words: str) -> etree._Element:
    for paragraph in body.iter(PARAGRAPH):
        if words in words_of(paragraph):
            return paragraph
    raise Invalid("WORD-PASSAGE-MISSING", words=words)


def _reword(paragraph: etree._Element, words: str, new: str) -> None:
    put(paragraph, words_of(paragraph).replace(words, new))


def _follow(paragraph: etree._Element, words: str) -> None:
    twin = copy.deepcopy(paragraph)
    paragraph.addnext(twin)
    put(twin, words)


def _log(body: etree._Element, change: Amendment) -> None:
    """The next line of the amendment log, in the first empty row or a new one below the last."""
    rows = next(_logs(body), [])
    if not change.description or not rows:
        return
    row = next((one for one in rows[1:] if not words_of(one)), None)
    if row is None:
        row = copy.deepcopy(rows[-1])
        rows[-1].addnext(row)
    number = f"{change.edition:02d}/{change.revision:02d}"
    day = f"{change.issued_on:%d/%m/%Y}"
    fill(row, [change.request, change.place, change.description, number, day])


def _logs(body: etree._Element) -> Iterator[list[etree._Element]]:
    for table in body.iter(TABLE):
        rows = table.findall(ROW)
        if rows and LOG_HEADING in words_of(rows[0]):
            yield rows

"""The cover and the amendment log of the model layout, found in the body of a file."""

from dataclasses import dataclass, field

from lxml import etree

from qms.word.control import stated
from qms.word.control.marks import TABLE, marked
from qms.word.markup import name
from qms.word.phrases import CELL, PARAGRAPH, words

ROW, BODY = name("w:tr"), name("w:body")
COVER_SIGN = "QmsCover"
COVER_TABLES = 3
SIGNATURES = "người phê duyệt"
LOG_REQUEST, LOG_NUMBER = "yêu cầu sửa đổi", "lần ban hành"
LOG_TITLE = "theo dõi sửa đổi"


@dataclass(slots=True)
class Front:
    """What belongs to the service in a body: the cover, the log and blocks of a house layout."""

    cover: etree._Element | None = None
    log: etree._Element | None = None
    own: list[etree._Element] = field(default_factory=list)

    @property
    def is_model(self) -> bool:
        return self.cover is not None or bool(self.own)

    @property
    def blocks(self) -> list[etree._Element]:
        """Everything that is not the author's text, each once."""
        found = [self.cover, self.log, *self.own]
        return list({id(one): one for one in found if one is not None}.values())


def front(root: etree._Element) -> Front:
    """Cover and log of a document; a file without a cover block has neither.

    The log counts only with a cover: a form whose body is such a table is a form.
    """
    tables = [one for one in root.iter(TABLE) if next(one.iterancestors(TABLE), None) is None]
    cover = next((one for one in tables[:COVER_TABLES] if _is_cover(one)), None)
    body = root.find(BODY)
    own = marked(list(body) if body is not None else [], COVER_SIGN)
    if cover is None and not own:
        return Front()
    return Front(cover, next((one for one in tables if is_log(one)), None), own)


def _is_cover(table: etree._Element) -> bool:
    return stated.states_all(stated.labels(table)) and signature_row(table) is not None


def signature_row(table: etree._Element) -> etree._Element | None:
    """The head row of the signature block: "Người viết | Người xem xét | Người phê duyệt"."""
    for row in table.findall(ROW):
        cells = row.findall(CELL)
        if len(cells) > 1 and any(words(cell).strip().casefold() == SIGNATURES for cell in cells):
            return row
    return None


def is_log(table: etree._Element) -> bool:
    """The table of amendments, by the heads of its columns."""
    first = table.find(ROW)
    heads = words(first).casefold() if first is not None else ""
    return LOG_REQUEST in heads and LOG_NUMBER in heads


def log_title(log: etree._Element) -> etree._Element | None:
    """The heading right above the log."""
    above = log.getprevious()
    if above is None or above.tag != PARAGRAPH:
        return None
    return above if words(above).strip().casefold() == LOG_TITLE else None

"""Tables that the wizard hands out: the empty one, and the one of faults."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from qms import messages, sheets
from qms.listing import Column
from qms.registers.printing import MEDIA as MEDIA_OF
from qms.registers.printing import Form
from qms.registers.queries.imports import RowLine
from qms.registers.rules.columns import Target
from qms.registers.views import words

MEDIA = MEDIA_OF[Form.XLSX]
TEMPLATE = (
    (Target.CODE, 16),
    (Target.TITLE, 48),
    (Target.TYPE, 16),
    (Target.OWNER, 22),
    (Target.FIELD, 18),
    (Target.EDITION, 12),
    (Target.REVISION, 12),
    (Target.ISSUED_ON, 14),
    (Target.EFFECTIVE_ON, 14),
    (Target.PARENT, 18),
    (Target.FILE, 30),
)


@dataclass(frozen=True, slots=True)
class ToldFault:
    """A fault in words: where it is, what stands there, what is wrong and what to do."""

    place: str
    cell: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row with its faults in words."""

    number: int
    code: str
    title: str
    file: str
    state: str
    chip: str
    result: str
    document_id: UUID | None
    faults: tuple[ToldFault, ...]


CHIPS = {"faulty": "dead", "failed": "dead", "foreseen": "soon", "done": "in_force"}


def told(rows: Sequence[RowLine]) -> list[ToldRow]:
    """The rows in the reader's language."""
    return [
        ToldRow(
            number=row.number,
            code=row.code,
            title=row.title,
            file=row.file,
            state=str(words.ROW_STATES[row.state]),
            chip=CHIPS.get(row.state.value, "quiet"),
            result=str(words.RESULTS.get(row.result, "")),
            document_id=row.document_id,
            faults=tuple(
                ToldFault(
                    one.heading or str(words.FIELDS.get(one.field, one.field)),
                    one.cell,
                    messages.sentence(one.code, one.parameters),
                    one.code,
                )
                for one in row.faults
            ),
        )
        for row in rows
    ]


def errors_file(rows: Sequence[RowLine]) -> bytes:
    """One line for each fault."""
    columns = (
        Column(_("Dòng"), 8, centred=True),
        Column(_("Mã hiệu"), 16),
        Column(_("Cột"), 24),
        Column(_("Giá trị"), 30),
        Column(_("Lỗi và cách sửa"), 80),
        Column(_("Mã lỗi"), 26),
    )
    lines = [
        (row.number, row.code, one.place, one.cell, one.sentence, one.code)
        for row in told(rows)
        for one in row.faults
    ]
    return sheets.plain_xlsx(_("Bảng lỗi"), columns, lines)


def template_file() -> bytes:
    """The headings that are understood without help; below them nothing."""
    columns = [Column(str(words.TARGETS[target]), width) for target, width in TEMPLATE]
    return sheets.plain_xlsx(_("Danh mục tài liệu"), columns, ())

"""An import as its owner sees it: what was read, how far it is, what is wrong with which row."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.errors import Invalid, NotFound
from qms.people.rules import Actor
from qms.registers.model import ImportFile, ImportJob, ImportRow
from qms.registers.rules.columns import Target
from qms.registers.rules.permissions import require_import, require_own
from qms.registers.rules.rows import FORMULA, column_of, unpacked
from qms.registers.rules.states import AT_WORK, JobState, RowState, Way
from qms.registers.rules.values import read_text

PAGE = 50
SAMPLE = 3  # cells shown beside a heading
SHOWN = 80


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in the list."""

    id: uuid.UUID
    name: str
    state: JobState
    created_at: datetime


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One column of the table: its heading, what it means, the first cells below it."""

    number: int
    heading: str
    target: Target | None
    sample: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a field: column (from 1), the cell, the code and words of the sentence."""

    field: str
    column: int | None
    heading: str
    cell: str
    code: str
    parameters: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row with what became of it."""

    number: int
    code: str
    title: str
    file: str
    state: RowState
    result: str
    document_id: uuid.UUID | None
    faults: tuple[RowFault, ...]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything but the rows."""

    id: uuid.UUID
    name: str
    state: JobState
    how_read: Mapping[str, str]
    locale: str
    way: Way
    defaults: Mapping[str, str]
    headings: tuple[HeadingLine, ...]
    files: int
    rows: int
    counts: Mapping[str, int]  # state of rows -> how many
    results: Mapping[str, int]  # what came of them -> how many
    decision_number: str
    decision_on: date | None
    adoption_id: uuid.UUID | None
    created_at: datetime
    finished_at: datetime | None
    row_version: int

    @property
    def at_work(self) -> bool:
        """Whether the background process is busy with it."""
        return self.state in AT_WORK

    @property
    def done(self) -> int:
        """Rows that the present step is done with."""
        waits = RowState.WAITING if self.state is JobState.CHECKING else RowState.FORESEEN
        return self.rows - self.counts.get(waits.value, 0)

    def count(self, state: str) -> int:
        """Rows in this state."""
        return self.counts.get(state, 0)


def import_list(session: Session, actor: Actor, limit: int = 20) -> list[ImportLine]:
    """What this person brought in, the latest first."""
    require_import(actor)
    query = select(ImportJob).where(ImportJob.created_by == actor.id)
    rows = session.scalars(query.order_by(ImportJob.created_at.desc(), ImportJob.id).limit(limit))
    return [ImportLine(one.id, one.name, one.state, one.created_at) for one in rows]


def import_page(session: Session, actor: Actor, job_id: uuid.UUID) -> ImportPage:
    """The import, for who began it; raises NotFound("IMPORT-NOT-FOUND") for others."""
    job = _job(session, actor, job_id)
    counts = _counted(session, job, ImportRow.state)
    return ImportPage(
        id=job.id,
        name=job.name,
        state=job.state,
        how_read=job.how_read,
        locale=job.locale,
        way=job.way,
        defaults=job.defaults,
        headings=tuple(_headings(session, job)),
        files=session.scalar(select(func.count()).where(ImportFile.job_id == job.id)) or 0,
        rows=sum(counts.values()),
        counts=counts,
        results=_counted(session, job, ImportRow.result),
        decision_number=job.decision_number,
        decision_on=job.decision_on,
        adoption_id=job.adoption_id,
        created_at=job.created_at,
        finished_at=job.finished_at,
        row_version=job.row_version,
    )


def import_rows(
    session: Session,
    actor: Actor,
    job_id: uuid.UUID,
    *,
    faulty: bool = True,
    after: str = "",
    limit: int = PAGE,
) -> tuple[list[RowLine], str]:
    """Rows by their number (`faulty`: only what was refused) and the cursor of the next page."""
    job = _job(session, actor, job_id)
    query = select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.number > _place(after))
    if faulty:
        query = query.where(ImportRow.state.in_([RowState.FAULTY, RowState.FAILED]))
    rows = list(session.scalars(query.order_by(ImportRow.number).limit(limit + 1)))
    columns = {int(number): Target(target) for number, target in job.mapping.items()}
    lines = [_line(row, columns, job.headings) for row in rows[:limit]]
    return lines, str(lines[-1].number) if len(rows) > limit else ""


def _place(after: str) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) < 9):
        raise Invalid("CURSOR")
    return int(after)


def _job(session: Session, actor: Actor, job_id: uuid.UUID) -> ImportJob:
    job = session.get(ImportJob, job_id)
    if job is None:
        raise NotFound("IMPORT-NOT-FOUND")
    require_own(actor, job.created_by)
    return job


def _counted(session: Session, job: ImportJob, column: Any) -> dict[str, int]:
    query = select(column, func.count()).where(ImportRow.job_id == job.id).group_by(column)
    return {str(getattr(row[0], "value", row[0])): row[1] for row in session.execute(query)}


def _headings(session: Session, job: ImportJob) -> Iterator[HeadingLine]:
    query = select(ImportRow.cells).where(ImportRow.job_id == job.id)
    first = list(session.scalars(query.order_by(ImportRow.number).limit(SAMPLE * 2)))
    width = max([len(job.headings), *(len(cells) for cells in first)])
    for number in range(1, width + 1):
        heading = job.headings[number - 1] if number <= len(job.headings) else ""
        said = [text for cells in first if (text := _text(cells, number))]
        if heading or said:
            target = job.mapping.get(str(number))
            sample = tuple(text[:SHOWN] for text in said[:SAMPLE])
            yield HeadingLine(number, heading, Target(target) if target else None, sample)


def _text(cells: Sequence[Any], number: int | None) -> str:
    if number is None or number > len(cells):
        return ""
    cell = cells[number - 1]
    value = unpacked(cell)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = read_text(value)
    return f"={text.lstrip('=')}" if isinstance(cell, dict) and FORMULA in cell else text


def _line(row: ImportRow, columns: Mapping[int, Target], headings: Sequence[str]) -> RowLine:
    data = row.data or {}
    file = str(data.get("file", ""))
    return RowLine(
        number=row.number,
        code=row.code,
        title=str(data.get("title", "")),
        file="" if file.startswith("?") else file,
        state=row.state,
        result=row.result,
        document_id=row.document_id,
        faults=tuple(_fault(one, row, columns, headings) for one in row.faults),
    )


def _fault(
    one: Mapping[str, Any], row: ImportRow, columns: Mapping[int, Target], headings: Sequence[str]
) -> RowFault:
    number = column_of(one["field"], columns)
    known = number is not None and number <= len(headings)
    return RowFault(
        field=one["field"],
        column=number,
        heading=headings[number - 1] if number is not None and known else "",
        cell=_text(row.cells, number)[:SHOWN],
        code=one["code"],
        parameters=one["parameters"],
    )

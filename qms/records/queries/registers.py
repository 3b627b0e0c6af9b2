"""The two printed lists: records of the quality system, and the yearly file plan (Decree 30/2020).

Frozen rows in the columns of the official lists; whoever prints them adds the words.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.errors import NotFound
from qms.people.queries import Name, names, unit_names
from qms.people.rules import Actor
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.records.queries.plan import PlanLineRow, plan_page
from qms.records.queries.visible import readable_by
from qms.records.rules import State


@dataclass(frozen=True, slots=True)
class RecordListRow:
    """A line of the list of records: what, its code, who keeps it and how, how long, disposed."""

    id: uuid.UUID
    title: str
    code: str  # code of the form and number of the record: "BM-01-QT-01, số 03/2026"
    form: str
    number: int
    year: int
    unit: str
    keeper: str
    file: str
    retention_years: int | None
    permanent: bool
    closed_at: datetime | None
    disposed_at: datetime | None


def record_rows(
    session: Session, as_of: datetime, actor: Actor | None = None
) -> list[RecordListRow]:
    """Records that were begun by this instant and not disposed of by then, in the order of codes.

    Those given up are left out; with an actor only what this person may read.
    """
    query = (
        select(Record, Document.code, FilePlanLine)
        .join(Document, Document.id == Record.document_id)
        .outerjoin(FilePlanLine, FilePlanLine.id == Record.file_id)
        .where(
            Record.started_at <= as_of,
            Record.state != State.ABANDONED,
            or_(Record.disposed_at.is_(None), Record.disposed_at > as_of),
        )
        .order_by(Document.sort_code, Record.year, Record.number)
    )
    if actor is not None:
        query = query.where(readable_by(actor))
    found = session.execute(query).all()
    units = unit_names(session, as_of, {row[0].unit_id for row in found})
    ids: set[uuid.UUID | None] = {row[0].started_by for row in found}
    ids |= {getattr(row[2], "person_id", None) for row in found}  # no line: not filed yet
    people = names(session, {one for one in ids if one is not None})
    return [_row(row[0], row[1], row[2], units, people, as_of) for row in found]


def _row(
    record: Record,
    code: str,
    line: FilePlanLine | None,
    units: dict[uuid.UUID, str],
    people: dict[uuid.UUID, Name],
    as_of: datetime,
) -> RecordListRow:
    keeper = line.person_id if line is not None and line.person_id else record.started_by
    closed = record.closed_at
    return RecordListRow(
        record.id,
        record.title,
        f"{code}, số {record.number:02}/{record.year}",
        code,
        record.number,
        record.year,
        units.get(record.unit_id, ""),
        people[keeper].full_name,
        line.mark if line is not None else "",
        line.retention_years if line is not None else None,
        line.permanent if line is not None else False,
        closed if closed is not None and closed <= as_of else None,
        None,
    )


def file_plan_rows(session: Session, year: int) -> list[PlanLineRow]:
    """Lines of the plan of this year in its order; raises NotFound("PLAN-NOT-FOUND")."""
    plan = session.scalars(select(FilePlan).where(FilePlan.year == year)).one_or_none()
    if plan is None:
        raise NotFound("PLAN-NOT-FOUND")
    return list(plan_page(session, year, plan.approved_at or plan.created_at).lines)

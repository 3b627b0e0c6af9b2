"""Lists of records: by words, form, unit, year, state; the newest first."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.rules.numbering import number_text
from qms.errors import Invalid
from qms.people.queries import names, unit_names
from qms.people.rules import Actor, fold
from qms.records.model import FilePlanLine, Record
from qms.records.queries.visible import readable_by
from qms.records.rules import State

PAGE = 50


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """What a person asks of the list."""

    text: str = ""
    document_id: uuid.UUID | None = None
    unit_id: uuid.UUID | None = None
    year: int | None = None
    state: State | None = None
    file_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list."""

    id: uuid.UUID
    document_id: uuid.UUID
    form: str
    form_number: str  # edition and revision of the form: "02/00"
    number: int
    year: int
    title: str
    state: State
    disposed: bool
    unit_id: uuid.UUID
    unit: str
    file: str  # number and symbol of the file in the plan
    started_at: datetime
    started_by: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecordPageOf:
    """Up to `PAGE` rows and the cursor of the next page."""

    rows: list[RecordRow]
    next: str


def records_page(
    session: Session,
    actor: Actor,
    wanted: RecordFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> RecordPageOf:
    """One page of the records this person may read."""
    query = _rows().where(readable_by(actor), *_matching(wanted))
    if after:
        query = query.where(tuple_(Record.started_at, Record.id) < tuple_(*_place(after)))
    query = query.order_by(Record.started_at.desc(), Record.id.desc()).limit(limit + 1)
    found = session.execute(query).all()
    more = found[limit - 1].Record if len(found) > limit else None
    cursor = f"{more.started_at.isoformat()}~{more.id}" if more is not None else ""
    return RecordPageOf(rows_of(session, found[:limit], now), cursor)


def latest(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime, most: int = 5
) -> list[RecordRow]:
    """The newest records of a form, for the panel on its page."""
    query = _rows().where(readable_by(actor), Record.document_id == document_id)
    query = query.order_by(Record.started_at.desc(), Record.id.desc()).limit(most)
    return rows_of(session, session.execute(query).all(), now)


def _rows() -> Select[Record, str, int, int, str]:
    return (
        select(Record, Document.code, Revision.edition, Revision.revision, FilePlanLine.mark)
        .join(Document, Document.id == Record.document_id)
        .join(Revision, Revision.id == Record.revision_id)
        .outerjoin(FilePlanLine, FilePlanLine.id == Record.file_id)
    )


def rows_of(session: Session, found: Sequence[Any], now: datetime) -> list[RecordRow]:
    """The rows with names of units and people, two queries for all of them."""
    units = unit_names(session, now, {row.Record.unit_id for row in found})
    people = names(session, {row.Record.started_by for row in found})
    return [
        RecordRow(
            row.Record.id,
            row.Record.document_id,
            row.code,
            number_text(row.edition, row.revision),
            row.Record.number,
            row.Record.year,
            row.Record.title,
            row.Record.state,
            row.Record.disposed_at is not None,
            row.Record.unit_id,
            units.get(row.Record.unit_id, ""),
            row.mark or "",
            row.Record.started_at,
            people[row.Record.started_by].full_name,
            row.Record.closed_at,
        )
        for row in found
    ]


def _matching(wanted: RecordFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (Record.document_id, wanted.document_id),
            (Record.unit_id, wanted.unit_id),
            (Record.year, wanted.year),
            (Record.state, wanted.state),
            (Record.file_id, wanted.file_id),
        )
        if value is not None
    ]
    for word in fold(wanted.text).split()[:8]:
        conditions.append(Record.search_key.contains(word, autoescape=True))
    return conditions


def _place(cursor: str) -> tuple[datetime, uuid.UUID]:
    instant, _, record_id = cursor.rpartition("~")
    try:
        at = datetime.fromisoformat(instant)
        if at.tzinfo is None:
            raise Invalid("CURSOR")
        return at, uuid.UUID(record_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error


def forms_with_records(session: Session, actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Forms of which this person may read a record, to filter by."""
    query = (
        select(Document.id, Document.code)
        .join(Record, Record.document_id == Document.id)
        .where(readable_by(actor))
        .group_by(Document.id, Document.code, Document.sort_code)
        .order_by(Document.sort_code)
    )
    return [(row.id, row.code) for row in session.execute(query)]


def years_with_records(session: Session) -> list[int]:
    """Years to filter by, the newest first."""
    return list(session.scalars(select(Record.year).distinct().order_by(Record.year.desc())))

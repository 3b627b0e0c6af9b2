"""The page of one record: facts, values, file, notes, and whether its bytes are what they were."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.rules.numbering import number_text
from qms.errors import Broken, NotFound
from qms.people.queries import names, unit_names
from qms.people.rules import Actor
from qms.records.model import FilePlan, FilePlanLine, Record, RecordNote
from qms.records.queries.forms import FormInForce, form_in_force
from qms.records.rules import Act, Origin, RecordFacts, State, may_read, permitted_acts
from qms.service import Service


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note added to a record."""

    id: uuid.UUID
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileChosen:
    """The file of the plan a record lies in."""

    id: uuid.UUID
    mark: str
    title: str
    year: int
    retention_years: int | None
    permanent: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A value that a newer form has no place for."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything the page of a record shows."""

    id: uuid.UUID
    document_id: uuid.UUID
    form: str
    form_title: str
    form_number: str
    revision_id: uuid.UUID
    form_sha256: str
    number: int
    year: int
    title: str
    unit_id: uuid.UUID
    unit: str
    state: State
    values: dict[str, Any]
    left_over: tuple[LeftOver, ...]
    content_sha256: str | None
    old_form_reason: str
    origin: Origin | None
    docx_sha256: str | None
    docx_size: int | None
    file: FileChosen | None
    notes: tuple[NoteRow, ...]
    started_at: datetime
    started_by: str
    saved_at: datetime
    saved_by: str
    completed_at: datetime | None
    completed_by: str
    closed_at: datetime | None
    closed_by: str
    ended_year: int | None
    abandon_reason: str
    disposed_at: datetime | None
    disposal_id: uuid.UUID | None
    changed_to: FormInForce | None  # the form's version in force where it is another one
    form_ended: bool  # the record's form version is no longer in force
    may_keep_old: bool
    acts: frozenset[Act]
    row_version: int


def record_page(session: Session, actor: Actor, record_id: uuid.UUID, now: datetime) -> RecordPage:
    """A record for somebody who may read it; NotFound for everybody else."""
    record = readable_record(session, actor, record_id)
    document = session.get_one(Document, record.document_id)
    revision = session.get_one(Revision, record.revision_id)
    current = form_in_force(session, document, now)
    ended = current is None or current.revision_id != record.revision_id
    return RecordPage(
        id=record.id,
        document_id=document.id,
        form=document.code,
        form_title=revision.title,
        form_number=number_text(revision.edition, revision.revision),
        revision_id=revision.id,
        form_sha256=record.form_sha256,
        number=record.number,
        year=record.year,
        title=record.title,
        unit_id=record.unit_id,
        unit=unit_names(session, now, [record.unit_id]).get(record.unit_id, ""),
        state=record.state,
        values=record.content or {},
        left_over=tuple(LeftOver(**one) for one in record.left_over),
        content_sha256=record.content_sha256,
        old_form_reason=record.old_form_reason,
        origin=record.origin,
        docx_sha256=record.docx_sha256,
        docx_size=record.docx_size,
        file=_file(session, record),
        notes=_notes(session, record),
        **_course(session, record),
        ended_year=record.ended_year,
        abandon_reason=record.abandon_reason,
        disposed_at=record.disposed_at,
        disposal_id=record.disposal_id,
        changed_to=current if ended else None,
        form_ended=ended,
        may_keep_old=ended and (current is None or record.started_at < current.effective_at),
        acts=permitted_acts(actor, facts_of(record)),
        row_version=record.row_version,
    )


def _course(session: Session, record: Record) -> dict[str, Any]:
    """Who did what to a record, and when."""
    steps = ("started", "saved", "completed", "closed")
    by = {step: getattr(record, f"{step}_by") for step in steps}
    people = names(session, {one for one in by.values() if one is not None})
    found: dict[str, Any] = {}
    for step, person_id in by.items():
        found[f"{step}_at"] = getattr(record, f"{step}_at")
        found[f"{step}_by"] = people[person_id].full_name if person_id else ""
    return found


def readable_record(session: Session, actor: Actor, record_id: uuid.UUID) -> Record:
    """The row, for somebody who may read it."""
    record = session.get(Record, record_id)
    if record is None or not may_read(actor, facts_of(record)):
        raise NotFound("RECORD-NOT-FOUND")
    return record


def facts_of(record: Record) -> RecordFacts:
    """What permission asks of this record."""
    return RecordFacts(
        record.unit_id, record.started_by, record.state, record.disposed_at is not None
    )


def _notes(session: Session, record: Record) -> tuple[NoteRow, ...]:
    query = select(RecordNote).where(RecordNote.record_id == record.id)
    found = list(session.scalars(query.order_by(RecordNote.made_at, RecordNote.id)))
    people = names(session, {one.made_by for one in found})
    return tuple(
        NoteRow(one.id, one.text, people[one.made_by].full_name, one.made_at) for one in found
    )


def _file(session: Session, record: Record) -> FileChosen | None:
    if record.file_id is None:
        return None
    line = session.get_one(FilePlanLine, record.file_id)
    plan = session.get_one(FilePlan, line.plan_id)
    return FileChosen(
        line.id, line.mark, line.title, plan.year, line.retention_years, line.permanent
    )


def is_whole(service: Service, sha256: str) -> bool:
    """Whether the stored bytes still are what their hash says; they are read through."""
    try:
        service.store.verify(sha256)
    except (Broken, NotFound):
        return False
    return True

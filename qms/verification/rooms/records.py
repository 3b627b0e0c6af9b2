"""Records and their notes, as the log tells of them: form, values by their hash, file, end."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.records.acts.filling import content_sha256
from qms.records.model import Record, RecordNote
from qms.records.rules import State
from qms.retention.queries.due import number_of
from qms.verification.report import Found
from qms.verification.rooms.walk import Event, Events, Row, Watched, codes_of


@dataclass(frozen=True, slots=True)
class Told:
    """A record as its events tell it; `content` None: the log does not say."""

    state: State = State.FILLING
    form: str = ""
    docx: str = ""
    content: str | None = None
    closed: str = ""
    file: str = ""
    disposal: str = ""


def fold(told: Sequence[Event]) -> Told:
    """The events of one record, oldest first."""
    record = Told()
    for event in told:
        record = _after(record, event)
    return record


def _after(record: Told, event: Event) -> Told:
    match event.what:
        case "started":
            return replace(record, form=event.text("form"))
        case "saved":
            return _open(record, event.text("content"))
        case "carried_over":
            return replace(_open(record, None), form=event.text("form"))
        case "completed" | "uploaded":
            kept = replace(record, docx=event.text("docx"), content=event.text("content"))
            return replace(kept, state=State.COMPLETE)
        case "abandoned":
            return replace(_open(record, record.content), state=State.ABANDONED)
        case _:
            return _later(record, event)


def _later(record: Told, event: Event) -> Told:
    match event.what:
        case "closed":
            sealed = event.text("content")
            kept = replace(record, docx=event.text("docx"), content=sealed, closed=sealed)
            return replace(kept, state=State.CLOSED)
        case "filed":
            return replace(record, file=event.text("file_id"))
        case "disposed":
            return replace(record, disposal=event.text("disposal_id"))
    return record


def _open(record: Told, content: str | None) -> Told:
    return replace(record, state=State.FILLING, docx="", content=content)


def check_records(session: Session, page: Sequence[Record], events: Events) -> Iterator[Found]:
    """Every record is in the state, of the form and with the file and values its events tell."""
    codes = codes_of(session, [one.document_id for one in page])
    notes = _notes(session, [one.id for one in page])
    for one in page:
        row = Row("record", number_of(codes[one.document_id], one))
        told = events.get(one.id, ())
        if not told:
            yield row.unlogged()
            continue
        yield from row.compare(_differences(one, told))
        yield from _noted(row, notes[one.id], told)


def _differences(record: Record, told: Sequence[Event]) -> Iterator[tuple[str, object, object]]:
    said = fold(told)
    yield "year", record.year, told[0].text("year")
    yield "number", record.number, told[0].text("number")
    yield "started_by", record.started_by, told[0].actor_id
    yield "state", record.state.value, said.state.value
    yield "form_sha256", record.form_sha256, said.form
    yield "docx_sha256", record.docx_sha256, said.docx
    yield "file_id", record.file_id, said.file
    yield "content_sha256", record.content_sha256, said.closed
    yield "disposal_id", record.disposal_id, said.disposal
    if said.content is not None and record.disposed_at is None:
        yield "content", content_sha256(record.content), said.content


def _notes(
    session: Session, ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, list[tuple[str, uuid.UUID]]]:
    query = select(RecordNote.record_id, RecordNote.id, RecordNote.made_by)
    notes: defaultdict[uuid.UUID, list[tuple[str, uuid.UUID]]] = defaultdict(list)
    for row in session.execute(query.where(RecordNote.record_id.in_(ids)).order_by(RecordNote.id)):
        notes[row.record_id].append((str(row.id), row.made_by))
    return notes


def _noted(
    row: Row, notes: Sequence[tuple[str, uuid.UUID]], told: Sequence[Event]
) -> Iterator[Found]:
    logged = {one.text("note_id"): one.actor_id for one in told if one.what == "noted"}
    for note_id, made_by in notes:
        named = Row("record_note", f"{row.name}, {note_id}")
        if note_id in logged:
            yield from named.compare([("made_by", made_by, logged.pop(note_id))])
        else:
            yield named.unlogged()
    for gone in sorted(logged):
        yield Found("VERIFY-ROW-GONE", {"table": "record_note", "row": gone})


WATCHED = (Watched(Record, Record.id, "record", check_records),)

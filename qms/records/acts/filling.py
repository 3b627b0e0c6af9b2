"""Filling a form in: begun from the version in force, saved, completed, closed, given up."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import audit, word
from qms.documents.acts.case import lock_document
from qms.errors import Conflict, Invalid
from qms.people.queries import load_actor, lock_actor, unit_names
from qms.people.rules import Actor, fold, today
from qms.records import prefill, values
from qms.records.acts.case import Case, load_case
from qms.records.model import Record, canonical
from qms.records.queries.forms import FormInForce, demand_in_force, form_fields, readable_form
from qms.records.rules import Act, Origin, State, require_start
from qms.records.schemas import StartRecord
from qms.service import Service
from qms.store import Stored, read_bytes
from qms.word.fill import filled


def start_record(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, wish: StartRecord
) -> uuid.UUID:
    """Begin a record of a form's version in force; an outdated one is refused, naming this one.

    What is known already (unit, person, day, number) stands in it from the start.
    """
    now = service.now()
    with service.db.read() as session:
        actor = load_actor(session, actor_id, now)
        form = _form(session, actor, document_id, wish, now)
    asked = form_fields(service.store, form.sha256)
    with service.db.write() as session:
        actor = lock_actor(session, actor_id, now)
        document = lock_document(session, document_id)
        if _form(session, actor, document_id, wish, now) != form:
            raise Conflict("RECORD-FORM-OUTDATED", form=form.code, number=form.number)
        number = _next_number(session, document.id, today(now).year)
        unit = unit_names(session, now, [wish.unit_id]).get(wish.unit_id)
        if unit is None:
            raise Invalid("FIELDS-INVALID", fields={"unit_id": "FIELD-CHOICE"})
        known = prefill.Known(unit, actor.full_name, today(now), number)
        title = wish.title or form.title
        record = Record(
            document_id=document.id,
            revision_id=form.revision_id,
            form_sha256=form.sha256,
            unit_id=wish.unit_id,
            year=today(now).year,
            number=number,
            title=title,
            search_key=_search_key(form.code, title),
            content=prefill.known_values(asked, known),
            started_at=now,
            started_by=actor.id,
            saved_at=now,
            saved_by=actor.id,
        )
        session.add(record)
        session.flush()
        case = Case(session, now, audit.new_act(), actor, record, document)
        case.event("started", form=form.sha256, number=record.number, year=record.year)
        return record.id


def _form(
    session: Session, actor: Actor, document_id: uuid.UUID, wish: StartRecord, now: datetime
) -> FormInForce:
    """The version to fill in, for this person and unit."""
    document = readable_form(session, actor, document_id)
    form = demand_in_force(session, document, now)
    if wish.revision_id is not None and wish.revision_id != form.revision_id:
        raise Conflict("RECORD-FORM-OUTDATED", form=form.code, number=form.number)
    require_start(actor, wish.unit_id)
    return form


def _next_number(session: Session, document_id: uuid.UUID, year: int) -> int:
    query = select(func.max(Record.number)).where(
        Record.document_id == document_id, Record.year == year
    )
    return (session.scalar(query) or 0) + 1


def _search_key(code: str, title: str) -> str:
    return fold(f"{code} {title}")[:800]


def save_values(
    service: Service,
    actor_id: uuid.UUID,
    record_id: uuid.UUID,
    given: Mapping[str, Any],
    row_version: int,
    title: str | None = None,
) -> None:
    """Keep what was typed so far; a complete record goes back to being filled in."""
    sha256 = _form_of(service, actor_id, record_id)
    checked = values.taken(form_fields(service.store, sha256), given)
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = case.allow(Act.SAVE)
        case.expect(row_version)
        case.expect_form(sha256)
        put_values(case, checked, state)
        if title is not None:
            case.record.title = title
            case.record.search_key = _search_key(case.document.code, title)
        case.event("saved", content=content_sha256(checked))


def _form_of(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID) -> str:
    """The hash of the form of a record that this person may save."""
    with service.db.read() as session:
        case = load_case(session, service, actor_id, record_id)
        case.allow(Act.SAVE)
        return case.record.form_sha256


def put_values(case: Case, content: Mapping[str, Any], state: State) -> None:
    """New values; the file made of older ones is no longer the record's."""
    record = case.record
    record.content, record.state = dict(content), state
    record.saved_at, record.saved_by = case.now, case.actor.id
    record.origin = record.docx_sha256 = record.docx_size = None
    record.completed_at = record.completed_by = None


def content_sha256(content: Any) -> str:
    """What proves the values of a record, also after they were disposed of."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def complete(
    service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, row_version: int | None = None
) -> None:
    """Make the Word file of the record; refused while the form has changed (both are named)."""
    with service.db.read() as session:
        case = load_case(session, service, actor_id, record_id)
        case.allow(Act.COMPLETE)
        case.expect(row_version)
        case.demand_form()
        version, sha256 = case.record.row_version, case.record.form_sha256
        content = values.trimmed(case.record.content or {})
        identity = identity_of(case)
    if not content:
        raise Invalid("RECORD-EMPTY")
    form = read_bytes(service.store, sha256)
    stored = service.store.put(word.with_identity(filled(form, content), identity))
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = case.allow(Act.COMPLETE)
        case.expect(version)
        case.demand_form()
        case.record.content = content
        put_file(case, stored, Origin.FILLED, state)
        case.event("completed", docx=stored.sha256, content=content_sha256(content))


def identity_of(case: Case) -> word.Identity:
    """What the file of a record says about itself: the form and its exact version."""
    record = case.record
    return word.Identity(
        record.document_id, record.revision_id, case.document.code, record.form_sha256
    )


def put_file(case: Case, stored: Stored, origin: Origin, state: State) -> None:
    """The bytes that are the record from now on."""
    record = case.record
    record.state, record.origin = state, origin
    record.docx_sha256, record.docx_size = stored.sha256, stored.size
    record.completed_at, record.completed_by = case.now, case.actor.id


def close(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, row_version: int) -> None:
    """Lock a complete record for good; from here on it is only noted (ISO 9001:2015, 7.5.3)."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        record, state = case.record, case.allow(Act.CLOSE)
        case.expect(row_version)
        if record.file_id is None:
            raise Invalid("RECORD-NOT-FILED")
        service.store.verify(str(record.docx_sha256))
        record.state = state
        record.closed_at, record.closed_by = case.now, case.actor.id
        record.ended_year = today(case.now).year
        record.content_sha256 = content_sha256(record.content)
        case.event("closed", docx=record.docx_sha256, content=record.content_sha256)


def abandon(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, reason: str) -> None:
    """Give a record up before it is closed, with a reason; its number is not used again."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = case.allow(Act.ABANDON)
        put_values(case, case.record.content or {}, state)
        case.record.abandon_reason = reason
        case.event("abandoned")


def started_before(record: Record, effective_at: datetime | None) -> bool:
    """Whether a record was begun before this version of the form came into force."""
    return effective_at is None or record.started_at < effective_at

"""What happens to a record beside its values: notes, its file in the plan, the step of disposal."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, NotFound
from qms.records.acts.case import load_case
from qms.records.model import FilePlanLine, Record, RecordNote
from qms.records.rules import Act, LineKind
from qms.service import Service


def add_note(service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, text: str) -> uuid.UUID:
    """Say something about a record afterwards: the one way to correct a closed one."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        case.allow(Act.NOTE)
        note = RecordNote(record_id=record_id, text=text, made_by=case.actor.id, made_at=case.now)
        session.add(note)
        session.flush()
        case.event("noted", note_id=str(note.id))
        return note.id


def file_into(
    service: Service, actor_id: uuid.UUID, record_id: uuid.UUID, line_id: uuid.UUID
) -> None:
    """Put a record into a file of the plan, which says how long it is kept."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        case.allow(Act.FILE)
        line = session.get(FilePlanLine, line_id)
        if line is None or line.kind is not LineKind.FILE:
            raise NotFound("PLAN-LINE-NOT-FOUND")
        before = case.record.file_id
        if before == line.id:
            return
        case.record.file_id = line.id
        case.event("filed", file_id=str(line.id), before=str(before) if before else "")


def dispose_record(
    session: Session,
    *,
    act_id: uuid.UUID,
    actor_id: uuid.UUID,
    record_id: uuid.UUID,
    disposal_id: uuid.UUID,
    now: datetime,
) -> str | None:
    """Leave only the stub of a closed record, inside the transaction of a decided disposal.

    Returns the hash of the stored file to delete after the commit; None while another record
    still names the same bytes. Who decides, holds and minutes are the room of retention's.
    """
    record = session.scalars(
        select(Record).where(Record.id == record_id).with_for_update(key_share=True)
    ).one_or_none()
    if record is None:
        raise NotFound("RECORD-NOT-FOUND")
    if record.closed_at is None or record.disposed_at is not None:
        raise Conflict("RECORD-NOT-DISPOSABLE")
    record.content, record.left_over = None, []
    record.disposed_at, record.disposal_id = now, disposal_id
    session.flush()
    audit.record(
        session,
        act_id=act_id,
        at=now,
        actor_id=actor_id,
        action="records.record.disposed",
        object_kind="record",
        object_id=record.id,
        data={
            "document_id": str(record.document_id),
            "disposal_id": str(disposal_id),
            "docx": record.docx_sha256,
            "content": record.content_sha256,
        },
    )
    others = select(Record.id).where(
        Record.docx_sha256 == record.docx_sha256,
        Record.id != record.id,
        Record.disposed_at.is_(None),
    )
    return None if session.scalar(others.limit(1)) else record.docx_sha256

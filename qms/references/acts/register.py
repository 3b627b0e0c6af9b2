"""Keeping the list of external documents (ISO 9001:2015, 7.5.3.2): add, correct, look up."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, Invalid, NotFound, Stale
from qms.people.queries import lock_actor
from qms.people.rules import Actor, fold, today
from qms.references.model import ExternalCheck, ExternalDocument
from qms.references.rules.naming import naming
from qms.references.rules.standing import check_days, require_keep
from qms.references.schemas import CheckGiven, ExternalChange, NewExternal
from qms.service import Service

KIND = "external_document"
FACTS = ("title", "issuer", "issued_on", "effective_on", "kept_at", "note")


def add_external(service: Service, actor_id: uuid.UUID, new: NewExternal) -> uuid.UUID:
    """Take a law or standard into the list; one number stands there once."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        require_keep(actor)
        line = add_line(session, actor, new, now)
        event(session, actor, audit.new_act(), now, "added", line, number=line.number)
        return line.id


def change_external(
    service: Service, actor_id: uuid.UUID, external_id: uuid.UUID, change: ExternalChange
) -> None:
    """Correct the facts of a line; what it cites and who cites it follows by itself."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        require_keep(actor)
        line = lock_external(session, external_id)
        if change.row_version != line.row_version:
            raise Stale("EXTERNAL-CHANGED-MEANWHILE")
        check_days(change.issued_on, change.effective_on, line.ended_on)
        changed = _apply(session, line, change)
        event(session, actor, audit.new_act(), now, "changed", line, fields=changed)


def check_external(
    service: Service, actor_id: uuid.UUID, external_id: uuid.UUID, given: CheckGiven
) -> None:
    """Somebody looked it up today: it stands as the list says."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        require_keep(actor)
        line = lock_external(session, external_id)
        note_check(session, actor, line, given.note, now)
        event(session, actor, audit.new_act(), now, "checked", line, status=line.status.value)


def add_line(session: Session, actor: Actor, new: NewExternal, now: datetime) -> ExternalDocument:
    """A new line, if its number is free."""
    check_days(new.issued_on, new.effective_on, None)
    line = ExternalDocument(created_at=now, created_by=actor.id)
    _name(session, line, new.number, new.issued_on)
    for name in FACTS:
        setattr(line, name, getattr(new, name))
    line.search_key = _search_key(line)
    session.add(line)
    session.flush()
    return line


def note_check(
    session: Session, actor: Actor, line: ExternalDocument, note: str, now: datetime
) -> None:
    """Remember who looked it up and when."""
    day = today(now)
    line.last_checked_on, line.last_checked_by = day, actor.id
    session.add(
        ExternalCheck(external_id=line.id, checked_on=day, checked_by=actor.id, note=note, at=now)
    )


def lock_external(session: Session, external_id: uuid.UUID) -> ExternalDocument:
    """The line, locked: one act at a time on it."""
    query = select(ExternalDocument).where(ExternalDocument.id == external_id)
    line = session.scalars(query.with_for_update(key_share=True)).one_or_none()
    if line is None:
        raise NotFound("EXTERNAL-NOT-FOUND")
    return line


def event(
    session: Session,
    actor: Actor,
    act_id: uuid.UUID,
    now: datetime,
    action: str,
    line: ExternalDocument,
    **data: object,
) -> None:
    """One audit event about a line of the list."""
    audit.record(
        session,
        act_id=act_id,
        at=now,
        actor_id=actor.id,
        action=f"references.external.{action}",
        object_kind=KIND,
        object_id=line.id,
        data=data,
    )


def _apply(session: Session, line: ExternalDocument, change: ExternalChange) -> list[str]:
    changed = [name for name in FACTS if getattr(line, name) != getattr(change, name)]
    if line.number != change.number:
        changed.append("number")
    _name(session, line, change.number, change.issued_on)
    for name in FACTS:
        setattr(line, name, getattr(change, name))
    line.search_key = _search_key(line)
    return changed


def _name(session: Session, line: ExternalDocument, number: str, issued_on: date | None) -> None:
    """Number, kind and keys; raises Conflict where another line has the number."""
    named = naming(number, issued_on)
    if not named.canonical:
        raise Invalid("EXTERNAL-NUMBER", fields={"number": "EXTERNAL-NUMBER"})
    other = select(ExternalDocument.number).where(ExternalDocument.canonical == named.canonical)
    if line.id is not None:
        other = other.where(ExternalDocument.id != line.id)
    taken = session.scalar(other)
    if taken is not None:
        raise Conflict("EXTERNAL-NUMBER-TAKEN", number=taken)
    line.number, line.kind = number, named.kind
    line.canonical, line.base, line.sort_key = named.canonical, named.base, named.sort_key


def _search_key(line: ExternalDocument) -> str:
    return fold(f"{line.number} {line.title} {line.issuer}")[:900]

"""Holds: what may not be destroyed, why, since when; and which hold is in the way of a disposal."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.people.queries import names
from qms.people.rules import Actor
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.records.rules import LineKind
from qms.retention.model import RetentionHold
from qms.retention.queries.due import number_of
from qms.retention.queries.terms import about_it
from qms.retention.rules import Scope, may_manage, may_see


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold as it is listed."""

    id: uuid.UUID
    number: int
    scope: Scope
    scope_id: uuid.UUID
    subject: str
    reason: str
    placed_at: datetime
    placed_by: str
    released_at: datetime | None
    released_by: str
    release_reason: str
    may_release: bool


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A hold that keeps a record from being destroyed."""

    record: str
    hold: int
    subject: str


def holds(session: Session, actor: Actor, scope_ids: Collection[uuid.UUID] = ()) -> list[HoldRow]:
    """All holds (on these subjects), those in force first, for whoever may see this room."""
    if not may_see(actor):
        return []
    query = select(RetentionHold).order_by(
        RetentionHold.released_at.is_not(None), RetentionHold.number.desc()
    )
    if scope_ids:
        query = query.where(RetentionHold.scope_id.in_(scope_ids))
    found = list(session.scalars(query))
    people = names(
        session, {who for one in found for who in (one.placed_by, one.released_by) if who}
    )
    return [
        HoldRow(
            one.id,
            one.number,
            one.scope,
            one.scope_id,
            subject(session, one.scope, one.scope_id),
            one.reason,
            one.placed_at,
            people[one.placed_by].full_name,
            one.released_at,
            people[one.released_by].full_name if one.released_by else "",
            one.release_reason,
            one.released_at is None
            and may_manage(actor, unit_of(session, one.scope, one.scope_id)),
        )
        for one in found
    ]


def subjects(session: Session) -> list[tuple[str, str]]:
    """What can be held beside single records: files of the plans, forms with records."""
    files = (
        select(FilePlanLine, FilePlan.year)
        .join(FilePlan, FilePlan.id == FilePlanLine.plan_id)
        .where(FilePlanLine.kind == LineKind.FILE)
        .order_by(FilePlan.year.desc(), FilePlanLine.position)
    )
    with_records = select(Record.document_id).distinct()
    forms = select(Document).where(Document.id.in_(with_records)).order_by(Document.sort_code)
    return [
        (f"{Scope.FILE.value}:{line.id}", f"{line.mark} ({year}) – {line.title}")
        for line, year in session.execute(files)
    ] + [
        (f"{Scope.FORM.value}:{one.id}", f"{one.code} – {one.title}")
        for one in session.scalars(forms)
    ]


def subject(session: Session, scope: Scope, scope_id: uuid.UUID) -> str:
    """What is held, by its number or mark; empty where there is no such thing."""
    if scope is Scope.FORM:
        document = session.get(Document, scope_id)
        return f"{document.code} – {document.title}" if document is not None else ""
    if scope is Scope.FILE:
        line = session.get(FilePlanLine, scope_id)
        if line is None:
            return ""
        return f"{line.mark} ({session.get_one(FilePlan, line.plan_id).year}) – {line.title}"
    record = session.get(Record, scope_id)
    if record is None:
        return ""
    return f"{number_of(session.get_one(Document, record.document_id).code, record)}"


def unit_of(session: Session, scope: Scope, scope_id: uuid.UUID) -> uuid.UUID | None:
    """The unit whose quality manager answers; None: the whole agency's."""
    record = session.get(Record, scope_id) if scope is Scope.RECORD else None
    return record.unit_id if record is not None else None


def in_the_way(session: Session, record_ids: Collection[uuid.UUID]) -> InTheWay | None:
    """The first hold in force on one of these records."""
    query = (
        select(Record, RetentionHold)
        .join(RetentionHold, about_it(RetentionHold))
        .where(Record.id.in_(record_ids), RetentionHold.released_at.is_(None))
        .order_by(RetentionHold.number, Record.year, Record.number)
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    record, hold = row
    code = session.get_one(Document, record.document_id).code
    about = subject(session, hold.scope, hold.scope_id)
    return InTheWay(number_of(code, record), hold.number, about)

"""What waits for a person and what was said to that person, merged from every room."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import outbox
from qms.documents.model import Adoption, Document, Revision
from qms.documents.queries import waiting
from qms.documents.queries.waiting import Task
from qms.outbox import NoticeRow
from qms.people.rules import Actor

NOTICES = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A notice with the code and title of what it is about."""

    id: uuid.UUID
    kind: str
    subject_kind: str
    subject_id: uuid.UUID
    code: str
    title: str
    said_at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class MyWork:
    """Everything on the first page of one person."""

    waiting: list[Task]
    waited_for: list[Task]
    notices: list[Said]


def my_work(session: Session, actor: Actor, now: datetime) -> MyWork:
    """What waits for this person, what this person waits for, and what was said lately."""
    return MyWork(
        waiting=waiting.waiting_for(session, actor, now),
        waited_for=waiting.waited_for(session, actor),
        notices=_said(session, outbox.notices_for(session, actor.id, limit=NOTICES)),
    )


def waiting_count(session: Session, actor: Actor, now: datetime) -> int:
    """How many things wait for this person, for the navigation of every page."""
    return waiting.waiting_count(session, actor, now)


def _said(session: Session, rows: list[NoticeRow]) -> list[Said]:
    facts = _revisions(session, [one.subject_id for one in rows if one.subject_kind == "revision"])
    facts |= _adoptions(session, [one.subject_id for one in rows if one.subject_kind == "adoption"])
    return [
        Said(
            one.id,
            one.kind,
            one.subject_kind,
            one.subject_id,
            *facts[one.subject_id],
            said_at=one.said_at,
            is_new=one.read_at is None,
        )
        for one in rows
        if one.subject_id in facts
    ]


def _revisions(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    query = (
        select(Revision.id, Document.code, Revision.title)
        .join(Document, Document.id == Revision.document_id)
        .where(Revision.id.in_(set(ids)))
    )
    return {row.id: (row.code, row.title) for row in session.execute(query)}


def _adoptions(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    wanted = set(ids)
    if not wanted:
        return {}
    query = select(Adoption.id, Adoption.decision_number).where(Adoption.id.in_(wanted))
    return {row.id: (row.decision_number, "") for row in session.execute(query)}

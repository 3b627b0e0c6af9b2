"""What waits for a person in this room: computed, never stored."""

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from qms.db import UtcTime
from qms.distribution.model import Acknowledgement, DistributionList, PaperCopy
from qms.distribution.queries.circle import Instant, Someone, readers
from qms.distribution.rules import OUT, ReadingTerm
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at, owned_under
from qms.people.rules import Actor, Role
from qms.people.work import Task

KEEPERS = (Role.QUALITY_MANAGER, Role.AUTHOR)


class Wait(StrEnum):
    """What is to be done."""

    READ = "distribution.read"
    RECALL = "distribution.recall"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """What waits for this person: documents to read and confirm, old copies to call back."""
    tasks = [
        Task(
            Wait.READ,
            "document",
            row.document_id,
            row.code,
            row.title,
            max(row.since, row.effective_at),
            _due(row),
        )
        for row in session.execute(_unread(actor.id, now))
    ]
    if actor.has_any(KEEPERS):
        tasks += [
            Task(Wait.RECALL, "document", row.id, row.code, row.title, row.since, None)
            for row in session.execute(_recalls(actor, now))
        ]
    return tasks


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression over the parameters `waiting_me` and `waiting_now`."""
    count = _unread_count()
    return count + _counted(_recalls(actor, now)) if actor.has_any(KEEPERS) else count


@cache
def _unread_count() -> ColumnElement[int]:
    """Built once: it runs on every page, and building it costs twenty times what running does."""
    me = bindparam("waiting_me", type_=Uuid())
    return _counted(_unread(me, bindparam("waiting_now", type_=UtcTime())))


def pending(now: Instant, person_id: Someone | None = None) -> Select[Any]:
    """Who has still to read which revision in force, with the terms of its list; all columns."""
    asked = readers(now, person_id=person_id).subquery("distribution_readers")
    read = exists().where(
        Acknowledgement.revision_id == Revision.id,
        Acknowledgement.person_id == asked.c.person_id,
    )
    return (
        select(
            asked.c.document_id,
            asked.c.person_id,
            asked.c.since,
            Document.code,
            Document.owner_unit_id,
            Revision.id.label("revision_id"),
            Revision.title,
            Revision.effective_at,
            DistributionList.days_to_read,
            DistributionList.escalate_after,
        )
        .join(Document, Document.id == asked.c.document_id)
        .join(Revision, and_(Revision.document_id == asked.c.document_id, in_force_at(now)))
        .join(DistributionList, DistributionList.document_id == asked.c.document_id)
        .where(~read)
    )


def _unread(person_id: Someone, now: Instant) -> Select[Any]:
    return pending(now, person_id).order_by(Document.sort_code)


def _recalls(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    """Documents of this person's units with copies out of which the edition has ended."""
    return (
        select(
            Document.id, Document.code, Document.title, func.min(PaperCopy.issued_at).label("since")
        )
        .join(PaperCopy, PaperCopy.document_id == Document.id)
        .join(Revision, Revision.id == PaperCopy.revision_id)
        .where(to_recall(now), owned_under(actor, KEEPERS))
        .group_by(Document.id, Document.code, Document.title)
    )


def to_recall(at: datetime) -> ColumnElement[bool]:
    """Copies that are out although their edition is no longer in force: nobody opens this list."""
    return and_(PaperCopy.state.in_(OUT), ~in_force_at(at))


def _counted(rows: Select[Any]) -> ColumnElement[int]:
    found = rows.order_by(None).subquery()
    return select(func.count()).select_from(found).scalar_subquery()


def _due(row: Any) -> date:
    return ReadingTerm(row.days_to_read).due_on(max(row.since, row.effective_at))

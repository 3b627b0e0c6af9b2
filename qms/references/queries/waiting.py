"""What waits for a person in this room: computed, never stored.

A quality manager sees one task for each change of law, the author of a document one for each of
the own documents that rest on it.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, select
from sqlalchemy.orm import Session

from qms.documents.model import Revision
from qms.documents.queries.in_force import owned_under
from qms.people.rules import Actor, Role
from qms.people.work import Task
from qms.references.model import ExternalDocument
from qms.references.queries.reviews import OpenReview, open_pairs, open_reviews
from qms.references.rules.standing import KEEPING

LAW, DOCUMENT = "references.law", "references.document"
_MANAGING = (Role.QUALITY_MANAGER,)


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Changes of law to bring into the documents of this person, with their legal day."""
    if not actor.has_any(KEEPING):
        return []
    tasks: dict[tuple[str, uuid.UUID, uuid.UUID], Task] = {}
    if actor.has(Role.QUALITY_MANAGER):
        for one in open_reviews(session, now, owned_under(actor, _MANAGING)):
            tasks.setdefault((LAW, one.external_id, one.external_id), _law(one))
    for one in open_reviews(session, now, _own(actor)):
        tasks[DOCUMENT, one.external_id, one.document_id] = _document(one)
    return list(tasks.values())


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression; None where there can be nothing."""
    if not actor.has_any(KEEPING):
        return None
    own = _counted(open_pairs(now).where(_own(actor)))
    if not actor.has(Role.QUALITY_MANAGER):
        return own
    managed = open_pairs(now).where(owned_under(actor, _MANAGING))
    laws = managed.with_only_columns(ExternalDocument.id).distinct()
    return own + _counted(laws)


def _own(actor: Actor) -> ColumnElement[bool]:
    """What this person answers for as author, and does not see as quality manager anyhow."""
    return and_(
        Revision.responsible_id == actor.id,
        owned_under(actor, KEEPING),
        not_(owned_under(actor, _MANAGING)),
    )


def _counted(rows: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def _law(one: OpenReview) -> Task:
    return Task(
        LAW,
        "references.external",
        one.external_id,
        one.number,
        one.external_title,
        one.since,
        one.due_on,
    )


def _document(one: OpenReview) -> Task:
    return Task(
        DOCUMENT,
        "references.document",
        one.document_id,
        one.code,
        one.title,
        one.since,
        one.due_on,
    )

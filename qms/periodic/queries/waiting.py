"""What waits for a person in this room: computed, never stored."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision, RevisionAuthor
from qms.documents.queries.in_force import in_force_at, owned_under
from qms.people.queries import names
from qms.people.rules import Actor, Role, day_start, today
from qms.people.work import Task
from qms.periodic.model import PeriodicReview
from qms.periodic.queries.due import due_on, has_proposal, is_revising, is_waiting
from qms.periodic.rules import AHEAD

REVIEW, SIGN = "periodic.review", "periodic.sign"
REVIEWING = (Role.QUALITY_MANAGER, Role.AUTHOR)


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Documents due within thirty days or overdue, and verdicts to sign."""
    tasks: list[Task] = []
    if actor.has_any(REVIEWING):
        due = due_on().label("due")
        for document, revision, day in session.execute(_due(actor, now).add_columns(due)):
            tasks.append(_review_task(document, revision, day))
    if actor.has(Role.APPROVER):
        found = session.execute(_to_sign(actor, now)).all()
        people = names(session, {review.proposed_by for review, _, _ in found})
        for review, document, revision in found:
            tasks.append(
                _sign_task(review, document, revision, people[review.proposed_by].full_name)
            )
    return tasks


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression; None for who neither reviews nor signs."""
    parts: list[ColumnElement[int]] = []
    if actor.has_any(REVIEWING):
        parts.append(_counted(_due(actor, now)))
    if actor.has(Role.APPROVER):
        parts.append(_counted(_to_sign(actor, now)))
    return sum(parts[1:], parts[0]) if parts else None


def _counted(found: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    return found.with_only_columns(func.count()).order_by(None).scalar_subquery()


def _due(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    own = and_(Revision.responsible_id == actor.id, owned_under(actor, REVIEWING))
    return (
        select(Document, Revision)
        .join(Revision, Revision.document_id == Document.id)
        .where(
            or_(owned_under(actor, (Role.QUALITY_MANAGER,)), own),
            in_force_at(now),
            due_on() <= today(now) + AHEAD,
            ~has_proposal(),
            ~is_revising(),
        )
        .order_by(Document.sort_code, Document.id)
    )


def _to_sign(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    wrote = exists().where(
        RevisionAuthor.revision_id == Revision.id, RevisionAuthor.person_id == actor.id
    )
    return (
        select(PeriodicReview, Document, Revision)
        .join(Revision, Revision.id == PeriodicReview.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(
            is_waiting(),
            in_force_at(now),
            owned_under(actor, (Role.APPROVER,)),
            PeriodicReview.proposed_by != actor.id,
            ~wrote,
        )
        .order_by(PeriodicReview.proposed_at, PeriodicReview.id)
    )


def _review_task(document: Document, revision: Revision, day: Any) -> Task:
    return Task(
        kind=REVIEW,
        subject_kind="periodic_document",
        subject_id=document.id,
        code=document.code,
        title=revision.title,
        since=day_start(day - AHEAD),
        due_on=day,
    )


def _sign_task(
    review: PeriodicReview, document: Document, revision: Revision, proposer: str
) -> Task:
    return Task(
        kind=SIGN,
        subject_kind="periodic_review",
        subject_id=review.id,
        code=document.code,
        title=revision.title,
        since=review.proposed_at,
        due_on=None,
        who=proposer,
    )

"""What waits for a person and what a person waits for: computed, never stored."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from qms.db import UtcTime
from qms.documents.model import Adoption, Document, ReviewTask, Revision, Round
from qms.documents.queries.facts import stood_for
from qms.documents.rules.states import State
from qms.people.model import Delegation
from qms.people.queries import names
from qms.people.rules import Actor
from qms.people.work import Task


class Wait(StrEnum):
    """What is to be done."""

    REVIEW = "review"
    APPROVE = "approve"
    ADOPT = "adopt"
    FINISH_DRAFT = "finish_draft"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """What waits for this person, the most urgent first."""
    tasks = [
        *_reviews(session, ReviewTask.reviewer_id == actor.id),
        *_approvals(session, {actor.id} | _stood_for(session, actor, now)),
        *_adoptions(session, actor),
        *_drafts(session, actor),
    ]
    return sorted(tasks, key=lambda one: (one.due_on or date.max, one.since))


def waiting_count(session: Session, actor: Actor, now: datetime) -> int:
    """How many things wait for this person, in one query where nobody else is stood in for."""
    asked = {"me": actor.id, "now": now}
    total, approving, stands_in = session.execute(_count_statement(), asked).one()
    if stands_in:
        return int(total) + len(_approvals(session, {actor.id} | _stood_for(session, actor, now)))
    return int(total) + int(approving)


@cache
def _count_statement() -> Select[int, int, bool]:
    """Built once: it runs on every page, and building it costs more than running it."""
    me = bindparam("me", type_=Uuid())
    given = select(Delegation.id).where(
        Delegation.delegate_id == me,
        Delegation.valid_from <= bindparam("now", type_=UtcTime()),
        or_(Delegation.valid_to.is_(None), Delegation.valid_to > bindparam("now", type_=UtcTime())),
    )
    own = (
        _counted(_review_rows(ReviewTask.reviewer_id == me))
        + _counted(_adoption_rows(me))
        + _counted(_draft_rows(me))
    )
    return select(own, _counted(_in_approval().where(Revision.approver_id == me)), exists(given))


def _counted(rows: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    return rows.with_only_columns(func.count()).order_by(None).scalar_subquery()


def _stood_for(session: Session, actor: Actor, now: datetime) -> frozenset[uuid.UUID]:
    return stood_for(session, actor.id, None, now)


def waited_for(session: Session, actor: Actor) -> list[Task]:
    """What this person waits for: reviews and approvals of own revisions, with whom they wait."""
    found = [
        *_reviews(session, Revision.responsible_id == actor.id, named=True),
        *_mine_in_approval(session, actor),
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.since))


def overdue_reviews(session: Session, today: date) -> list[tuple[ReviewTask, Revision, Document]]:
    """Undecided tasks of running rounds whose day has passed or is tomorrow, for reminders."""
    query = (
        select(ReviewTask, Revision, Document)
        .join(Round, Round.id == ReviewTask.round_id)
        .join(Revision, Revision.id == Round.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(*_undecided(), ReviewTask.due_on <= today)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _undecided() -> tuple[ColumnElement[bool], ...]:
    return (
        Round.ended_at.is_(None),
        ReviewTask.released_at.is_(None),
        ReviewTask.verdict.is_(None),
        Revision.state == State.IN_REVIEW,
    )


def _review_rows(whose: ColumnElement[bool]) -> Select[ReviewTask, Revision, Document]:
    return (
        select(ReviewTask, Revision, Document)
        .join(Round, Round.id == ReviewTask.round_id)
        .join(Revision, Revision.id == Round.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(*_undecided(), whose)
    )


def _reviews(session: Session, whose: ColumnElement[bool], named: bool = False) -> list[Task]:
    rows = session.execute(_review_rows(whose)).all()
    people = names(session, {task.reviewer_id for task, _, _ in rows}) if named else {}
    return [
        Task(
            Wait.REVIEW,
            "revision",
            revision.id,
            document.code,
            revision.title,
            task.asked_at,
            task.due_on,
            people[task.reviewer_id].full_name if named else "",
        )
        for task, revision, document in rows
    ]


def _approvals(session: Session, for_whom: set[uuid.UUID]) -> list[Task]:
    rows = session.execute(_in_approval().where(Revision.approver_id.in_(for_whom))).all()
    return [
        Task(Wait.APPROVE, "revision", rev.id, doc.code, rev.title, running.submitted_at, None)
        for rev, doc, running in rows
    ]


def _mine_in_approval(session: Session, actor: Actor) -> list[Task]:
    rows = session.execute(_in_approval().where(Revision.responsible_id == actor.id)).all()
    people = names(session, {rev.approver_id for rev, _, _ in rows if rev.approver_id})
    return [
        Task(
            Wait.APPROVE,
            "revision",
            rev.id,
            doc.code,
            rev.title,
            running.submitted_at,
            None,
            people[rev.approver_id].full_name if rev.approver_id else "",
        )
        for rev, doc, running in rows
    ]


def _in_approval() -> Select[Revision, Document, Round]:
    return (
        select(Revision, Document, Round)
        .join(Document, Document.id == Revision.document_id)
        .join(Round, and_(Round.revision_id == Revision.id, Round.ended_at.is_(None)))
        .where(Revision.state == State.IN_APPROVAL)
    )


def _adoption_rows(me: uuid.UUID | ColumnElement[uuid.UUID]) -> Select[Adoption]:
    return select(Adoption).where(Adoption.approver_id == me, Adoption.signed_at.is_(None))


def _adoptions(session: Session, actor: Actor) -> list[Task]:
    return [
        Task(Wait.ADOPT, "adoption", one.id, one.decision_number, "", one.prepared_at, None)
        for one in session.scalars(_adoption_rows(actor.id))
    ]


def _draft_rows(me: uuid.UUID | ColumnElement[uuid.UUID]) -> Select[Revision, Document]:
    return (
        select(Revision, Document)
        .join(Document, Document.id == Revision.document_id)
        .where(
            Revision.state == State.DRAFT,
            Revision.responsible_id == me,
            Revision.adoption_id.is_(None),
        )
    )


def _drafts(session: Session, actor: Actor) -> list[Task]:
    return [
        Task(
            Wait.FINISH_DRAFT,
            "revision",
            rev.id,
            doc.code,
            rev.title,
            rev.created_at,
            rev.effective_on,
        )
        for rev, doc in session.execute(_draft_rows(actor.id))
    ]

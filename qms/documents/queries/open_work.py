"""What a person has in hand: the open revisions somebody else must take over when they leave."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, PlannedReviewer, ReviewTask, Revision, Round
from qms.documents.rules.states import OPEN, State


class Part(StrEnum):
    """What the person is in this revision."""

    RESPONSIBLE = "responsible"
    REVIEWER = "reviewer"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An open revision and the parts this person has in it."""

    revision_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    state: State
    parts: tuple[Part, ...]


def open_work(session: Session, person_id: uuid.UUID) -> list[uuid.UUID]:
    """The open revisions this person answers for, reviews, is to review, or approves."""
    query = select(Revision.id).where(Revision.state.in_(OPEN), _takes_part(person_id))
    return list(session.scalars(query.order_by(Revision.created_at)))


def open_work_lines(session: Session, person_id: uuid.UUID) -> list[OpenWork]:
    """The same with what the page shows, in one query."""
    query = (
        select(
            Revision,
            Document.code,
            _flag(Revision.responsible_id == person_id),
            _flag(_reviews(person_id)),
            _flag(Revision.approver_id == person_id),
        )
        .join(Document, Document.id == Revision.document_id)
        .where(Revision.state.in_(OPEN), _takes_part(person_id))
        .order_by(Document.sort_code)
    )
    return [
        OpenWork(
            row.id,
            code,
            row.title,
            row.edition,
            row.revision,
            row.state,
            tuple(part for part, is_so in zip(Part, parts, strict=True) if is_so),
        )
        for row, code, *parts in session.execute(query)
    ]


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _takes_part(person_id: uuid.UUID) -> ColumnElement[bool]:
    return (
        (Revision.responsible_id == person_id)
        | (Revision.approver_id == person_id)
        | _reviews(person_id)
    )


def _reviews(person_id: uuid.UUID) -> ColumnElement[bool]:
    return Revision.id.in_(_asked(person_id)) | Revision.id.in_(_meant(person_id))


def _asked(person_id: uuid.UUID) -> Select[uuid.UUID]:
    return (
        select(Round.revision_id)
        .join(ReviewTask, ReviewTask.round_id == Round.id)
        .where(
            Round.ended_at.is_(None),
            ReviewTask.reviewer_id == person_id,
            ReviewTask.released_at.is_(None),
            ReviewTask.verdict.is_(None),
        )
    )


def _meant(person_id: uuid.UUID) -> Select[uuid.UUID]:
    return select(PlannedReviewer.revision_id).where(PlannedReviewer.person_id == person_id)

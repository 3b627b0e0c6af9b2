"""Documents in force by the day they are due: what is overdue stands first."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import HISTORY_ROLES, in_force_at, owned_under
from qms.documents.rules.numbering import number_text
from qms.documents.rules.permissions import DocumentFacts
from qms.errors import Invalid
from qms.people.queries import unit_names
from qms.people.rules import Actor, fold, today
from qms.periodic import rules
from qms.periodic.queries.due import due_on, has_proposal, is_revising, kept_at
from qms.periodic.rules import AHEAD, Due

PAGE = 50


class Show(StrEnum):
    """Which documents a list shows."""

    DUE = "due"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DueFilter:
    """What a person asks of the list."""

    text: str = ""
    unit_id: uuid.UUID | None = None
    show: Show = Show.DUE


@dataclass(frozen=True, slots=True)
class DueRow:
    """One document in force and its next review."""

    document_id: uuid.UUID
    code: str
    title: str
    unit: str
    revision_id: uuid.UUID
    number: str
    effective_at: datetime
    kept_at: datetime | None
    review_months: int
    due_on: date
    stands: Due
    may_propose: bool


@dataclass(frozen=True, slots=True)
class DueList:
    """Up to a page of rows and the cursor of the next one."""

    rows: list[DueRow]
    next: str


def due_page(
    session: Session,
    actor: Actor,
    wanted: DueFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> DueList:
    """One page of what this person answers for (or audits), the earliest day first."""
    day, due = today(now), due_on()
    query = rows(now).where(owned_under(actor, HISTORY_ROLES), *_matching(wanted, due, day))
    if after:
        query = query.where(_later(due, after))
    query = query.order_by(due, Document.sort_code, Document.id).limit(limit + 1)
    found = session.execute(query).all()
    told = _told(session, found[:limit], actor, now)
    if len(found) <= limit:
        return DueList(told, "")
    last = found[limit - 1]
    place = (last.due.isoformat(), last.Document.sort_code, last.Document.id.hex)
    return DueList(told, "~".join(place))


def due_row(session: Session, actor: Actor, document_id: uuid.UUID, now: datetime) -> DueRow | None:
    """The same for one document; None where nothing is in force."""
    found = session.execute(rows(now).where(Document.id == document_id)).all()
    return next(iter(_told(session, found, actor, now)), None)


def rows(now: datetime) -> Select[*tuple[Any, ...]]:
    """Every document in force with the columns a row is told from."""
    return (
        select(
            Document,
            Revision,
            kept_at().label("kept"),
            due_on().label("due"),
            has_proposal().label("proposed"),
            is_revising().label("revising"),
        )
        .join(Revision, Revision.document_id == Document.id)
        .where(in_force_at(now))
    )


def _matching(wanted: DueFilter, due: ColumnElement[date], day: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.show is Show.DUE:
        conditions.append(or_(due <= day + AHEAD, has_proposal()))
    if wanted.show is Show.OVERDUE:
        conditions += [due < day, ~has_proposal(), ~is_revising()]
    if wanted.unit_id is not None:
        conditions.append(Document.owner_unit_id == wanted.unit_id)
    for word in fold(wanted.text).split()[:8]:
        conditions.append(Document.search_key.contains(word, autoescape=True))
    return conditions


def _told(session: Session, found: Any, actor: Actor, now: datetime) -> list[DueRow]:
    units = unit_names(session, now, {row.Document.owner_unit_id for row in found})
    return [_row(row, units.get(row.Document.owner_unit_id, ""), actor, now) for row in found]


def _row(row: Any, unit: str, actor: Actor, now: datetime) -> DueRow:
    document, revision = row.Document, row.Revision
    facts = DocumentFacts(document.owner_unit_id, document.visibility)
    stands = rules.stands(row.due, today(now), proposed=row.proposed, revising=row.revising)
    may_propose = rules.may_propose(actor, facts, revision.responsible_id)
    return DueRow(
        document_id=document.id,
        code=document.code,
        title=revision.title,
        unit=unit,
        revision_id=revision.id,
        number=number_text(revision.edition, revision.revision),
        effective_at=revision.effective_at,
        kept_at=row.kept,
        review_months=document.review_months,
        due_on=row.due,
        stands=stands,
        may_propose=may_propose and stands not in {Due.PROPOSED, Due.REVISING},
    )


def _later(due: ColumnElement[date], cursor: str) -> ColumnElement[bool]:
    try:
        day, sort_code, document_id = cursor.split("~")
        at, place = date.fromisoformat(day), (sort_code, uuid.UUID(document_id))
    except ValueError as error:
        raise Invalid("CURSOR") from error
    beside = tuple_(Document.sort_code, Document.id) > tuple_(*place)
    return or_(due > at, and_(due == at, beside))

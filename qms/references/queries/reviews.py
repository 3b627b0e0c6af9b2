"""Documents in force that cite what has ended: what is to be reviewed, by when, by whom.

Computed: a review is open while the revision in force cites the ended law and nobody has decided
that it may; it is done when a newer revision that no longer cites it comes into force.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at, owned_under
from qms.documents.rules.states import OPEN, State
from qms.people.queries import names, unit_names
from qms.people.rules import Actor
from qms.references.model import Citation, ExternalDocument, ReferenceReview
from qms.references.queries.targets import names_external
from qms.references.rules.standing import ENDED, KEEPING, review_due


@dataclass(frozen=True, slots=True)
class OpenReview:
    """One document to be brought in line with one change of law."""

    external_id: uuid.UUID
    number: str
    external_title: str
    document_id: uuid.UUID
    code: str
    title: str
    owner_unit_id: uuid.UUID
    unit: str
    revision_id: uuid.UUID
    responsible_id: uuid.UUID
    responsible: str
    since: datetime
    due_on: date
    open_revision_id: uuid.UUID | None  # a new revision is being written


@dataclass(frozen=True, slots=True)
class ClosedReview:
    """A document for which the change of law was dealt with, and how."""

    document_id: uuid.UUID
    code: str
    title: str
    reason: str  # "" where a newer revision no longer cites it
    by: str
    at: datetime | None


def open_pairs(now: datetime) -> Select[uuid.UUID, uuid.UUID, uuid.UUID]:
    """(external document, document, revision in force) of every open review, each once."""
    decided = exists(
        select(ReferenceReview.id).where(
            ReferenceReview.external_id == ExternalDocument.id,
            ReferenceReview.revision_id == Revision.id,
            ReferenceReview.status == ExternalDocument.status,
        )
    )
    return (
        select(
            ExternalDocument.id.label("external_id"),
            Document.id.label("document_id"),
            Revision.id.label("revision_id"),
        )
        .select_from(ExternalDocument)
        .join(Citation, names_external())
        .join(Revision, Revision.id == Citation.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(ExternalDocument.status.in_(sorted(ENDED)), in_force_at(now), ~decided)
        .distinct()
    )


def open_reviews(
    session: Session, now: datetime, *narrowed: ColumnElement[bool]
) -> list[OpenReview]:
    """Open reviews with their legal deadline, the most urgent first."""
    pairs = open_pairs(now).where(*narrowed).subquery()
    successor, opened = aliased(ExternalDocument), aliased(Revision)
    being_written = and_(opened.document_id == Document.id, opened.state.in_(OPEN))
    query = (
        select(ExternalDocument, successor.effective_on, Document, Revision, opened.id)
        .select_from(pairs)
        .join(ExternalDocument, ExternalDocument.id == pairs.c.external_id)
        .join(Document, Document.id == pairs.c.document_id)
        .join(Revision, Revision.id == pairs.c.revision_id)
        .outerjoin(successor, successor.id == ExternalDocument.replaced_by_id)
        .outerjoin(opened, being_written)
        .order_by(Document.sort_code, ExternalDocument.sort_key)
    )
    rows = session.execute(query).all()
    people = names(session, {row[3].responsible_id for row in rows})
    units = unit_names(session, now, {row[2].owner_unit_id for row in rows})
    found = [_open(row, people, units) for row in rows]
    return sorted(found, key=lambda one: one.due_on)


def reviews_of(session: Session, document_id: uuid.UUID, now: datetime) -> list[OpenReview]:
    """The open reviews of one document."""
    return open_reviews(session, now, Document.id == document_id)


def reviews_for(session: Session, actor: Actor, now: datetime) -> list[OpenReview]:
    """The open reviews of the units for which this person writes or manages."""
    return open_reviews(session, now, owned_under(actor, KEEPING))


def due_of(line: ExternalDocument, successor_effective_on: date | None) -> date:
    """By when what cites this ended document is to be brought in line."""
    if line.ended_on is None:
        raise AssertionError("what has ended has a day: the database holds it")
    return review_due(line.ended_on, successor_effective_on)


def closed_reviews(
    session: Session, line: ExternalDocument, now: datetime, *narrowed: ColumnElement[bool]
) -> list[ClosedReview]:
    """What was dealt with since the end was recorded: decided, or by a newer revision."""
    if line.marked_at is None:
        return []
    decided = _decided(session, line, *narrowed)
    known = {one.document_id for one in decided}
    still = open_pairs(now).where(ExternalDocument.id == line.id).subquery()
    newer = (
        select(Document.id, Document.code, Document.title)
        .join(Revision, Revision.document_id == Document.id)
        .join(Citation, Citation.revision_id == Revision.id)
        .join(ExternalDocument, names_external())
        .where(
            ExternalDocument.id == line.id,
            Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
            Revision.effective_at <= now,
            _ended_after(line.marked_at, now),
            Document.id.not_in(select(still.c.document_id)),
            *narrowed,
        )
        .distinct()
        .order_by(Document.code)
    )
    done = [
        ClosedReview(row.id, row.code, row.title, "", "", None)
        for row in session.execute(newer)
        if row.id not in known
    ]
    return [*decided, *done]


def _decided(
    session: Session, line: ExternalDocument, *narrowed: ColumnElement[bool]
) -> list[ClosedReview]:
    query = (
        select(ReferenceReview, Document)
        .join(Document, Document.id == ReferenceReview.document_id)
        .where(ReferenceReview.external_id == line.id, *narrowed)
        .order_by(ReferenceReview.decided_at.desc())
    )
    rows = session.execute(query).all()
    people = names(session, {one.decided_by for one, _ in rows})
    return [
        ClosedReview(
            document.id,
            document.code,
            document.title,
            one.reason,
            people[one.decided_by].full_name,
            one.decided_at,
        )
        for one, document in rows
    ]


def _ended_after(marked_at: datetime, now: datetime) -> ColumnElement[bool]:
    return and_(
        ~in_force_at(now),
        (Revision.superseded_at > marked_at) | (Revision.withdrawn_at > marked_at),
    )


def _open(row: Any, people: Any, units: dict[uuid.UUID, str]) -> OpenReview:
    line, successor_effective_on, document, revision, opened = row
    who = people.get(revision.responsible_id)
    return OpenReview(
        external_id=line.id,
        number=line.number,
        external_title=line.title,
        document_id=document.id,
        code=document.code,
        title=revision.title,
        owner_unit_id=document.owner_unit_id,
        unit=units.get(document.owner_unit_id, ""),
        revision_id=revision.id,
        responsible_id=revision.responsible_id,
        responsible=who.full_name if who else "",
        since=line.marked_at,
        due_on=due_of(line, successor_effective_on),
        open_revision_id=opened,
    )

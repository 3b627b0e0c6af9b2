"""The distribution list of a document as it stands, and all lists with how they go."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, false, func, or_, select, tuple_
from sqlalchemy.orm import Session

from qms.distribution import rules
from qms.distribution.model import Acknowledgement, DistributionList, PaperCopy, Recipient
from qms.distribution.queries.circle import active, asked, in_circle, readers
from qms.distribution.queries.reading import Tally
from qms.distribution.queries.waiting import KEEPERS, to_recall
from qms.distribution.rules import RecipientKind
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import HISTORY_ROLES, in_force_at, owned_under
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.errors import Invalid, NotAllowed, NotFound
from qms.people.model import Person
from qms.people.queries import names, unit_names
from qms.people.rules import Actor, Role

PAGE = 50


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """A line of the list: `name` is the unit or person; `role` with the unit it is asked in."""

    id: uuid.UUID
    kind: RecipientKind
    name: str
    role: Role | None
    people: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list of one document, with how many people it means today."""

    document_id: uuid.UUID
    code: str
    title: str
    days_to_read: int
    escalate_after: int
    row_version: int
    recipients: tuple[RecipientLine, ...]
    people: int
    outside: int  # on the list, but not allowed to read the document: they are not asked
    may_edit: bool


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One document with a list or with paper copies: how reading and recall go."""

    document_id: uuid.UUID
    code: str
    title: str
    edition: str
    tally: Tally
    copies: int
    to_recall: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Some documents in the order of codes and the cursor of the next page."""

    rows: tuple[OverviewRow, ...]
    next: str


def list_page(session: Session, actor: Actor, document_id: uuid.UUID, now: datetime) -> ListPage:
    """The list, for whoever keeps it or may see the history of the document."""
    document = seen_document(session, actor, document_id)
    terms = session.get(DistributionList, document_id)
    return ListPage(
        document.id,
        document.code,
        document.title,
        terms.days_to_read if terms else rules.DAYS_TO_READ,
        terms.escalate_after if terms else rules.ESCALATE_AFTER,
        terms.row_version if terms else 0,
        recipient_lines(session, document_id, now),
        *_people(session, document_id, now),
        rules.may_distribute(actor, document_facts(session, document)),
    )


def seen_document(session: Session, actor: Actor, document_id: uuid.UUID) -> Document:
    """The document, for whoever may see its distribution; unknown to who may not read it."""
    document = session.get(Document, document_id)
    facts = document_facts(session, document) if document is not None else None
    if document is None or facts is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    if not rules.may_see_distribution(actor, facts):
        if not permissions.may_read_in_force(actor, facts):
            raise NotFound("DOCUMENT-NOT-FOUND")
        raise NotAllowed("DISTRIBUTION-NOT-SEEN")
    return document


def recipient_lines(
    session: Session, document_id: uuid.UUID, at: datetime
) -> tuple[RecipientLine, ...]:
    """Who is on the list at an instant, with how many people each line means then."""
    rows = session.scalars(
        select(Recipient)
        .where(
            Recipient.document_id == document_id,
            Recipient.added_at <= at,
            or_(Recipient.removed_at.is_(None), Recipient.removed_at > at),
        )
        .order_by(Recipient.added_at, Recipient.id)
    ).all()
    found = asked(at, document_id=document_id)
    query = (
        select(found.c.recipient_id, func.count(found.c.person_id.distinct()))
        .join(Person, Person.id == found.c.person_id)
        .where(active(at))
        .group_by(found.c.recipient_id)
    )
    counts = {row[0]: row[1] for row in session.execute(query)}
    called = recipient_names(session, rows, at)
    return tuple(
        RecipientLine(
            one.id, one.kind, called[one.id], one.role, counts.get(one.id, 0), one.added_at
        )
        for one in rows
    )


def recipient_names(
    session: Session, rows: Iterable[Recipient], at: datetime
) -> dict[uuid.UUID, str]:
    """What each line names besides its role: a unit, a person, or (a role of the agency) ""."""
    found = list(rows)
    units = unit_names(session, at, {one.unit_id for one in found if one.unit_id})
    people = names(session, {one.person_id for one in found if one.person_id})
    return {
        one.id: people[one.person_id].full_name
        if one.person_id
        else units.get(one.unit_id, "")
        if one.unit_id
        else ""
        for one in found
    }


def _people(session: Session, document_id: uuid.UUID, now: datetime) -> tuple[int, int]:
    """How many people are asked, and how many of the list are outside the circle of readers."""
    found = readers(now, document_id=document_id).subquery()
    inside = session.scalar(select(func.count()).select_from(found)) or 0
    lines = asked(now, document_id=document_id)
    query = (
        select(func.count(lines.c.person_id.distinct()))
        .join(Person, Person.id == lines.c.person_id)
        .join(Document, Document.id == lines.c.document_id)
        .where(active(now), ~in_circle(Person.id, now))
    )
    return inside, session.scalar(query) or 0


def overview(
    session: Session, actor: Actor, now: datetime, after: str = "", limit: int = PAGE
) -> OverviewPage:
    """Documents whose distribution this person may see and that have a list or copies."""
    listed = select(Recipient.document_id).where(Recipient.removed_at.is_(None))
    copied = select(PaperCopy.document_id)
    query = select(Document).where(
        or_(Document.id.in_(listed), Document.id.in_(copied)),
        owned_under(actor, (*KEEPERS, *HISTORY_ROLES)),
    )
    if after:
        query = query.where(tuple_(Document.sort_code, Document.id) > _place(after))
    query = query.order_by(Document.sort_code, Document.id).limit(limit + 1)
    documents = session.scalars(query).all()
    ids = [one.id for one in documents[:limit]]
    current = _current(session, ids, now)
    tallies, copies = tallies_of(session, ids, now), _copies(session, ids, now)
    rows = tuple(
        OverviewRow(
            one.id,
            one.code,
            current[one.id][1] if one.id in current else one.title,
            current[one.id][0] if one.id in current else "",
            tallies.get(one.id, Tally()),
            *copies.get(one.id, (0, 0)),
        )
        for one in documents[:limit]
    )
    last = documents[limit - 1] if len(documents) > limit else None
    return OverviewPage(rows, f"{last.sort_code}~{last.id.hex}" if last else "")


def _current(
    session: Session, ids: list[uuid.UUID], now: datetime
) -> dict[uuid.UUID, tuple[str, str]]:
    query = select(Revision).where(Revision.document_id.in_(ids), in_force_at(now))
    return {
        one.document_id: (number_text(one.edition, one.revision), one.title)
        for one in session.scalars(query)
    }


def tallies_of(session: Session, ids: list[uuid.UUID], now: datetime) -> dict[uuid.UUID, Tally]:
    """Figures of reading for several documents in one query, of what is in force."""
    people = readers(now).where(Document.id.in_(ids)).subquery()
    read = and_(
        Acknowledgement.revision_id == Revision.id,
        Acknowledgement.person_id == people.c.person_id,
        Acknowledgement.acknowledged_at <= now,
    )
    query: Select[Any] = (
        select(
            people.c.document_id,
            func.count(),
            func.count(Acknowledgement.id),
            func.sum(_late(session, people, now)),
        )
        .join(Revision, and_(Revision.document_id == people.c.document_id, in_force_at(now)))
        .join(DistributionList, DistributionList.document_id == people.c.document_id)
        .outerjoin(Acknowledgement, read)
        .group_by(people.c.document_id)
    )
    return {row[0]: Tally(row[1], row[2], int(row[3] or 0)) for row in session.execute(query)}


def _late(session: Session, people: Any, now: datetime) -> Any:
    """1 for who has not read in time; the days to read are a setting of each list."""
    known = session.scalars(select(DistributionList.days_to_read).distinct())
    cutoffs = {days: rules.ReadingTerm(days).overdue_before(now) for days in known}
    late = [
        and_(
            DistributionList.days_to_read == days,
            people.c.since < cutoff,
            Revision.effective_at < cutoff,
        )
        for days, cutoff in cutoffs.items()
    ]
    return case((and_(Acknowledgement.id.is_(None), or_(false(), *late)), 1), else_=0)


def _copies(
    session: Session, ids: list[uuid.UUID], now: datetime
) -> dict[uuid.UUID, tuple[int, int]]:
    """Document -> copies that are out, and those of them to be called back."""
    query = (
        select(
            PaperCopy.document_id,
            func.count(),
            func.sum(case((to_recall(now), 1), else_=0)),
        )
        .join(Revision, Revision.id == PaperCopy.revision_id)
        .where(PaperCopy.document_id.in_(ids), PaperCopy.state.in_(rules.OUT))
        .group_by(PaperCopy.document_id)
    )
    return {row[0]: (row[1], int(row[2] or 0)) for row in session.execute(query)}


def copy_counts(session: Session, document_id: uuid.UUID, now: datetime) -> tuple[int, int]:
    """Copies of one document that are out, and those of them to be called back."""
    return _copies(session, [document_id], now).get(document_id, (0, 0))


def _place(cursor: str) -> tuple[str, uuid.UUID]:
    sort_code, _, document_id = cursor.rpartition("~")
    try:
        return sort_code, uuid.UUID(document_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error

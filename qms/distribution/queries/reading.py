"""Who has read what is in force and who has not: counted in SQL per unit, names by the page."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select, tuple_
from sqlalchemy.orm import Session

from qms.distribution.model import Acknowledgement, DistributionList
from qms.distribution.queries.circle import home_units, readers
from qms.distribution.rules import ReadingTerm
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.numbering import number_text
from qms.errors import Invalid
from qms.people.model import Person
from qms.people.queries import unit_names

PAGE = 50


class Who(StrEnum):
    """Which of the people who were asked."""

    MISSING = "missing"
    OVERDUE = "overdue"
    READ = "read"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were asked, have read, and are overdue."""

    asked: int = 0
    read: int = 0
    overdue: int = 0

    @property
    def percent(self) -> int:
        """Of those asked, rounded down: 100 means everybody."""
        return self.read * 100 // self.asked if self.asked else 0


@dataclass(frozen=True, slots=True)
class UnitTally:
    """The figures of one unit; `unit_id` None: people who belong to no unit."""

    unit_id: uuid.UUID | None
    unit: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ReadingSummary:
    """How reading of the edition in force stands."""

    revision_id: uuid.UUID
    number: str
    effective_at: datetime
    days_to_read: int
    total: Tally
    units: tuple[UnitTally, ...]


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One person who was asked; `acknowledged_at` None: not yet."""

    person_id: uuid.UUID
    full_name: str
    unit: str
    asked_at: datetime
    due_on: date
    overdue: bool
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """Some readers by given name and the cursor of the next page."""

    rows: tuple[ReaderRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class ReaderFilter:
    """Which readers; `within`: only of these home units (None: all)."""

    who: Who = Who.MISSING
    unit_id: uuid.UUID | None = None
    within: frozenset[uuid.UUID] | None = None


def reading_summary(
    session: Session,
    document_id: uuid.UUID,
    at: datetime,
    within: frozenset[uuid.UUID] | None = None,
) -> ReadingSummary | None:
    """Figures per unit of the edition in force at this instant; None where nothing is."""
    found = _revision(session, document_id, at)
    if found is None:
        return None
    revision, term = found
    people = _people(document_id, revision, at).subquery()
    late = case(
        (and_(people.c.acknowledged_at.is_(None), _overdue(people, revision, term, at)), 1), else_=0
    )
    query = select(
        people.c.unit_id, func.count(), func.count(people.c.acknowledged_at), func.sum(late)
    ).group_by(people.c.unit_id)
    if within is not None:
        query = query.where(people.c.unit_id.in_(within))
    counted = {row[0]: Tally(row[1], row[2], int(row[3] or 0)) for row in session.execute(query)}
    names = unit_names(session, at, [one for one in counted if one is not None])
    units = [UnitTally(one, names.get(one, "") if one else "", counted[one]) for one in counted]
    return ReadingSummary(
        revision.id,
        number_text(revision.edition, revision.revision),
        _effective(revision),
        term.days_to_read,
        _sum(counted.values()),
        tuple(sorted(units, key=lambda one: (one.unit_id is None, one.unit))),
    )


def reader_page(
    session: Session,
    document_id: uuid.UUID,
    at: datetime,
    wanted: ReaderFilter,
    after: str = "",
    limit: int = PAGE,
) -> ReaderPage:
    """Names by given name, one page; empty where nothing is in force."""
    found = _revision(session, document_id, at)
    if found is None:
        return ReaderPage((), "")
    revision, term = found
    people = _people(document_id, revision, at).subquery()
    query = _matching(select(people), people, revision, term, at, wanted)
    if after:
        query = query.where(tuple_(people.c.sort_key, people.c.person_id) > _place(after))
    query = query.order_by(people.c.sort_key, people.c.person_id).limit(limit + 1)
    rows = session.execute(query).all()
    names = unit_names(session, at, {row.unit_id for row in rows if row.unit_id})
    lines = tuple(_line(row, names, revision, term, at) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return ReaderPage(lines, f"{last.sort_key}~{last.person_id.hex}" if last else "")


def _people(document_id: uuid.UUID, revision: Revision, at: datetime) -> Select[Any]:
    """Everybody asked, with home unit and acknowledgement."""
    asked = readers(at, document_id=document_id).subquery("distribution_readers")
    homes = home_units(at)
    read = and_(
        Acknowledgement.person_id == asked.c.person_id,
        Acknowledgement.revision_id == revision.id,
        Acknowledgement.acknowledged_at <= at,
    )
    return (
        select(
            asked.c.person_id,
            asked.c.since,
            Person.full_name,
            Person.sort_key,
            homes.c.unit_id,
            Acknowledgement.acknowledged_at,
        )
        .join(Person, Person.id == asked.c.person_id)
        .outerjoin(homes, homes.c.person_id == asked.c.person_id)
        .outerjoin(Acknowledgement, read)
    )


def _matching(
    query: Select[Any],
    people: Any,
    revision: Revision,
    term: ReadingTerm,
    at: datetime,
    wanted: ReaderFilter,
) -> Select[Any]:
    if wanted.who is Who.READ:
        query = query.where(people.c.acknowledged_at.is_not(None))
    elif wanted.who is not Who.ALL:
        query = query.where(people.c.acknowledged_at.is_(None))
    if wanted.who is Who.OVERDUE:
        query = query.where(_overdue(people, revision, term, at))
    if wanted.unit_id is not None:
        query = query.where(people.c.unit_id == wanted.unit_id)
    if wanted.within is not None:
        query = query.where(people.c.unit_id.in_(wanted.within))
    return query


def _overdue(people: Any, revision: Revision, term: ReadingTerm, at: datetime) -> Any:
    """Asked too long ago; the edition itself may be younger than the place on the list."""
    cutoff = term.overdue_before(at)
    return and_(people.c.since < cutoff, literal(_effective(revision) < cutoff))


def _line(
    row: Any,
    names: dict[uuid.UUID, str],
    revision: Revision,
    term: ReadingTerm,
    at: datetime,
) -> ReaderRow:
    asked_at = max(row.since, _effective(revision))
    late = row.acknowledged_at is None and asked_at < term.overdue_before(at)
    return ReaderRow(
        row.person_id,
        row.full_name,
        names.get(row.unit_id, ""),
        asked_at,
        term.due_on(asked_at),
        late,
        row.acknowledged_at,
    )


def _revision(
    session: Session, document_id: uuid.UUID, at: datetime
) -> tuple[Revision, ReadingTerm] | None:
    query = (
        select(Revision, DistributionList)
        .join(Document, Document.id == Revision.document_id)
        .outerjoin(DistributionList, DistributionList.document_id == Document.id)
        .where(Revision.document_id == document_id, in_force_at(at))
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    terms: DistributionList | None = row[1]
    if terms is None:
        return row[0], ReadingTerm()
    return row[0], ReadingTerm(terms.days_to_read, terms.escalate_after)


def _effective(revision: Revision) -> datetime:
    if revision.effective_at is None:  # in_force_at lets none through
        raise AssertionError(revision.id)
    return revision.effective_at


def _sum(tallies: Iterable[Tally]) -> Tally:
    asked = read = overdue = 0
    for one in tallies:
        asked, read, overdue = asked + one.asked, read + one.read, overdue + one.overdue
    return Tally(asked, read, overdue)


def _place(cursor: str) -> tuple[str, uuid.UUID]:
    sort_key, _, person_id = cursor.rpartition("~")
    try:
        return sort_key, uuid.UUID(person_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error

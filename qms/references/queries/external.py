"""The list of external documents (danh mục tài liệu bên ngoài): pages of it, and one line whole."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at, readable_by
from qms.documents.rules.permissions import DocumentFacts, manages
from qms.errors import Invalid, NotFound
from qms.installation import installation
from qms.people.queries import names
from qms.people.rules import Actor, fold, today
from qms.references.model import Citation, ExternalCheck, ExternalDocument
from qms.references.queries.citing import Citing, citing_external
from qms.references.queries.reviews import (
    ClosedReview,
    OpenReview,
    closed_reviews,
    due_of,
    open_pairs,
    open_reviews,
)
from qms.references.queries.targets import names_external
from qms.references.rules.citations import Kind
from qms.references.rules.laws import is_of
from qms.references.rules.standing import (
    CHECK_AFTER_MONTHS,
    ENDED,
    ExternalKind,
    Stands,
    Status,
    external_stands,
    may_end,
    may_keep,
    months_after,
)

PAGE = 50
MOST_UNREGISTERED = 100


class ShowExternal(StrEnum):
    """Which lines a list shows."""

    ALL = "all"
    IN_FORCE = "in_force"
    ENDED = "ended"
    TO_CHECK = "to_check"  # not looked up for three months
    OPEN = "open"  # documents still rest on what has ended


@dataclass(frozen=True, slots=True)
class ExternalFilter:
    """What a person asks of the list."""

    text: str = ""
    kind: ExternalKind | None = None
    show: ShowExternal = ShowExternal.ALL


@dataclass(frozen=True, slots=True)
class ExternalLine:
    """One line of the list."""

    id: uuid.UUID
    kind: ExternalKind
    number: str
    title: str
    issuer: str
    issued_on: date | None
    effective_on: date | None
    status: Status
    stands: Stands
    ended_on: date | None
    successor_id: uuid.UUID | None
    successor: str
    kept_at: str
    note: str
    last_checked_on: date | None
    last_checked_by: str
    to_check: bool
    cited_by: int  # documents in force
    open_reviews: int
    row_version: int


@dataclass(frozen=True, slots=True)
class ExternalList:
    """Up to `PAGE` lines and the cursor of the next page."""

    rows: list[ExternalLine]
    next: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Once looked up."""

    on: date
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class ExternalPage:
    """Everything about one external document, for one person."""

    line: ExternalLine
    due_on: date | None  # by when what cites it is to be brought in line
    replaces: tuple[tuple[uuid.UUID, str], ...]
    citing: tuple[Citing, ...]
    open: tuple[OpenReview, ...]
    closed: tuple[ClosedReview, ...]
    checks: tuple[CheckLine, ...]
    decides: frozenset[uuid.UUID]  # documents whose review this person may close with a reason
    may_keep: bool
    may_end: bool

    @property
    def row_version(self) -> int:
        return self.line.row_version


@dataclass(frozen=True, slots=True)
class Unregistered:
    """A law or standard that documents in force cite and the list does not hold."""

    number: str
    kind: Kind
    issued_on: date | None
    documents: int


def external_list(
    session: Session,
    wanted: ExternalFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> ExternalList:
    """One page of the list: laws by their force, then standards, then the rest."""
    query = _lines().where(*_matching(wanted, now))
    if after:
        query = query.where(
            tuple_(ExternalDocument.sort_key, ExternalDocument.id) > tuple_(*_place(after))
        )
    query = query.order_by(ExternalDocument.sort_key, ExternalDocument.id).limit(limit + 1)
    rows = session.execute(query).all()
    last = rows[limit - 1][0] if len(rows) > limit else None
    cursor = f"{last.sort_key}~{last.id.hex}" if last else ""
    return ExternalList(_told(session, rows[:limit], now), cursor)


def external_page(
    session: Session, actor: Actor, external_id: uuid.UUID, now: datetime
) -> ExternalPage:
    """One external document: facts, who cites it, what is to be reviewed and what was."""
    row = session.execute(_lines().where(ExternalDocument.id == external_id)).one_or_none()
    if row is None:
        raise NotFound("EXTERNAL-NOT-FOUND")
    line, _, successor_from = row
    mine = ExternalDocument.id == line.id, readable_by(actor)
    found = open_reviews(session, now, *mine)
    return ExternalPage(
        line=_told(session, [row], now)[0],
        due_on=due_of(line, successor_from) if line.status in ENDED else None,
        replaces=_replaces(session, line.id),
        citing=tuple(citing_external(session, line.id, actor, now)),
        open=tuple(found),
        closed=tuple(closed_reviews(session, line, now, readable_by(actor))),
        checks=_checks(session, line.id),
        decides=_managed(actor, found),
        may_keep=may_keep(actor),
        may_end=may_end(actor),
    )


def _managed(actor: Actor, reviews: Collection[OpenReview]) -> frozenset[uuid.UUID]:
    return frozenset(
        one.document_id for one in reviews if manages(actor, DocumentFacts(one.owner_unit_id))
    )


def unregistered(session: Session, actor: Actor, now: datetime) -> list[Unregistered]:
    """Laws and standards that readable documents in force cite and the list lacks."""
    known = select(ExternalDocument.id).where(names_external())
    query = (
        select(
            func.min(Citation.written),
            Citation.kind,
            func.min(Citation.dated),
            func.count(Revision.document_id.distinct()),
            Citation.base,
        )
        .join(Revision, Revision.id == Citation.revision_id)
        .join(Document, Document.id == Revision.document_id)
        .where(
            Citation.kind.in_([Kind.LAW, Kind.STANDARD]),
            or_(Citation.kind == Kind.LAW, Citation.key.contains(":")),
            in_force_at(now),
            readable_by(actor),
            ~known.correlate(Citation).exists(),
        )
        .group_by(Citation.base, Citation.kind)
        .order_by(func.count(Revision.document_id.distinct()).desc(), func.min(Citation.written))
        .limit(MOST_UNREGISTERED)
    )
    own = installation(session).symbol
    rows = [row for row in session.execute(query) if not is_of(row[4], own)]
    return [Unregistered(row[0], row[1], row[2], row[3]) for row in rows]


def _lines() -> Select[ExternalDocument, str | None, date | None]:
    successor = aliased(ExternalDocument)
    return select(ExternalDocument, successor.number, successor.effective_on).outerjoin(
        successor, successor.id == ExternalDocument.replaced_by_id
    )


def _matching(wanted: ExternalFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kind is not None:
        conditions.append(ExternalDocument.kind == wanted.kind)
    for word in fold(wanted.text).split()[:8]:
        conditions.append(ExternalDocument.search_key.contains(word, autoescape=True))
    return [*conditions, *_shown(wanted.show, now)]


def _shown(show: ShowExternal, now: datetime) -> list[ColumnElement[bool]]:
    day = today(now)
    has_ended = ExternalDocument.status.in_(sorted(ENDED)) & (ExternalDocument.ended_on <= day)
    match show:
        case ShowExternal.ALL:
            return []
        case ShowExternal.IN_FORCE:
            return [~has_ended]
        case ShowExternal.ENDED:
            return [has_ended]
        case ShowExternal.OPEN:
            pairs = open_pairs(now).subquery()
            return [ExternalDocument.id.in_(select(pairs.c.external_id))]
        case ShowExternal.TO_CHECK:
            unseen = ExternalDocument.last_checked_on.is_(None)
            old = ExternalDocument.last_checked_on <= months_after(day, -CHECK_AFTER_MONTHS)
            return [~has_ended, or_(unseen, old)]


def _told(session: Session, rows: Any, now: datetime) -> list[ExternalLine]:
    ids = {line.id for line, *_ in rows}
    people = names(session, {line.last_checked_by for line, *_ in rows if line.last_checked_by})
    cited, open_ = _cited(session, ids, now), _open(session, ids, now)
    day = today(now)
    return [
        _line(line, successor, day, people, (cited.get(line.id, 0), open_.get(line.id, 0)))
        for line, successor, _ in rows
    ]


def _line(
    line: ExternalDocument, successor: str | None, day: date, people: Any, counts: tuple[int, int]
) -> ExternalLine:
    stands = external_stands(line.status, line.effective_on, line.ended_on, day)
    seen, before = line.last_checked_on, months_after(day, -CHECK_AFTER_MONTHS)
    alive = stands not in {Stands.REPLACED, Stands.EXPIRED}
    return ExternalLine(
        id=line.id,
        kind=line.kind,
        number=line.number,
        title=line.title,
        issuer=line.issuer,
        issued_on=line.issued_on,
        effective_on=line.effective_on,
        status=line.status,
        stands=stands,
        ended_on=line.ended_on,
        successor_id=line.replaced_by_id,
        successor=successor or "",
        kept_at=line.kept_at,
        note=line.note,
        last_checked_on=seen,
        last_checked_by=people[line.last_checked_by].full_name if line.last_checked_by else "",
        to_check=alive and (seen is None or seen <= before),
        cited_by=counts[0],
        open_reviews=counts[1],
        row_version=line.row_version,
    )


def _cited(session: Session, ids: set[uuid.UUID], now: datetime) -> dict[uuid.UUID, int]:
    query = (
        select(ExternalDocument.id, func.count(Revision.document_id.distinct()))
        .join(Citation, names_external())
        .join(Revision, Revision.id == Citation.revision_id)
        .where(ExternalDocument.id.in_(ids), in_force_at(now))
        .group_by(ExternalDocument.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _open(session: Session, ids: set[uuid.UUID], now: datetime) -> dict[uuid.UUID, int]:
    pairs = open_pairs(now).where(ExternalDocument.id.in_(ids)).subquery()
    query = select(pairs.c.external_id, func.count()).group_by(pairs.c.external_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _replaces(session: Session, external_id: uuid.UUID) -> tuple[tuple[uuid.UUID, str], ...]:
    query = (
        select(ExternalDocument.id, ExternalDocument.number)
        .where(ExternalDocument.replaced_by_id == external_id)
        .order_by(ExternalDocument.sort_key)
    )
    return tuple((row[0], row[1]) for row in session.execute(query))


def _checks(session: Session, external_id: uuid.UUID) -> tuple[CheckLine, ...]:
    query = (
        select(ExternalCheck)
        .where(ExternalCheck.external_id == external_id)
        .order_by(ExternalCheck.at.desc())
        .limit(PAGE)
    )
    rows = session.scalars(query).all()
    by = names(session, {one.checked_by for one in rows})
    return tuple(CheckLine(one.checked_on, by[one.checked_by].full_name, one.note) for one in rows)


def _place(cursor: str) -> tuple[str, uuid.UUID]:
    sort_key, _, external_id = cursor.rpartition("~")
    try:
        return sort_key, uuid.UUID(external_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error

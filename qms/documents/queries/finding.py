"""Search: the index proposes, the database decides, snippets come from ten bodies only."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from qms import search
from qms.documents.model import Document, DocumentText, Revision
from qms.documents.queries.facts import period_of
from qms.documents.queries.in_force import (
    DRAFT_ROLES,
    HISTORY_ROLES,
    in_force_at,
    owned_under,
    readable_by,
)
from qms.documents.rules.numbering import canonical_code
from qms.documents.rules.period import Standing, standing
from qms.documents.rules.states import State
from qms.errors import Unavailable
from qms.people.queries import unit_names
from qms.people.rules import Actor, fold

PAGE = 10
SPARE = 3  # hits fetched beyond the page, for those the database refuses


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody searches for."""

    text: str
    unit_id: uuid.UUID | None = None
    type_code: str = ""
    field_code: str = ""
    history: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer; `snippet` is the place in the text with the hits marked."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    unit: str
    type_code: str
    standing: Standing
    effective_at: datetime | None
    snippet: tuple[search.Segment, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; `from_titles` says that the index did not answer and titles were compared.

    `next` is the offset that goes on after the last row; 0 when there is no more.
    """

    rows: tuple[Found, ...]
    from_titles: bool = False
    next: int = 0

    @property
    def more(self) -> bool:
        return self.next > 0


def find(
    session: Session,
    index: search.Index,
    actor: Actor,
    wanted: Wanted,
    now: datetime,
    offset: int = 0,
    limit: int = PAGE,
) -> Answer:
    """The version in force of what fits best, an exact code first; raises Invalid."""
    query = search.parse(wanted.text)
    filters = search.Filters(
        now=now,
        unit=[wanted.unit_id.hex] if wanted.unit_id else None,
        type=wanted.type_code or None,
        field=wanted.field_code or None,
        history=wanted.history,
    )
    try:
        hits = index.search(query, filters, limit * SPARE, offset)
    except Unavailable:
        return _from_titles(session, actor, wanted, query, now, limit)
    exact = _exact_code(session, wanted, now)
    proposed = [hit.id for hit in hits]
    ids = [one for one in proposed if one not in exact]
    if offset == 0:
        ids = exact + ids
    rows = _checked(session, actor, wanted, ids, now)
    following = 0
    if rows[:limit] and (len(rows) > limit or len(hits) == limit * SPARE):
        last = rows[:limit][-1][1].id
        following = offset + (proposed.index(last) + 1 if last in proposed else 0)
    return Answer(_with_snippets(session, rows[:limit], query, now), next=following)


def _exact_code(session: Session, wanted: Wanted, now: datetime) -> list[uuid.UUID]:
    """A code just approved is found before the index knows it."""
    statement = (
        select(Revision.id)
        .join(Document, Document.id == Revision.document_id)
        .where(Document.canonical_code == canonical_code(wanted.text), in_force_at(now))
    )
    return list(session.scalars(statement))


def _checked(
    session: Session, actor: Actor, wanted: Wanted, ids: list[uuid.UUID], now: datetime
) -> list[Any]:
    """The proposed revisions this person may see now, in the order proposed."""
    may_read = and_(in_force_at(now), readable_by(actor))
    allowed = may_read
    if wanted.history:
        allowed = may_read | _dead_or_coming(actor, now)
    statement = _columns().where(Revision.id.in_(ids), allowed, *_narrowed(wanted))
    by_id = {row[1].id: row for row in session.execute(statement)}
    return [by_id[one] for one in ids if one in by_id]


def _dead_or_coming(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """What has ended, for who may see history; what waits for its day, for who manages it."""
    approved = Revision.state.in_([State.APPROVED, State.WITHDRAWN])
    ended = or_(Revision.superseded_at <= now, Revision.withdrawn_at <= now)
    coming = Revision.effective_at > now
    return and_(
        approved,
        or_(
            and_(ended, owned_under(actor, HISTORY_ROLES)),
            and_(coming, owned_under(actor, DRAFT_ROLES)),
        ),
    )


def _narrowed(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = []
    if wanted.unit_id is not None:
        conditions.append(Document.owner_unit_id == wanted.unit_id)
    if wanted.type_code:
        conditions.append(Document.type_code == wanted.type_code)
    if wanted.field_code:
        conditions.append(Document.field_code == wanted.field_code)
    return conditions


def _columns() -> Select[Document, Revision]:
    return select(Document, Revision).join(Revision, Revision.document_id == Document.id)


def _with_snippets(
    session: Session, rows: list[Any], query: search.Query, now: datetime
) -> tuple[Found, ...]:
    units = unit_names(session, now, {document.owner_unit_id for document, _ in rows})
    hashes = {revision.docx_sha256 for _, revision in rows}
    texts = select(DocumentText.sha256, DocumentText.text).where(DocumentText.sha256.in_(hashes))
    bodies = {row.sha256: row.text for row in session.execute(texts)}
    return tuple(
        _found(document, revision, units, query, bodies.get(revision.docx_sha256, ""), now)
        for document, revision in rows
    )


def _found(
    document: Document,
    revision: Revision,
    units: dict[uuid.UUID, str],
    query: search.Query,
    body: str,
    now: datetime,
) -> Found:
    return Found(
        document_id=document.id,
        revision_id=revision.id,
        code=document.code,
        title=revision.title,
        edition=revision.edition,
        revision=revision.revision,
        unit=units.get(document.owner_unit_id, ""),
        type_code=document.type_code,
        standing=standing(revision.state, period_of(revision), now),
        effective_at=revision.effective_at,
        snippet=tuple(search.snippet(body, query)),
    )


def _from_titles(
    session: Session,
    actor: Actor,
    wanted: Wanted,
    query: search.Query,
    now: datetime,
    limit: int,
) -> Answer:
    """Codes and titles in the database, while the index is being rebuilt."""
    words = fold(wanted.text).split()[:8]
    conditions = [Document.search_key.contains(word, autoescape=True) for word in words]
    statement = (
        _columns()
        .where(in_force_at(now), readable_by(actor), *_narrowed(wanted), *conditions)
        .order_by(Document.sort_code)
        .limit(limit)
    )
    ids = _exact_code(session, wanted, now)
    first = _checked(session, actor, wanted, ids, now)
    others = [row for row in session.execute(statement) if row[1].id not in ids]
    rows = [*first, *others][:limit]
    return Answer(_with_snippets(session, rows, query, now), from_titles=True)

"""The register (danh mục tài liệu): pages of documents with what is in force at an instant."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, aliased

from qms.db import UtcTime
from qms.documents.model import Document, DocumentField, DocumentType, Revision
from qms.documents.queries.in_force import (
    DRAFT_ROLES,
    HISTORY_ROLES,
    OPEN_ROLES,
    in_force_at,
    owned_under,
    readable_by,
)
from qms.documents.rules import period
from qms.documents.rules.states import OPEN, State
from qms.errors import Invalid
from qms.people.queries import unit_names
from qms.people.rules import Actor, fold, today

PAGE = 50
Instant = BindParameter[datetime]


class Show(StrEnum):
    """Which documents a list shows."""

    IN_FORCE = "in_force"
    SCHEDULED = "scheduled"
    OPEN = "open"
    DEAD = "dead"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What a person asks of the register; `on` asks what was in force on a day."""

    text: str = ""
    unit_id: uuid.UUID | None = None
    type_code: str = ""
    field_code: str = ""
    show: Show = Show.IN_FORCE
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line: the document and the edition in force at the instant asked for."""

    id: uuid.UUID
    code: str
    title: str
    type_code: str
    field_code: str
    owner_unit_id: uuid.UUID
    unit: str
    revision_id: uuid.UUID | None
    edition: int | None
    revision: int | None
    effective_at: datetime | None
    superseded_at: datetime | None
    open_state: State | None
    coming_at: datetime | None  # when the next approved one begins, for who may know
    ended_at: datetime | None  # where nothing is in force: when the last one ended


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Up to `PAGE` rows and the cursor of the next page."""

    rows: list[RegisterRow]
    next: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A type or field to filter by and to choose from."""

    code: str
    name: str
    name_en: str


def register_page(
    session: Session,
    actor: Actor,
    wanted: RegisterFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> RegisterPage:
    """One page in the order of codes; readers see only what is in force for them."""
    at = period.last_instant(wanted.on) if wanted.on else now
    ahead = at > period.last_instant(today(now))
    asked: dict[str, object] = {"at": at, "most": limit + 1}
    if after:
        asked["after_code"], asked["after_id"] = _place(after)
    found = session.execute(_statement(actor, wanted, ahead, bool(after)), asked).all()
    units = unit_names(session, at, {row.owner_unit_id for row in found})
    rows = [_row(row, units) for row in found[:limit]]
    last = found[limit - 1] if len(found) > limit else None
    return RegisterPage(rows, f"{last.sort_code}~{last.id.hex}" if last else "")


@lru_cache(maxsize=512)
def _statement(
    actor: Actor, wanted: RegisterFilter, ahead: bool, further: bool
) -> Select[*tuple[Any, ...]]:
    """The statement for this person and question; building it costs more than running it."""
    at = bindparam("at", type_=UtcTime)
    visible = [*_visible(actor, wanted, at), *_on_a_day(actor, wanted, ahead)]
    query = _columns(actor, wanted, at).where(*visible, *_matching(wanted))
    if further:
        place = tuple_(bindparam("after_code"), bindparam("after_id", type_=Uuid()))
        query = query.where(tuple_(Document.sort_code, Document.id) > place)
    return query.order_by(Document.sort_code, Document.id).limit(bindparam("most"))


def shows(actor: Actor) -> tuple[Show, ...]:
    """Which lists this person may ask for; everybody may ask for what is in force."""
    by_role = (
        (Show.SCHEDULED, DRAFT_ROLES),
        (Show.OPEN, OPEN_ROLES),
        (Show.DEAD, HISTORY_ROLES),
        (Show.ALL, HISTORY_ROLES),
    )
    return (Show.IN_FORCE, *(show for show, roles in by_role if actor.has_any(roles)))


def _columns(actor: Actor, wanted: RegisterFilter, at: Instant) -> Select[*tuple[Any, ...]]:
    opened = aliased(Revision)
    is_open = and_(
        opened.document_id == Document.id,
        opened.state.in_(OPEN),
        owned_under(actor, OPEN_ROLES),  # that something is being written is not for readers
    )
    return (
        select(
            Document.id,
            Document.code,
            Document.sort_code,
            Document.title,
            Document.type_code,
            Document.field_code,
            Document.owner_unit_id,
            Revision.id.label("revision_id"),
            Revision.title.label("revision_title"),
            Revision.edition,
            Revision.revision,
            Revision.effective_at,
            Revision.superseded_at,
            opened.state.label("open_state"),
            _coming_at(actor, at).label("coming_at"),
            _ended_at(wanted, at).label("ended_at"),
        )
        .outerjoin(Revision, and_(Revision.document_id == Document.id, in_force_at(at)))
        .outerjoin(opened, is_open)
    )


def _coming_at(actor: Actor, at: Instant) -> ColumnElement[Any]:
    if not actor.has_any(DRAFT_ROLES):
        return null()
    other = aliased(Revision)
    first = select(func.min(other.effective_at)).where(
        other.document_id == Document.id,
        other.state == State.APPROVED,
        other.effective_at > at,
        owned_under(actor, DRAFT_ROLES),
    )
    return first.correlate(Document).scalar_subquery()


def _ended_at(wanted: RegisterFilter, at: Instant) -> ColumnElement[Any]:
    if wanted.show not in {Show.DEAD, Show.ALL}:
        return null()
    other = aliased(Revision)
    end = func.coalesce(other.withdrawn_at, other.superseded_at, type_=UtcTime)
    last = select(func.max(end)).where(other.document_id == Document.id, end <= at)
    return last.correlate(Document).scalar_subquery()


def _visible(actor: Actor, wanted: RegisterFilter, at: Instant) -> list[ColumnElement[bool]]:
    match wanted.show:
        case Show.IN_FORCE:
            return [Revision.id.is_not(None), readable_by(actor)]
        case Show.SCHEDULED:
            return [_is_scheduled(at), owned_under(actor, DRAFT_ROLES)]
        case Show.OPEN:
            return [_is_open(), owned_under(actor, OPEN_ROLES)]
        case Show.DEAD:
            return [Revision.id.is_(None), _ended(at), owned_under(actor, HISTORY_ROLES)]
        case Show.ALL:
            alive = and_(Revision.id.is_not(None), readable_by(actor))
            return [or_(alive, owned_under(actor, HISTORY_ROLES))]


def _on_a_day(actor: Actor, wanted: RegisterFilter, ahead: bool) -> list[ColumnElement[bool]]:
    """What was in force is history, what will be is not yet for readers."""
    if wanted.on is None:
        return []
    return [owned_under(actor, DRAFT_ROLES if ahead else HISTORY_ROLES)]


def _is_scheduled(at: Instant) -> ColumnElement[bool]:
    other = aliased(Revision)
    return exists(
        select(other.id).where(
            other.document_id == Document.id,
            other.state == State.APPROVED,
            other.effective_at > at,
        )
    )


def _is_open() -> ColumnElement[bool]:
    other = aliased(Revision)
    return exists(select(other.id).where(other.document_id == Document.id, other.state.in_(OPEN)))


def _ended(at: Instant) -> ColumnElement[bool]:
    other = aliased(Revision)
    return exists(
        select(other.id).where(
            other.document_id == Document.id,
            or_(other.withdrawn_at <= at, other.superseded_at <= at),
        )
    )


def _matching(wanted: RegisterFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.unit_id is not None:
        conditions.append(Document.owner_unit_id == wanted.unit_id)
    if wanted.type_code:
        conditions.append(Document.type_code == wanted.type_code)
    if wanted.field_code:
        conditions.append(Document.field_code == wanted.field_code)
    for word in fold(wanted.text).split()[:8]:
        conditions.append(Document.search_key.contains(word, autoescape=True))
    return conditions


def _row(row: Any, units: dict[uuid.UUID, str]) -> RegisterRow:
    return RegisterRow(
        row.id,
        row.code,
        row.revision_title or row.title,
        row.type_code,
        row.field_code,
        row.owner_unit_id,
        units.get(row.owner_unit_id, ""),
        row.revision_id,
        row.edition,
        row.revision,
        row.effective_at,
        row.superseded_at,
        row.open_state,
        row.coming_at,
        row.ended_at if row.revision_id is None else None,
    )


def _place(cursor: str) -> tuple[str, uuid.UUID]:
    sort_code, _, document_id = cursor.rpartition("~")
    try:
        return sort_code, uuid.UUID(document_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error


def types(session: Session) -> list[Choice]:
    """Document types in the order of the pyramid."""
    query = select(DocumentType).order_by(DocumentType.position)
    return [choice(row) for row in session.scalars(query)]


def fields(session: Session) -> list[Choice]:
    """Fields of work."""
    query = select(DocumentField).order_by(DocumentField.position)
    return [choice(row) for row in session.scalars(query)]


def choice(row: DocumentType | DocumentField) -> Choice:
    """A type or field by its names."""
    return Choice(row.code, row.name, row.name_en)

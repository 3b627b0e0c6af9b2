"""Lists of requests: who asked for what, how it stands; the latest first."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from qms.changes import rules
from qms.changes.model import ChangeRequest
from qms.changes.rules import RequestState, Standing
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import HISTORY_ROLES, owned_under
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.errors import Invalid
from qms.people.queries import names, unit_names
from qms.people.rules import Actor, fold, today

PAGE = 50
DONE = (State.APPROVED, State.WITHDRAWN)


class Show(StrEnum):
    """Which requests a list shows."""

    OPEN = "open"
    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What a person asks of the list."""

    text: str = ""
    unit_id: uuid.UUID | None = None
    document_id: uuid.UUID | None = None
    revision_id: uuid.UUID | None = None
    show: Show = Show.OPEN
    mine: bool = False


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as a list shows it."""

    id: uuid.UUID
    code: str
    document_id: uuid.UUID
    document: str
    title: str
    unit: str
    place: str
    proposed: str
    standing: Standing
    proposed_by: str
    proposed_at: datetime
    decide_by: date | None  # while nobody has decided
    overdue: bool
    decided_at: datetime | None
    revision_id: uuid.UUID | None
    number: str  # of the revision that answers or will answer it


@dataclass(frozen=True, slots=True)
class RequestList:
    """Up to `PAGE` rows and the cursor of the next page."""

    rows: list[RequestRow]
    next: str


def requests_page(
    session: Session,
    actor: Actor,
    wanted: RequestFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> RequestList:
    """One page, the latest first: own requests, and those of documents one answers for."""
    query = _rows().where(visible_to(actor), *_matching(actor, wanted))
    place = tuple_(ChangeRequest.year, ChangeRequest.number)
    if after:
        query = query.where(place < _place(after))
    query = query.order_by(ChangeRequest.year.desc(), ChangeRequest.number.desc())
    found = session.execute(query.limit(limit + 1)).all()
    last = found[limit - 1][0] if len(found) > limit else None
    rows = told(session, found[:limit], now)
    return RequestList(rows, f"{last.year}-{last.number}" if last else "")


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Own requests and those of documents one answers for (rules: `may_see`)."""
    return or_(ChangeRequest.proposed_by == actor.id, owned_under(actor, HISTORY_ROLES))


def of_document(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> list[RequestRow]:
    """What is open about a document, as far as this person may see it."""
    wanted = RequestFilter(document_id=document_id)
    return requests_page(session, actor, wanted, now).rows


def of_revision(session: Session, revision_id: uuid.UUID, now: datetime) -> list[RequestRow]:
    """What a revision answers, for whoever may see the revision; in the order of numbers."""
    query = _rows().where(
        ChangeRequest.revision_id == revision_id, ChangeRequest.state == RequestState.ACCEPTED
    )
    query = query.order_by(ChangeRequest.year, ChangeRequest.number)
    return told(session, session.execute(query).all(), now)


def mergeable(session: Session, document_id: uuid.UUID, now: datetime) -> list[RequestRow]:
    """Accepted requests that no revision has taken up; for the owner."""
    query = _rows().where(ChangeRequest.document_id == document_id, is_free())
    query = query.order_by(ChangeRequest.year, ChangeRequest.number)
    return told(session, session.execute(query).all(), now)


def is_free() -> ColumnElement[bool]:
    """Accepted and in no revision that is open or was approved."""
    given_up = Revision.state.in_([State.ABANDONED, State.CANCELLED])
    return and_(
        ChangeRequest.state == RequestState.ACCEPTED,
        or_(ChangeRequest.revision_id.is_(None), given_up),
    )


def _rows() -> Select[ChangeRequest, Document, Revision]:
    return (
        select(ChangeRequest, Document, Revision)
        .join(Document, Document.id == ChangeRequest.document_id)
        .outerjoin(Revision, Revision.id == ChangeRequest.revision_id)
    )


def _matching(actor: Actor, wanted: RequestFilter) -> list[ColumnElement[bool]]:
    conditions = _shown(wanted.show)
    if wanted.mine:
        conditions.append(ChangeRequest.proposed_by == actor.id)
    if wanted.unit_id is not None:
        conditions.append(Document.owner_unit_id == wanted.unit_id)
    if wanted.document_id is not None:
        conditions.append(ChangeRequest.document_id == wanted.document_id)
    if wanted.revision_id is not None:
        conditions.append(ChangeRequest.revision_id == wanted.revision_id)
    for word in fold(wanted.text).split()[:8]:
        plain = func.replace(ChangeRequest.code, "Đ", "D")
        number = plain.contains(word.upper(), autoescape=True)
        conditions.append(or_(Document.search_key.contains(word, autoescape=True), number))
    return conditions


def _shown(show: Show) -> list[ColumnElement[bool]]:
    state = ChangeRequest.state
    answered = and_(state == RequestState.ACCEPTED, Revision.state.in_(DONE))
    unanswered = or_(Revision.id.is_(None), Revision.state.not_in(DONE))
    accepted = and_(state == RequestState.ACCEPTED, unanswered)
    conditions = {
        Show.OPEN: or_(state == RequestState.PROPOSED, accepted),
        Show.UNDECIDED: state == RequestState.PROPOSED,
        Show.ACCEPTED: accepted,
        Show.ANSWERED: answered,
        Show.DECLINED: state == RequestState.DECLINED,
        Show.WITHDRAWN: state == RequestState.WITHDRAWN,
    }
    return [conditions[show]] if show in conditions else []


def told(session: Session, found: Any, now: datetime) -> list[RequestRow]:
    """The rows as they are shown, with names and units in one query each."""
    people = names(session, {request.proposed_by for request, _, _ in found})
    units = unit_names(session, now, {document.owner_unit_id for _, document, _ in found})
    return [
        _row(request, document, linked, people[request.proposed_by].full_name, units, now)
        for request, document, linked in found
    ]


def _row(
    request: ChangeRequest,
    document: Document,
    linked: Revision | None,
    proposer: str,
    units: dict[uuid.UUID, str],
    now: datetime,
) -> RequestRow:
    stands = rules.standing(request.state, linked.state if linked else None)
    due = rules.decide_by(today(request.proposed_at)) if stands is Standing.PROPOSED else None
    taken = linked if stands in {Standing.IN_WORK, Standing.ANSWERED} else None
    return RequestRow(
        id=request.id,
        code=request.code,
        document_id=document.id,
        document=document.code,
        title=document.title,
        unit=units.get(document.owner_unit_id, ""),
        place=request.place,
        proposed=request.proposed,
        standing=stands,
        proposed_by=proposer,
        proposed_at=request.proposed_at,
        decide_by=due,
        overdue=due is not None and due < today(now),
        decided_at=request.decided_at,
        revision_id=taken.id if taken else None,
        number=number_text(taken.edition, taken.revision) if taken else "",
    )


def _place(cursor: str) -> Any:
    year, _, number = cursor.partition("-")
    if not (year.isdecimal() and number.isdecimal() and len(cursor) <= 18):
        raise Invalid("CURSOR")
    return tuple_(int(year), int(number))

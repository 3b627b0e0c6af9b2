"""Proposing a change, and taking the proposal back while nobody has decided."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from qms.changes import rules
from qms.changes.acts.case import Desk, desk_of, open_desk, owners
from qms.changes.model import ChangeRequest, ChangeSeries
from qms.changes.rules import RequestAct
from qms.changes.schemas import NewRequest
from qms.changes.wording import request_code
from qms.db import dialect_of
from qms.documents.model import DocumentText, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.permissions import may_read_in_force
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.rules import today
from qms.service import Service


def propose(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, new: NewRequest
) -> uuid.UUID:
    """Propose a change to the edition in force; numbered without gaps within the year."""
    with service.db.write() as session:
        desk = open_desk(session, service, actor_id, document_id)
        current = _in_force(desk)
        _check_place(session, current, new.place)
        request = _numbered(desk, current, new)
        session.add(request)
        session.flush()
        desk.event(request, "proposed", about_revision_id=str(current.id))
        desk.tell(request, owners(session, desk.document, desk.now), "change_proposed")
        return request.id


def _in_force(desk: Desk) -> Revision:
    if not may_read_in_force(desk.actor, desk.facts):
        raise NotFound("DOCUMENT-NOT-FOUND")
    if not rules.may_propose(desk.actor, desk.facts):
        raise NotAllowed("CHANGE-PROPOSE-NOT-ALLOWED")
    query = select(Revision).where(Revision.document_id == desk.document.id, in_force_at(desk.now))
    current = desk.session.scalars(query).one_or_none()
    if current is None:
        raise Conflict("CHANGE-NOTHING-IN-FORCE")
    return current


def _check_place(session: Session, current: Revision, place: str) -> None:
    if not place:
        return
    query = select(DocumentText.headings).where(DocumentText.sha256 == current.docx_sha256)
    headings = session.scalar(query) or []
    if place not in {str(text)[:300] for _, text in headings}:
        raise Invalid("CHANGE-PLACE-UNKNOWN", fields={"place": "CHANGE-PLACE-UNKNOWN"})


def _numbered(desk: Desk, current: Revision, new: NewRequest) -> ChangeRequest:
    year = today(desk.now).year
    number = next_number(desk.session, year)
    return ChangeRequest(
        year=year,
        number=number,
        code=request_code(number, year),
        document_id=desk.document.id,
        about_revision_id=current.id,
        place=new.place,
        quoted=new.quoted,
        proposed=new.proposed,
        reason=new.reason,
        proposed_by=desk.actor.id,
        proposed_at=desk.now,
    )


def next_number(session: Session, year: int) -> int:
    """The next number of the year; the counter stays locked until this act is committed.

    A transaction that fails gives its number back with everything else, so there are no gaps.
    """
    insert = postgresql.insert if dialect_of(session) == "postgresql" else sqlite.insert
    counted = insert(ChangeSeries).values(year=year, last=1)
    counted = counted.on_conflict_do_update(
        index_elements=[ChangeSeries.year], set_={"last": ChangeSeries.last + 1}
    )
    return int(session.execute(counted.returning(ChangeSeries.last)).scalar_one())


def withdraw_request(service: Service, actor_id: uuid.UUID, request_id: uuid.UUID) -> None:
    """The proposer takes an undecided request back; its number is not given again."""
    with service.db.write() as session:
        desk, request = desk_of(session, service, actor_id, request_id)
        after = desk.allow(request, RequestAct.WITHDRAW)
        settle(request, rules.stored(after), desk.actor.id, desk.now)
        desk.event(request, "withdrawn")


def settle(
    request: ChangeRequest,
    state: rules.RequestState,
    person_id: uuid.UUID,
    now: datetime,
    reason: str = "",
) -> None:
    """Who ended or took up the request, when, and why."""
    request.state = state
    request.decided_by, request.decided_at = person_id, now
    request.decision_reason = reason

"""Holds placed and lifted, and the event until which something was kept."""

import uuid

from sqlalchemy import func, select

from qms.documents.model import Document
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.rules import today
from qms.records.model import FilePlanLine, Record
from qms.records.rules import LineKind
from qms.retention.acts.case import Case, enter
from qms.retention.model import RetentionEvent, RetentionHold
from qms.retention.queries.holds import unit_of
from qms.retention.rules import Scope, may_manage
from qms.retention.schemas import Happened, NewHold
from qms.service import Service


def place_hold(service: Service, actor_id: uuid.UUID, wish: NewHold) -> uuid.UUID:
    """From now on nothing of this is destroyed; a signature under way comes before or after."""
    with service.db.write() as session:
        case = enter(session, service, actor_id)
        _answers_for(case, wish.scope, wish.scope_id)
        number = (session.scalar(select(func.max(RetentionHold.number))) or 0) + 1
        hold = RetentionHold(
            number=number,
            scope=wish.scope,
            scope_id=wish.scope_id,
            reason=wish.reason,
            placed_at=case.now,
            placed_by=case.actor.id,
        )
        session.add(hold)
        session.flush()
        _tell(case, "hold.placed", hold)
        return hold.id


def release_hold(service: Service, actor_id: uuid.UUID, hold_id: uuid.UUID, reason: str) -> None:
    """What was held may be proposed for disposal again once it is due."""
    with service.db.write() as session:
        case = enter(session, service, actor_id)
        hold = session.get(RetentionHold, hold_id, populate_existing=True)
        if hold is None:
            raise NotFound("RETENTION-HOLD-NOT-FOUND")
        if not may_manage(case.actor, unit_of(session, hold.scope, hold.scope_id)):
            raise NotAllowed("RETENTION-HOLD-NOT-ALLOWED")
        if hold.released_at is not None:
            raise Conflict("RETENTION-HOLD-RELEASED", hold=hold.number)
        hold.released_at, hold.released_by = case.now, case.actor.id
        hold.release_reason = reason
        _tell(case, "hold.released", hold)


def say_happened(service: Service, actor_id: uuid.UUID, wish: Happened) -> uuid.UUID:
    """The event until which a record, a file or a form's records are kept; not in the future."""
    with service.db.write() as session:
        case = enter(session, service, actor_id)
        _answers_for(case, wish.scope, wish.scope_id)
        if wish.is_later(today(case.now)):
            raise Invalid("RETENTION-EVENT-LATER", fields={"happened_on": "RETENTION-EVENT-LATER"})
        event = RetentionEvent(
            scope=wish.scope,
            scope_id=wish.scope_id,
            happened_on=wish.happened_on,
            what=wish.what,
            made_at=case.now,
            made_by=case.actor.id,
        )
        session.add(event)
        session.flush()
        case.event(
            "event.happened",
            "retention_event",
            event.id,
            scope=wish.scope.value,
            scope_id=str(wish.scope_id),
            happened_on=wish.happened_on.isoformat(),
        )
        return event.id


def _answers_for(case: Case, scope: Scope, scope_id: uuid.UUID) -> None:
    """The subject exists, is not destroyed yet, and is this person's to keep."""
    _exists(case, scope, scope_id)
    if not may_manage(case.actor, unit_of(case.session, scope, scope_id)):
        raise NotAllowed("RETENTION-HOLD-NOT-ALLOWED")


def _exists(case: Case, scope: Scope, scope_id: uuid.UUID) -> None:
    if scope is Scope.RECORD:
        record = case.session.get(Record, scope_id, populate_existing=True)
        if record is None:
            raise NotFound("RECORD-NOT-FOUND")
        if record.disposed_at is not None:
            raise Conflict("RETENTION-ALREADY-DISPOSED", at=record.disposed_at)
    elif scope is Scope.FILE:
        line = case.session.get(FilePlanLine, scope_id)
        if line is None or line.kind is not LineKind.FILE:
            raise NotFound("PLAN-LINE-NOT-FOUND")
    elif case.session.get(Document, scope_id) is None:
        raise NotFound("DOCUMENT-NOT-FOUND")


def _tell(case: Case, action: str, hold: RetentionHold) -> None:
    case.session.flush()
    case.event(
        action,
        "retention_hold",
        hold.id,
        number=hold.number,
        scope=hold.scope.value,
        scope_id=str(hold.scope_id),
    )

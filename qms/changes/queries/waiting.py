"""What waits for a person in this room: computed, never stored."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from qms.changes.model import ChangeRequest
from qms.changes.queries.listing import is_free
from qms.changes.rules import RequestState, decide_by
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import owned_under
from qms.people.queries import names
from qms.people.rules import Actor, Role, today
from qms.people.work import Task

DECIDE, TAKE_UP = "changes.decide", "changes.take_up"
OWNERS = (Role.QUALITY_MANAGER, Role.AUTHOR)


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Requests to decide (within ten days), and accepted ones that no draft has taken up."""
    if not actor.has_any(OWNERS):
        return []
    undecided = session.execute(_undecided(actor).order_by(ChangeRequest.proposed_at)).all()
    free = session.execute(_free(actor).order_by(ChangeRequest.decided_at)).all()
    people = names(session, {one.proposed_by for one, _ in [*undecided, *free]})
    return [
        *(
            _task(DECIDE, one, document, people[one.proposed_by].full_name)
            for one, document in undecided
        ),
        *(
            _task(TAKE_UP, one, document, people[one.proposed_by].full_name)
            for one, document in free
        ),
    ]


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many requests this person is to decide or take up; None for who owns no document."""
    if not actor.has_any(OWNERS):
        return None
    return _counted(_undecided(actor)) + _counted(_free(actor))


def _counted(rows: Select[ChangeRequest, Document]) -> ColumnElement[int]:
    return rows.with_only_columns(func.count()).scalar_subquery()


def _undecided(actor: Actor) -> Select[ChangeRequest, Document]:
    return _owned(actor).where(ChangeRequest.state == RequestState.PROPOSED)


def _free(actor: Actor) -> Select[ChangeRequest, Document]:
    linked = _owned(actor).outerjoin(Revision, Revision.id == ChangeRequest.revision_id)
    return linked.where(is_free())


def _owned(actor: Actor) -> Select[ChangeRequest, Document]:
    return (
        select(ChangeRequest, Document)
        .join(Document, Document.id == ChangeRequest.document_id)
        .where(owned_under(actor, OWNERS))
    )


def _task(kind: str, request: ChangeRequest, document: Document, proposer: str) -> Task:
    undecided = request.state is RequestState.PROPOSED
    return Task(
        kind=kind,
        subject_kind="change_request",
        subject_id=request.id,
        code=request.code,
        title=f"{document.code} {document.title}",
        since=request.proposed_at,
        due_on=decide_by(today(request.proposed_at)) if undecided else None,
        who=proposer,
    )

"""A law or standard is replaced or expires, or was marked so by mistake: the clock follows."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, Invalid
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.references.acts.reading import read_citations
from qms.references.acts.register import add_line, event, lock_external, note_check
from qms.references.acts.telling import tell_authors, tell_managers
from qms.references.model import ExternalDocument
from qms.references.queries.reviews import open_reviews
from qms.references.rules.naming import naming
from qms.references.rules.standing import (
    ENDED,
    Status,
    check_days,
    check_replacement,
    require_end,
)
from qms.references.schemas import NewExternal, Replacement, StatusChange
from qms.service import Service


def mark_status(
    service: Service, actor_id: uuid.UUID, external_id: uuid.UUID, change: StatusChange
) -> int:
    """Say how an external document stands; returns how many documents are to be reviewed.

    Replaced or expired, every internal document in force that cites it is to be brought in line
    within three months of the new law's first day (Thông tư 26/2014/TT-BKHCN).
    """
    read_citations(service)
    with service.db.write() as session:
        now, act_id = service.now(), audit.new_act()
        actor = lock_actor(session, actor_id, now)
        require_end(actor)
        line = lock_external(session, external_id)
        successor = _successor(session, actor, act_id, line, change, now)
        _change(line, successor, change, now)
        note_check(session, actor, line, change.note, now)
        session.flush()
        reviews = open_reviews(session, now, ExternalDocument.id == line.id)
        event(
            session,
            actor,
            act_id,
            now,
            line.status.value,
            line,
            ended_on=line.ended_on.isoformat() if line.ended_on else "",
            replaced_by_id=str(successor.id) if successor else "",
            documents=len(reviews),
        )
        others = [one for one in reviews if one.responsible_id != actor.id]
        tell_authors(session, others, "law_changed", "once", now)
        tell_managers(session, reviews, "law_changed", "once", now)
        return len(reviews)


def _change(
    line: ExternalDocument, successor: ExternalDocument | None, change: StatusChange, now: datetime
) -> None:
    ended_on = _ended_on(change, successor)
    check_days(line.issued_on, line.effective_on, ended_on)
    successor_id = successor.id if successor else None
    before = line.status, line.ended_on, line.replaced_by_id
    if before == (change.status, ended_on, successor_id):
        raise Conflict("EXTERNAL-STATUS-UNCHANGED", number=line.number)
    if change.status is not line.status:
        line.marked_at = now if change.status in ENDED else None
    line.status, line.ended_on, line.replaced_by_id = change.status, ended_on, successor_id


def _ended_on(change: StatusChange, successor: ExternalDocument | None) -> date | None:
    """The day it ended: said, or the first day of what replaces it."""
    if change.status not in ENDED:
        return None
    ended_on = change.ended_on or (successor.effective_on if successor else None)
    if ended_on is None:
        raise Invalid("EXTERNAL-END-DAY-MISSING", fields={"ended_on": "EXTERNAL-END-DAY-MISSING"})
    return ended_on


def _successor(
    session: Session,
    actor: Actor,
    act_id: uuid.UUID,
    line: ExternalDocument,
    change: StatusChange,
    now: datetime,
) -> ExternalDocument | None:
    if change.status is not Status.REPLACED:
        return None
    if change.replaced_by is None:
        fields = {"replaced_by": "EXTERNAL-REPLACEMENT-MISSING"}
        raise Invalid("EXTERNAL-REPLACEMENT-MISSING", fields=fields)
    found = find_external(session, change.replaced_by)
    if found is None:
        found = _taken_in(session, actor, act_id, change.replaced_by, now)
    check_replacement(line.id, found.id, _links(session))
    return found


def find_external(session: Session, wanted: Replacement) -> ExternalDocument | None:
    """The line with this number in any spelling."""
    named = naming(wanted.number, wanted.issued_on)
    query = select(ExternalDocument).where(
        ExternalDocument.base == named.base,
        ExternalDocument.canonical.in_([named.canonical, named.base]),
    )
    found = session.scalars(query.order_by(ExternalDocument.canonical.desc())).first()
    if found is None and named.canonical == named.base:
        same = select(ExternalDocument).where(ExternalDocument.base == named.base)
        lines = session.scalars(same.limit(2)).all()
        found = lines[0] if len(lines) == 1 else None
    return found


def _taken_in(
    session: Session, actor: Actor, act_id: uuid.UUID, wanted: Replacement, now: datetime
) -> ExternalDocument:
    if not wanted.title:
        fields = {"replaced_by": "EXTERNAL-REPLACEMENT-UNKNOWN"}
        raise Invalid("EXTERNAL-REPLACEMENT-UNKNOWN", fields=fields, number=wanted.number)
    new = NewExternal(**wanted.model_dump())
    added = add_line(session, actor, new, now)
    event(session, actor, act_id, now, "added", added, number=added.number)
    return added


def _links(session: Session) -> dict[uuid.UUID, uuid.UUID | None]:
    query = select(ExternalDocument.id, ExternalDocument.replaced_by_id).where(
        ExternalDocument.replaced_by_id.is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(query)}

"""What the calendar asks for: reminders, coming into force, leavers, what need not be kept."""

from datetime import datetime, timedelta

from sqlalchemy import select

from qms import audit, outbox, signing
from qms.documents.access import forget_old as forget_access
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.queries.waiting import overdue_reviews
from qms.people import acts as people
from qms.people.rules import today
from qms.service import Service
from qms.signing.verdicts import forget_verdicts

LOOK_BACK = timedelta(days=7)  # longer downtime is caught up by the register, not by notices


def remind(service: Service) -> int:
    """One reminder a day for every review that is due tomorrow, today or overdue."""
    now = service.now()
    day = today(now)
    said = 0
    with service.db.write() as session:
        for task, revision, document in overdue_reviews(session, day + timedelta(days=1)):
            said += outbox.say(
                session,
                person_id=task.reviewer_id,
                subject_kind="revision",
                subject_id=revision.id,
                kind="review_due",
                step=f"{task.id}:{day.isoformat()}",
                now=now,
                mail={"code": document.code, "title": revision.title},
            )
    return said


def announce(service: Service) -> int:
    """Say once that a scheduled revision has come into force, to who wrote and who approved it."""
    now = service.now()
    said = 0
    with service.db.write() as session:
        query = (
            select(Revision, Document)
            .join(Document, Document.id == Revision.document_id)
            .where(
                in_force_at(now),
                Revision.effective_at > now - LOOK_BACK,
                Revision.effective_at > Revision.approved_at,
            )
        )
        for revision, document in session.execute(query):
            for person_id in filter(None, {revision.responsible_id, revision.approved_by}):
                said += outbox.say(
                    session,
                    person_id=person_id,
                    subject_kind="revision",
                    subject_id=revision.id,
                    kind="in_force",
                    step="once",
                    now=now,
                    mail={"code": document.code, "title": revision.title},
                )
    return said


def sequence_log(service: Service) -> None:
    """Give waiting audit events their place in the chain."""
    with service.db.read() as session:
        waiting = audit.pending(session)
    if waiting:
        with service.db.write() as session:
            audit.sequence(session)


def tidy(service: Service) -> None:
    """Once an hour: see leavers off, forget spent secrets, old requests and old access entries."""
    now: datetime = service.now()
    people.see_off_leavers(service)
    people.forget_old(service)
    with service.db.write() as session:
        signing.forget_requests(session, now)
        forget_verdicts(session, now)
    forget_access(service.db, now)
    service.store.sweep_temporary(now - timedelta(days=1))

"""What the calendar asks for: new reading, reading that is late, old paper that is still out.

Every notice is said once per step; a step lasts days, so nothing hangs on one exact day.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from qms import outbox
from qms.distribution.model import DistributionList, PaperCopy
from qms.distribution.queries.heads import Heads
from qms.distribution.queries.waiting import pending, to_recall
from qms.distribution.rules import ReadingTerm, stage
from qms.documents.model import Document, Revision
from qms.outbox import Notice
from qms.people.rules import day_start, today
from qms.service import Service

LOOK_BACK = timedelta(days=7)  # older requests are on the desk of the person, without a mail
BATCH = 200  # people told in one transaction, so that nobody else waits for all of them
SUBJECT, LATE, RECALL = "reading", "reading_overdue", "copy_recall"


def announce(service: Service) -> int:
    """Tell once everybody who is newly asked to read a revision in force."""
    said = 0
    while batch := _announce_some(service):
        said += batch
    return said


def _announce_some(service: Service) -> int:
    now = service.now()
    with service.db.read() as session:
        rows = session.execute(_untold(now)).all()
    if rows:
        with service.db.write() as session:
            for row in rows:
                _say(session, row.person_id, SUBJECT, row, "read_asked", row.revision_id.hex, now)
    return len(rows)


def _untold(now: datetime) -> Any:
    """Newly asked people without this notice, some of them."""
    found = pending(now).subquery("newly")
    told = exists().where(
        Notice.person_id == found.c.person_id,
        Notice.subject_kind == SUBJECT,
        Notice.subject_id == found.c.document_id,
        Notice.kind == "read_asked",
        Notice.step == _text(found.c.revision_id),
    )
    lately = or_(found.c.since > now - LOOK_BACK, found.c.effective_at > now - LOOK_BACK)
    return select(found).where(lately, ~told).limit(BATCH)


def _text(column: Any) -> Any:
    """An id as `UUID.hex` writes it, on either database."""
    return func.replace(cast(column, String), "-", "")


def remind(service: Service) -> int:
    """Remind who is about to be late or is late, once a stage; tell unit heads who are theirs."""
    now = service.now()
    said = 0
    with service.db.read() as session:
        rows = list(_pressing(session, now))
        heads = Heads(session, now)
        late = _by_head(rows, heads, now)
    for start in range(0, len(rows), BATCH):
        with service.db.write() as session:
            for row, step in rows[start : start + BATCH]:
                said += _say(session, row.person_id, SUBJECT, row, "read_due", step, now)
    with service.db.write() as session:
        for (head_id, _), (row, step) in late.items():
            said += _say(session, head_id, LATE, row, "read_overdue", step, now)
    return said


def _pressing(session: Session, now: datetime) -> Iterator[tuple[Any, str]]:
    """Who has a day left or none, with the step that says which revision and how late."""
    for days in session.scalars(select(DistributionList.days_to_read).distinct()).all():
        found = pending(now).subquery("pressing")
        before = day_start(today(now) - timedelta(days=days - 2))
        query = select(found).where(
            and_(
                found.c.days_to_read == days,
                found.c.since < before,
                found.c.effective_at < before,
            )
        )
        for row in session.execute(query):
            step = _step(row, now)
            if step:
                yield row, step


def _step(row: Any, now: datetime) -> str:
    due_on = ReadingTerm(row.days_to_read).due_on(max(row.since, row.effective_at))
    reached = stage(due_on, now)
    return f"{row.revision_id.hex}:{reached}" if reached else ""


def _by_head(
    rows: Sequence[tuple[Any, str]], heads: Heads, now: datetime
) -> dict[tuple[uuid.UUID, uuid.UUID], tuple[Any, str]]:
    """(unit head, document) -> one line for each document with readers who are late for long."""
    found: dict[tuple[uuid.UUID, uuid.UUID], tuple[Any, str]] = {}
    for row, _ in rows:
        term = ReadingTerm(row.days_to_read, row.escalate_after)
        due_on = term.due_on(max(row.since, row.effective_at))
        reached = stage(due_on + timedelta(days=term.escalate_after), now)
        if not reached.isdigit():
            continue
        for head_id in heads.of_person(row.person_id):
            key = (head_id, row.document_id)
            found.setdefault(key, (row, f"{row.revision_id.hex}:{reached}"))
    return found


def recall(service: Service) -> int:
    """Ask once for each edition that has ended to bring its paper copies back."""
    now = service.now()
    said = 0
    with service.db.read() as session:
        asked = _holders(session, now)
    with service.db.write() as session:
        for person_id, row in asked:
            said += _say(session, person_id, RECALL, row, "copy_recall", row.revision_id.hex, now)
    return said


def _holders(session: Session, now: datetime) -> list[tuple[uuid.UUID, Any]]:
    """Who has the copy, or heads the unit that has it; and who issued it."""
    query = (
        select(
            PaperCopy.person_id,
            PaperCopy.unit_id,
            PaperCopy.issued_by,
            PaperCopy.document_id,
            PaperCopy.revision_id,
            Document.code,
            Revision.title,
        )
        .join(Document, Document.id == PaperCopy.document_id)
        .join(Revision, Revision.id == PaperCopy.revision_id)
        .where(to_recall(now))
    )
    heads = Heads(session, now)
    found: dict[tuple[uuid.UUID, uuid.UUID], Any] = {}
    for row in session.execute(query):
        people = {row.person_id} if row.person_id else heads.of_unit(row.unit_id)
        for person_id in people | {row.issued_by}:
            found.setdefault((person_id, row.revision_id), row)
    return [(person_id, row) for (person_id, _), row in found.items()]


def _say(
    session: Session,
    person_id: uuid.UUID,
    subject_kind: str,
    row: Any,
    kind: str,
    step: str,
    now: datetime,
) -> bool:
    return outbox.say(
        session,
        person_id=person_id,
        subject_kind=subject_kind,
        subject_id=row.document_id,
        kind=kind,
        step=step,
        now=now,
        mail={"code": row.code, "title": row.title},
    )

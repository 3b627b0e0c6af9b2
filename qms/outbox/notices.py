"""What was said to a person: stored once, with its mail in the same transaction."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from qms.db import dialect_of
from qms.outbox.errands import MAIL, put
from qms.outbox.model import Notice

CODE_LONGEST, TITLE_LONGEST = 100, 300
ABOUT = ("person_id", "subject_kind", "subject_id", "kind", "step")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as it is shown; `read_at` is None while it is new."""

    id: uuid.UUID
    subject_kind: str
    subject_id: uuid.UUID
    kind: str
    step: str
    code: str
    title: str
    said_at: datetime
    read_at: datetime | None


def say(
    session: Session,
    *,
    person_id: uuid.UUID,
    subject_kind: str,
    subject_id: uuid.UUID,
    kind: str,
    step: str,
    now: datetime,
    mail: Mapping[str, Any] | None = None,
) -> bool:
    """Say it once per (person, subject, kind, step); False when it was said before.

    `mail` holds the facts from which the mail is written when it leaves (None: no mail). It takes
    the place of an earlier step's mail about the same thing that has not left yet: after an outage
    of the mail server only the latest step is sent.
    """
    session.flush()
    notice = {
        "id": uuid.uuid4(),
        "person_id": person_id,
        "subject_kind": subject_kind,
        "subject_id": subject_id,
        "kind": kind,
        "step": step,
        "code": str((mail or {}).get("code", ""))[:CODE_LONGEST],
        "title": str((mail or {}).get("title", ""))[:TITLE_LONGEST],
        "said_at": now,
    }
    said = _insert_once(session, notice)
    if said and mail is not None:
        key = f"{person_id.hex}:{subject_kind}:{subject_id.hex}:{kind}"
        about = {name: str(notice[name]) for name in ABOUT}
        put(session, MAIL, {**about, "facts": dict(mail)}, now=now, key=key)
    return said


def _insert_once(session: Session, notice: dict[str, Any]) -> bool:
    insert = sqlite.insert if dialect_of(session) == "sqlite" else postgresql.insert
    once = insert(Notice).values(**notice).on_conflict_do_nothing().returning(Notice.id)
    return session.execute(once).first() is not None


def notices_for(
    session: Session, person_id: uuid.UUID, *, new_only: bool = False, limit: int = 50
) -> list[NoticeRow]:
    """What was said to this person, the latest first."""
    query = select(Notice).where(Notice.person_id == person_id)
    if new_only:
        query = query.where(Notice.read_at.is_(None))
    query = query.order_by(Notice.said_at.desc(), Notice.id).limit(limit)
    return [
        NoticeRow(
            one.id,
            one.subject_kind,
            one.subject_id,
            one.kind,
            one.step,
            one.code,
            one.title,
            one.said_at,
            one.read_at,
        )
        for one in session.scalars(query)
    ]


def count_new(session: Session, person_id: uuid.UUID) -> int:
    """How many notices this person has not read."""
    query = select(func.count()).select_from(Notice)
    return session.scalar(query.where(Notice.person_id == person_id, Notice.read_at.is_(None))) or 0


def mark_read(
    session: Session, person_id: uuid.UUID, ids: Iterable[uuid.UUID], now: datetime
) -> None:
    """This person has read these; somebody else's notices are left alone."""
    mine = (Notice.person_id == person_id, Notice.id.in_(list(ids)), Notice.read_at.is_(None))
    session.execute(update(Notice).where(*mine).values(read_at=now))

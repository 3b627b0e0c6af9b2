"""What waits for a person in this room: records begun and not closed."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.people.rules import Actor
from qms.people.work import Task
from qms.records.model import Record
from qms.records.rules import OPEN, State

FILL, CLOSE = "records.fill", "records.close"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Records this person has begun: to be filled in, or to be filed and closed."""
    query = (
        select(Record, Document.code)
        .join(Document, Document.id == Record.document_id)
        .where(Record.started_by == actor.id, Record.state.in_(OPEN))
        .order_by(Record.started_at)
    )
    return [
        Task(
            FILL if record.state is State.FILLING else CLOSE,
            "record",
            record.id,
            f"{code} {record.number:02}/{record.year}",
            record.title,
            record.started_at,
            None,
        )
        for record, code in session.execute(query)
    ]


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression."""
    mine = (
        select(func.count())
        .select_from(Record)
        .where(Record.started_by == actor.id, Record.state.in_(OPEN))
    )
    return mine.scalar_subquery()

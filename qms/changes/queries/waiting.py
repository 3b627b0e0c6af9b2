"""What waits for a person in this room: computed, never stored."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from qms.people.rules import Actor
from qms.people.work import Task


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """What waits for this person."""
    return []


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression; None where there can be nothing."""
    return None

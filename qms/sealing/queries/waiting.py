"""What waits for a person in this room: computed, never stored."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from qms.people.rules import Actor
from qms.people.work import Task


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Nothing yet."""
    return []


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """Nobody can have anything."""
    return None

"""What waits for a person and what was said to that person, merged from every room."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from qms import outbox
from qms.documents.queries import waiting
from qms.home.rooms import ROOMS
from qms.outbox import NoticeRow
from qms.people.rules import Actor
from qms.people.work import Task

NOTICES = 10


@dataclass(frozen=True, slots=True)
class MyWork:
    """Everything on the first page of one person."""

    waiting: list[Task]
    waited_for: list[Task]
    notices: list[NoticeRow]


def my_work(session: Session, actor: Actor, now: datetime) -> MyWork:
    """What waits for this person, what this person waits for, and what was said lately."""
    return MyWork(
        waiting=waiting_for(session, actor, now),
        waited_for=waiting.waited_for(session, actor),
        notices=outbox.notices_for(session, actor.id, limit=NOTICES),
    )


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """What waits for this person in every room, the most urgent first."""
    tasks = waiting.waiting_for(session, actor, now)
    for room in ROOMS:
        tasks += room.waiting_for(session, actor, now)
    return sorted(tasks, key=lambda one: (one.due_on or date.max, one.since))


def waiting_count(session: Session, actor: Actor, now: datetime) -> int:
    """How many things wait for this person, for the navigation of every page: two queries."""
    parts = [room.waiting_count(actor, now) for room in ROOMS]
    known = [part for part in parts if part is not None]
    asked = {"waiting_me": actor.id, "waiting_now": now}  # for what a room has built once
    others = session.scalar(select(sum(known, literal(0))), asked) if known else 0
    return waiting.waiting_count(session, actor, now) + int(others or 0)

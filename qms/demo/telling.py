"""Telling the whole story in an empty installation, once and wholly."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.demo import story
from qms.demo.clock import StoryClock
from qms.demo.desk import Desk
from qms.demo.office import SET, Office
from qms.demo.reading import note_readers
from qms.documents.model import Document
from qms.errors import Conflict
from qms.installation import installation
from qms.jobs import indexing
from qms.people.model import Person, Unit
from qms.service import Service
from qms.settings import Settings
from qms.signing import KdfCost

UNFINISHED = "demo.unfinished"  # lies in the instance while the story is being told
Step = Callable[[str], AbstractContextManager[None]]


def story_clock(end: datetime) -> StoryClock:
    """A clock that stands before the first day of the story."""
    return StoryClock(end, story.DAYS)


def is_empty(session: Session) -> bool:
    """Whether nobody has worked here yet: no people, no units, no documents."""
    return all(
        session.scalar(select(table.id).limit(1)) is None for table in (Person, Unit, Document)
    )


def check_ready(session: Session, settings: Settings) -> None:
    """Raises Conflict where the story was begun and not finished, or somebody has worked here."""
    if (settings.instance / UNFINISHED).exists():
        raise Conflict("DEMO-UNFINISHED", instance=str(settings.instance))
    if not is_empty(session):
        raise Conflict("DEMO-NOT-EMPTY")


def is_demo(session: Session) -> bool:
    """Whether this installation is a demonstration."""
    return installation(session).demo


def begin(settings: Settings) -> None:
    """From here on an interruption leaves half a story, which is never taken for a whole one."""
    (settings.instance / UNFINISHED).touch()


def tell(
    service: Service,
    clock: StoryClock,
    step: Step,
    *,
    folder: Path = SET,
    cost: KdfCost | None = None,
) -> Office:
    """Live through the days; `service` reads this clock, `step` names what takes long."""
    office = Office(service, clock, cost)
    desk = Desk(office)
    chapters: list[tuple[str, Callable[[], object]]] = [
        ("DEMO-STEP-PEOPLE", lambda: story.found(office, folder)),
        ("DEMO-STEP-SET", lambda: story.adopt_the_set(office, folder)),
        ("DEMO-STEP-FIRST", lambda: story.first_months(desk)),
        ("DEMO-STEP-CHANGE", lambda: story.people_change(desk)),
        ("DEMO-STEP-LAST", lambda: story.last_months(desk)),
        ("DEMO-STEP-NOW", lambda: story.these_days(desk)),
        ("DEMO-STEP-READERS", lambda: note_readers(office)),
        ("DEMO-STEP-INDEX", lambda: indexing.rebuild(service, indexing.open_index(service))),
    ]
    for name, chapter in chapters:
        with step(name):
            chapter()
    (service.settings.instance / UNFINISHED).unlink(missing_ok=True)
    return office

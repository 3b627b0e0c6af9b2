"""What the clock asks of this room: once a month, how many documents are due."""

import uuid
from datetime import datetime

from qms import outbox
from qms.people.queries import load_actor, people_with
from qms.people.rules import Role, today
from qms.periodic.queries.waiting import REVIEW, waiting_for
from qms.service import Service

SUBJECT = "periodic_list"


def remind(service: Service) -> int:
    """One notice a month to everybody with documents due; a list of fifty is not fifty mails."""
    now = service.now()
    month = f"{today(now):%Y-%m}"
    waiting = _waiting(service, now)
    if not waiting:
        return 0
    with service.db.write() as session:
        return sum(
            outbox.say(
                session,
                person_id=person_id,
                subject_kind=SUBJECT,
                subject_id=person_id,
                kind="periodic_due",
                step=month,
                now=now,
                mail={"code": str(due), "title": ""},
            )
            for person_id, due in waiting.items()
        )


def _waiting(service: Service, now: datetime) -> dict[uuid.UUID, int]:
    """Who has documents due, and how many; read before anything is written."""
    with service.db.read() as session:
        people = {
            one.id
            for role in (Role.QUALITY_MANAGER, Role.AUTHOR)
            for one in people_with(session, role, None, now)
        }
        found = {
            person_id: waiting_for(session, load_actor(session, person_id, now), now)
            for person_id in sorted(people, key=str)
        }
    due = {who: sum(one.kind == REVIEW for one in tasks) for who, tasks in found.items()}
    return {who: count for who, count in due.items() if count}

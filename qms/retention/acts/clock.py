"""What the clock asks of this room: a word a month, never a deletion."""

from datetime import datetime
from uuid import UUID

from qms import outbox
from qms.people.queries import load_actor, people_with
from qms.people.rules import Role, today
from qms.retention.queries.due import DueFilter, Show, due_page
from qms.service import Service

SUBJECT = "retention_list"
MOST = 999


def remind(service: Service) -> int:
    """One notice a month to every quality manager with records that are due, or will be in 30 days.

    A list of fifty is not fifty mails; what nobody proposes simply stays.
    """
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
                kind="retention_due",
                step=month,
                now=now,
                mail={"code": str(due), "title": str(ahead)},
            )
            for person_id, (due, ahead) in waiting.items()
        )


def _waiting(service: Service, now: datetime) -> dict[UUID, tuple[int, int]]:
    """Who has records due, and how many due and ahead; read before anything is written."""
    found = {}
    with service.db.read() as session:
        for one in people_with(session, Role.QUALITY_MANAGER, None, now):
            actor = load_actor(session, one.id, now)
            counts = [
                len(due_page(session, actor, DueFilter(show=show), now, limit=MOST).rows)
                for show in (Show.DUE, Show.AHEAD)
            ]
            if any(counts):
                found[one.id] = (counts[0], counts[1])
    return found

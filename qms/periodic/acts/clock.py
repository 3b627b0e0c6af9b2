"""What the clock asks of this room: once a month, how many documents are due."""

from sqlalchemy import select

from qms import outbox
from qms.documents.model import Document
from qms.people.queries import load_actor, people_with
from qms.people.rules import Role, today
from qms.periodic.queries.waiting import REVIEW, waiting_for
from qms.service import Service

SUBJECT = "periodic_list"


def remind(service: Service) -> int:
    """One notice a month to everybody with documents due; a list of fifty is not fifty mails."""
    now = service.now()
    month = f"{today(now):%Y-%m}"
    said = 0
    with service.db.write() as session:
        if session.scalar(select(Document.id).limit(1)) is None:
            return 0
        people = {
            one.id
            for role in (Role.QUALITY_MANAGER, Role.AUTHOR)
            for one in people_with(session, role, None, now)
        }
        for person_id in sorted(people, key=str):
            tasks = waiting_for(session, load_actor(session, person_id, now), now)
            due = sum(one.kind == REVIEW for one in tasks)
            if due:
                said += outbox.say(
                    session,
                    person_id=person_id,
                    subject_kind=SUBJECT,
                    subject_id=person_id,
                    kind="periodic_due",
                    step=month,
                    now=now,
                    mail={"code": str(due), "title": ""},
                )
    return said

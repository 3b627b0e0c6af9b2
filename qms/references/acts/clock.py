"""What the calendar asks for: reminders 60, 30 and 7 days ahead of the legal day, and overdue."""

from qms.people.rules import today
from qms.references.acts.telling import tell_authors, tell_managers
from qms.references.queries.reviews import OpenReview, open_reviews
from qms.references.rules.standing import reminder_step
from qms.service import Service


def remind(service: Service) -> int:
    """Remind of every open review; after downtime only the latest step is said."""
    now = service.now()
    day = today(now)
    with service.db.read() as session:
        reviews = open_reviews(session, now)
    steps: dict[str, list[OpenReview]] = {}
    for one in reviews:
        step = reminder_step(one.due_on, day)
        if step is not None:
            steps.setdefault(step, []).append(one)
    if not steps:
        return 0
    said = 0
    with service.db.write() as session:
        for step, due in steps.items():
            said += tell_authors(session, due, "law_review_due", step, now)
            said += tell_managers(session, due, "law_review_due", step, now)
    return said

"""A leaver's open work goes to somebody else; what was signed keeps its name."""

import uuid
from datetime import timedelta

from sqlalchemy import delete

from qms.documents.acts.case import Case, load_case
from qms.documents.acts.draft import check_approver, check_reviewer
from qms.documents.acts.review import hand_task_over
from qms.documents.model import PlannedReviewer
from qms.documents.queries.open_work import open_work
from qms.documents.rules import permissions
from qms.documents.schemas import HandOver, Reassignment
from qms.errors import Invalid, NotAllowed, NotSignedIn
from qms.people.queries import load_actor, lock_actor
from qms.people.rules import Actor, today
from qms.service import Service

REVIEW_DAYS = timedelta(days=5)


def hand_over(service: Service, actor_id: uuid.UUID, wish: HandOver, reason: str) -> int:
    """Give all open work of one person to another, or none of it; returns how many revisions."""
    if wish.to_id == wish.from_id:
        raise Invalid("HAND-OVER-SAME", fields={"to_id": "HAND-OVER-SAME"})
    with service.db.write() as session:
        _require_manager(lock_actor(session, actor_id, service.now()))
        revision_ids = open_work(session, wish.from_id)
        for revision_id in revision_ids:
            _hand_one(load_case(session, service, actor_id, revision_id), wish, reason)
        return len(revision_ids)


def _hand_one(case: Case, wish: HandOver, reason: str) -> None:
    revision = case.revision
    if revision.responsible_id == wish.from_id:
        _check_author(case, wish.to_id)
        revision.responsible_id = wish.to_id
    if revision.approver_id == wish.from_id:
        unit_id = case.document.owner_unit_id
        check_approver(case.session, wish.to_id, unit_id, case.now)
        permissions.require_apart(
            frozenset({wish.to_id}), case.revision_facts.authors, "APPROVER-IS-AUTHOR"
        )
        revision.approver_id = wish.to_id
    _hand_plan(case, wish)
    for task in case.tasks:
        if task.reviewer_id == wish.from_id and task.verdict is None:
            due_on = max(task.due_on, today(case.now) + REVIEW_DAYS)
            change = Reassignment(
                task_id=task.id, person_id=wish.to_id, due_on=due_on, reason=reason
            )
            hand_task_over(case, task, change)
    case.event("handed_over", old=str(wish.from_id), new=str(wish.to_id))
    case.tell(wish.to_id, "handed_over", f"from-{wish.from_id}")


def _hand_plan(case: Case, wish: HandOver) -> None:
    planned = case.session.get(PlannedReviewer, (case.revision.id, wish.from_id))
    if planned is None:
        return
    check_reviewer(case.session, wish.to_id, case.document.owner_unit_id, case.now)
    due_on = planned.due_on
    case.session.execute(
        delete(PlannedReviewer).where(
            PlannedReviewer.revision_id == case.revision.id,
            PlannedReviewer.person_id.in_([wish.from_id, wish.to_id]),
        )
    )
    case.session.add(
        PlannedReviewer(revision_id=case.revision.id, person_id=wish.to_id, due_on=due_on)
    )


def _check_author(case: Case, person_id: uuid.UUID) -> None:
    """Whoever answers for a draft is in service and may write it."""
    try:
        author = load_actor(case.session, person_id, case.now)
    except NotSignedIn:
        author = None
    if author is None or not permissions.may_draft(author, case.facts):
        raise Invalid("NOT-AN-AUTHOR", fields={"to_id": "NOT-AN-AUTHOR"})


def _require_manager(actor: Actor) -> None:
    if not permissions.may_hand_over(actor):
        raise NotAllowed("HAND-OVER-NOT-ALLOWED")

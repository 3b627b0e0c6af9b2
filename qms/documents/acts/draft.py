"""A draft: opening a revision, saying what changes, abandoning it."""

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms import audit
from qms.documents.acts.case import Case, add_author, load_case, lock_document, next_sequence
from qms.documents.model import Document, PlannedReviewer, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.rules import numbering, period, permissions
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import OPEN, Act, State
from qms.documents.schemas import RevisionPlan
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn, Stale
from qms.people.queries import load_actor, lock_actor
from qms.people.rules import Actor, Role, today
from qms.service import Service


def open_revision(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, step: Step
) -> uuid.UUID:
    """Open the next revision as a draft; a document has at most one open."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        document = lock_document(session, document_id)
        if not permissions.may_draft(actor, document_facts(session, document)):
            raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act=Act.EDIT.value)
        revision = open_draft(session, actor, document, step, now, audit.new_act())
        return revision.id


def open_draft(
    session: Session,
    actor: Actor,
    document: Document,
    step: Step,
    now: datetime,
    act_id: uuid.UUID,
    by: uuid.UUID | None = None,
) -> Revision:
    """The next draft, inside an act that has locked the document and asked the rules.

    Its opener is responsible for it and an author of it, whoever's act (`by`) caused it; raises
    Conflict where one is open.
    """
    none_open(session, document)
    number = numbering.next_number(last_number(session, document.id), step)
    revision = add_revision(session, actor, document, number, now)
    add_author(session, revision.id, actor.id)
    audit.record(
        session,
        act_id=act_id,
        at=now,
        actor_id=by or actor.id,
        action="documents.revision.opened",
        object_kind="revision",
        object_id=revision.id,
        data={"document_id": str(document.id), "edition": number[0], "revision": number[1]},
    )
    return revision


def add_revision(
    session: Session, actor: Actor, document: Document, number: tuple[int, int], now: datetime
) -> Revision:
    """A new draft with this number, its opener responsible for it."""
    revision = Revision(
        document_id=document.id,
        sequence=next_sequence(session, document.id),
        edition=number[0],
        revision=number[1],
        title=document.title,
        responsible_id=actor.id,
        created_at=now,
        created_by=actor.id,
    )
    session.add(revision)
    session.flush()
    return revision


def plan_revision(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, plan: RevisionPlan
) -> None:
    """Say what changes and why, from when, by which decision, and who reviews and approves."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.EDIT)
        if plan.row_version != case.revision.row_version:
            raise Stale("REVISION-CHANGED-MEANWHILE")
        period.check_promise(plan.effective_on, today(case.now))
        _apply_plan(case, plan)
        add_author(session, case.revision.id, case.actor.id)
        case.event("planned", reviewers=[str(one.person_id) for one in plan.reviewers])


def _apply_plan(case: Case, plan: RevisionPlan) -> None:
    _may_serve(case, plan)
    revision = case.revision
    revision.title = plan.title
    revision.change_summary = plan.change_summary
    revision.change_reason = plan.change_reason
    revision.change_place = plan.change_place
    revision.effective_on = plan.effective_on
    revision.decision_number = plan.decision_number
    revision.decision_on = plan.decision_on
    revision.approver_id = plan.approver_id
    revision.planned_at = case.now  # so that a change of reviewers alone is a change too
    case.session.execute(delete(PlannedReviewer).where(PlannedReviewer.revision_id == revision.id))
    for one in plan.reviewers:
        case.session.add(
            PlannedReviewer(revision_id=revision.id, person_id=one.person_id, due_on=one.due_on)
        )


def _may_serve(case: Case, plan: RevisionPlan) -> None:
    """Named reviewers and the approver must hold the role for the owning unit."""
    unit_id = case.document.owner_unit_id
    for one in plan.reviewers:
        check_reviewer(case.session, one.person_id, unit_id, case.now)
        if one.due_on < today(case.now):
            raise Invalid("REVIEW-DUE-PAST", fields={"reviewers": "REVIEW-DUE-PAST"})
    if plan.approver_id is not None:
        check_approver(case.session, plan.approver_id, unit_id, case.now)


def check_reviewer(
    session: Session, person_id: uuid.UUID, unit_id: uuid.UUID, now: datetime
) -> None:
    """A reviewer is in service and holds the role; raises Invalid("NOT-A-REVIEWER")."""
    if not _serves(session, person_id, permissions.REVIEWING, unit_id, now):
        raise Invalid("NOT-A-REVIEWER", fields={"reviewers": "NOT-A-REVIEWER"})


def check_approver(
    session: Session, person_id: uuid.UUID, unit_id: uuid.UUID, now: datetime
) -> None:
    """The approver is in service and holds the role; raises Invalid("NOT-AN-APPROVER")."""
    if not _serves(session, person_id, {Role.APPROVER}, unit_id, now):
        raise Invalid("NOT-AN-APPROVER", fields={"approver_id": "NOT-AN-APPROVER"})


def _serves(
    session: Session,
    person_id: uuid.UUID,
    roles: Collection[Role],
    unit_id: uuid.UUID,
    now: datetime,
) -> bool:
    try:
        return load_actor(session, person_id, now).has_any(roles, unit_id)
    except (NotSignedIn, NotFound):  # disabled, or nobody
        return False


def abandon(service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, reason: str) -> None:
    """Give a draft up, with a reason; its number may be used again."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.revision.state = case.allow(Act.ABANDON)
        case.revision.change_reason = reason
        case.event("abandoned")


def none_open(session: Session, document: Document) -> None:
    """A document has at most one revision open; raises Conflict("REVISION-ALREADY-OPEN")."""
    query = select(Revision).where(Revision.document_id == document.id, Revision.state.in_(OPEN))
    running = session.scalars(query).one_or_none()
    if running is not None:
        number = numbering.number_text(running.edition, running.revision)
        raise Conflict("REVISION-ALREADY-OPEN", number=number)


def last_number(session: Session, document_id: uuid.UUID) -> tuple[int, int] | None:
    """Edition and revision of the latest revision that was not given up."""
    query = (
        select(Revision.edition, Revision.revision)
        .where(
            Revision.document_id == document_id,
            Revision.state.not_in([State.ABANDONED, State.CANCELLED]),
        )
        .order_by(Revision.edition.desc(), Revision.revision.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])

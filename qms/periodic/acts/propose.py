"""Proposing a verdict, and giving it back unsigned."""

import uuid
from datetime import date

from sqlalchemy import select

from qms.documents.model import Revision
from qms.documents.queries.facts import authors_of
from qms.errors import Conflict, NotAllowed
from qms.people.queries import people_with
from qms.people.rules import Role
from qms.periodic import rules
from qms.periodic.acts.case import Case, kept_at, load_document, load_review
from qms.periodic.model import PeriodicReview
from qms.periodic.schemas import Proposal
from qms.service import Service


def propose_verdict(
    service: Service, actor_id: uuid.UUID, document_id: uuid.UUID, wish: Proposal
) -> uuid.UUID:
    """Say what is to become of what is in force; an approver who did not write it signs."""
    with service.db.write() as session:
        case = load_document(session, service, actor_id, document_id)
        current = case.current
        if not rules.may_propose(case.actor, case.facts, current.responsible_id):
            raise NotAllowed("PERIODIC-PROPOSE-NOT-ALLOWED")
        _none_waiting(case)
        if current.superseded_at is not None:
            raise Conflict("PERIODIC-HAS-SUCCESSOR", at=current.superseded_at)
        review = PeriodicReview(
            document_id=case.document.id,
            revision_id=current.id,
            verdict=wish.verdict,
            reason=wish.reason,
            due_on=_due_on(case, current),
            docx_sha256=current.docx_sha256 or "",
            pdf_sha256=current.pdf_sha256,
            proposed_by=case.actor.id,
            proposed_at=case.now,
        )
        session.add(review)
        session.flush()
        case.event(review, "proposed")
        case.tell(review, _signers(case), "periodic_proposed")
        return review.id


def return_verdict(
    service: Service, actor_id: uuid.UUID, review_id: uuid.UUID, reason: str
) -> None:
    """An approver does not sign it, or the proposer takes it back; another may be proposed."""
    with service.db.write() as session:
        case, review = load_review(session, service, actor_id, review_id)
        is_approver = case.actor.has(Role.APPROVER, case.document.owner_unit_id)
        if not (is_approver or review.proposed_by == actor_id):
            raise NotAllowed("PERIODIC-SIGN-NOT-ALLOWED")
        review.returned_at, review.returned_by = case.now, actor_id
        review.return_reason = reason
        case.event(review, "returned")
        case.tell(review, [review.proposed_by], "periodic_returned")


def _none_waiting(case: Case) -> None:
    query = select(PeriodicReview.id).where(
        PeriodicReview.revision_id == case.current.id,
        PeriodicReview.signed_at.is_(None),
        PeriodicReview.returned_at.is_(None),
    )
    if case.session.scalar(query) is not None:
        raise Conflict("PERIODIC-ALREADY-PROPOSED")


def _due_on(case: Case, current: Revision) -> date:
    effective_at = current.effective_at or case.now
    kept = kept_at(case.session, current)
    return rules.due_on(effective_at, kept, case.document.review_months)


def _signers(case: Case) -> set[uuid.UUID]:
    unit_id = case.document.owner_unit_id
    approvers = people_with(case.session, Role.APPROVER, unit_id, case.now)
    return {one.id for one in approvers} - authors_of(case.session, case.current.id)

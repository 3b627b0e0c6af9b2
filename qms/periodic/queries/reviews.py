"""The reviews of a document: what was proposed, signed, returned, and what may be done."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.facts import authors_of, document_facts, period_of
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor, Role
from qms.periodic import rules
from qms.periodic.model import PeriodicReview
from qms.periodic.rules import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review as the history of a document shows it."""

    id: uuid.UUID
    document_id: uuid.UUID
    revision_id: uuid.UUID
    number: str
    verdict: Verdict
    reason: str
    outcome: Outcome
    due_on: date
    proposed_by: str
    proposed_at: datetime
    signed_by: str
    signed_at: datetime | None
    next_due_on: date | None
    draft_id: uuid.UUID | None
    returned_by: str
    returned_at: datetime | None
    return_reason: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page of one review shows to one person."""

    line: ReviewLine
    code: str
    title: str
    docx_sha256: str
    pdf_sha256: str
    may_sign: bool
    may_return: bool
    signed_elsewhere: bool  # a withdrawal: signed on the page of the revision


def reviews_of(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> list[ReviewLine]:
    """The reviews of a document, the latest first, for whoever may see its history."""
    document = session.get(Document, document_id)
    if document is None or not rules.may_see(actor, document_facts(session, document)):
        return []
    query = (
        select(PeriodicReview, Revision)
        .join(Revision, Revision.id == PeriodicReview.revision_id)
        .where(PeriodicReview.document_id == document_id)
        .order_by(PeriodicReview.proposed_at.desc(), PeriodicReview.id)
    )
    found = [(row[0], row[1]) for row in session.execute(query)]
    return _lines(session, found, now)


def review_page(session: Session, actor: Actor, review_id: uuid.UUID, now: datetime) -> ReviewPage:
    """One review; NotFound for whoever may not see the history of its document."""
    review = session.get(PeriodicReview, review_id)
    if review is None:
        raise NotFound("PERIODIC-NOT-FOUND")
    document = session.get_one(Document, review.document_id)
    facts = document_facts(session, document)
    if not rules.may_see(actor, facts):
        raise NotFound("PERIODIC-NOT-FOUND")
    revision = session.get_one(Revision, review.revision_id)
    line = _lines(session, [(review, revision)], now)[0]
    waiting = line.outcome is Outcome.WAITING
    authors = authors_of(session, revision.id)
    is_approver = actor.has(Role.APPROVER, document.owner_unit_id)
    return ReviewPage(
        line=line,
        code=document.code,
        title=revision.title,
        docx_sha256=review.docx_sha256,
        pdf_sha256=review.pdf_sha256 or "",
        may_sign=waiting and rules.may_sign(actor, facts, authors, review.proposed_by),
        may_return=waiting and (is_approver or review.proposed_by == actor.id),
        signed_elsewhere=review.verdict not in rules.SIGNED_HERE,
    )


def _lines(
    session: Session, found: list[tuple[PeriodicReview, Revision]], now: datetime
) -> list[ReviewLine]:
    people = names(
        session, {one for review, revision in found for one in _people(review, revision)}
    )

    def name(person_id: uuid.UUID | None) -> str:
        return people[person_id].full_name if person_id in people else ""

    return [
        ReviewLine(
            id=review.id,
            document_id=review.document_id,
            revision_id=revision.id,
            number=number_text(revision.edition, revision.revision),
            verdict=review.verdict,
            reason=review.reason,
            outcome=_outcome(review, revision, now),
            due_on=review.due_on,
            proposed_by=name(review.proposed_by),
            proposed_at=review.proposed_at,
            signed_by=name(review.signed_by),
            signed_at=review.signed_at or _withdrawn_at(review, revision),
            next_due_on=review.next_due_on,
            draft_id=review.draft_id,
            returned_by=name(review.returned_by),
            returned_at=review.returned_at,
            return_reason=review.return_reason,
        )
        for review, revision in found
    ]


def _people(review: PeriodicReview, revision: Revision) -> list[uuid.UUID]:
    known = [review.proposed_by, review.signed_by, review.returned_by]
    return [one for one in known if one is not None]


def _withdrawn_at(review: PeriodicReview, revision: Revision) -> datetime | None:
    """A proposed withdrawal is done by the withdrawal itself."""
    done = review.verdict is Verdict.WITHDRAW and review.returned_at is None
    return revision.withdrawn_at if done and revision.state is State.WITHDRAWN else None


def _outcome(review: PeriodicReview, revision: Revision, now: datetime) -> Outcome:
    if review.returned_at is not None:
        return Outcome.RETURNED
    if review.signed_at is not None or _withdrawn_at(review, revision) is not None:
        return Outcome.SIGNED
    return Outcome.WAITING if period_of(revision).holds(now) else Outcome.LAPSED

"""Signing a verdict: the statement names the bytes in force, its words are this room's own.

A withdrawal is signed as the withdrawal itself (`documents.acts.withdraw`), never twice.
"""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, signing
from qms.documents.acts.ceremony import approved_files, request_signature, same_as_signed, unlock
from qms.documents.acts.draft import open_draft
from qms.documents.model import Revision
from qms.documents.queries.facts import authors_of
from qms.documents.rules import permissions
from qms.documents.rules.numbering import Step
from qms.documents.rules.states import OPEN, State
from qms.documents.schemas import Proof
from qms.errors import Conflict, NotAllowed, NotFound, NotSignedIn
from qms.installation import installation
from qms.people.queries import SignerRole, load_actor, signer_role
from qms.people.rules import Actor, Role, today
from qms.periodic import rules, wording
from qms.periodic.acts.case import Case, load_review
from qms.periodic.model import PeriodicReview
from qms.periodic.rules import Verdict
from qms.service import Service
from qms.signing.model import Statement


def ask_to_sign_verdict(
    service: Service, actor_id: uuid.UUID, review_id: uuid.UUID
) -> signing.SignRequest:
    """The exact statement that will be signed, with a challenge that is good once."""
    with service.db.write() as session:
        case, review = load_review(session, service, actor_id, review_id)
        spec = _spec(case, review, _guard(case, review))
        return request_signature(session, service, spec, case.document.id)


def sign_verdict(service: Service, actor_id: uuid.UUID, review_id: uuid.UUID, proof: Proof) -> None:
    """Kept: the next day moves, no new revision. To be revised: a draft is open for it."""
    signed = unlock(service, actor_id, proof)
    with service.db.write() as session:
        case, review = load_review(session, service, actor_id, review_id)
        same_as_signed(signed, _spec(case, review, _guard(case, review)))
        statement = signing.record(session, signed, now=case.now)
        draft = _draft(case, review) if review.verdict is Verdict.REVISE else None
        # Set together and last: the database lets no signed verdict be written again.
        review.draft_id = draft.id if draft is not None else None
        review.next_due_on = _following(case, review)
        review.signed_at, review.signed_by = case.now, actor_id
        review.statement_id = statement.id
        session.flush()
        _record(case, review, statement)
        case.tell(review, [review.proposed_by], "periodic_signed")


def _guard(case: Case, review: PeriodicReview) -> SignerRole:
    """Role, separation of duties, and that these are still the bytes somebody looked at."""
    if review.verdict not in rules.SIGNED_HERE:
        raise Conflict("PERIODIC-SIGNED-ELSEWHERE")
    if not case.actor.has(Role.APPROVER, case.document.owner_unit_id):
        raise NotAllowed("PERIODIC-SIGN-NOT-ALLOWED")
    role = signer_role(
        case.session,
        case.actor.id,
        case.now,
        document_type=case.document.type_code,
        highest=True,
    )
    doers = frozenset({case.actor.id, *role.acted_for})
    authors = authors_of(case.session, case.current.id)
    permissions.require_apart(doers, authors, "APPROVER-IS-AUTHOR")
    permissions.require_apart(doers, frozenset({review.proposed_by}), "PERIODIC-SIGNER-PROPOSED")
    seen = (review.docx_sha256, review.pdf_sha256)
    if seen != (case.current.docx_sha256, case.current.pdf_sha256):
        raise Conflict("PERIODIC-LAPSED")
    return role


def _following(case: Case, review: PeriodicReview) -> date | None:
    if review.verdict is not Verdict.KEEP:
        return None
    return rules.months_later(today(case.now), case.document.review_months)


def _spec(case: Case, review: PeriodicReview, role: SignerRole) -> signing.StatementSpec:
    current = case.current
    return signing.StatementSpec(
        action=rules.action(review.verdict),
        meaning=wording.meaning(
            review.verdict,
            code=case.document.code,
            number=(current.edition, current.revision),
            reason=review.reason,
            following=_following(case, review),
        ),
        document=signing.DocumentRef(
            id=case.document.id,
            code=case.document.code,
            title=current.title,
            edition=current.edition,
            revision=current.revision,
            sequence=current.sequence,
            organisation=installation(case.session).symbol,
        ),
        files=approved_files(current),
        signer=signing.SignerRef(case.actor.id, case.actor.full_name, role.text),
        basis=_basis(case.session, current),
    )


def _basis(session: Session, current: Revision) -> tuple[str, ...]:
    """The approval (or the adoption) this verdict goes on from."""
    query = select(Statement.sha256).where(Statement.id == current.approval_statement_id)
    return tuple(session.scalars(query))


def _draft(case: Case, review: PeriodicReview) -> Revision:
    """The draft that is open, or one opened now, with the reason where it has none yet."""
    query = select(Revision).where(
        Revision.document_id == case.document.id, Revision.state.in_(OPEN)
    )
    draft = case.session.scalars(query).one_or_none() or _opened(case, review)
    if draft.state is State.DRAFT and not draft.change_reason:
        draft.change_reason = review.reason
    return draft


def _opened(case: Case, review: PeriodicReview) -> Revision:
    return open_draft(
        case.session,
        _writer(case, review),
        case.document,
        Step.AMENDMENT,
        case.now,
        case.act_id,
        by=case.actor.id,
    )


def _writer(case: Case, review: PeriodicReview) -> Actor:
    """Who revises: the author of what is in force, else who proposed it; never the signer."""
    for person_id in (case.current.responsible_id, review.proposed_by):
        try:
            writer = load_actor(case.session, person_id, case.now)
        except (NotSignedIn, NotFound):  # left or disabled meanwhile
            continue
        if person_id != case.actor.id and permissions.may_draft(writer, case.facts):
            return writer
    raise Conflict("PERIODIC-NO-WRITER")


def _record(case: Case, review: PeriodicReview, statement: Statement) -> None:
    case.event(review, "signed", statement_sha256=statement.sha256)
    audit.record(
        case.session,
        act_id=case.act_id,
        at=case.now,
        actor_id=case.actor.id,
        action=f"documents.document.review_{review.verdict.value}",
        object_kind="document",
        object_id=case.document.id,
        data={
            "revision_id": str(case.current.id),
            "statement_sha256": statement.sha256,
            "next_due_on": review.next_due_on.isoformat() if review.next_due_on else "",
        },
    )

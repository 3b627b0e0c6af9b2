"""Approval, coming into force, cancelling before the date, withdrawal."""

import uuid
from datetime import datetime

from sqlalchemy import select

from qms.documents.acts.case import Case, load_case, record_event
from qms.documents.acts.ceremony import Effect, Intent, perform
from qms.documents.acts.review import end_round
from qms.documents.model import Revision
from qms.documents.queries.facts import last_approved, period_of
from qms.documents.rules import period
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Act, State
from qms.documents.schemas import Proof
from qms.errors import Conflict
from qms.service import Service
from qms.signing.model import Statement


def approve(service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, proof: Proof) -> None:
    """Sign the round: it comes into force on its day and its predecessor ends with it."""
    perform(service, actor_id, Intent(Act.APPROVE, revision_id), proof, bring_into_force)


def bring_into_force(case: Case, statement: Statement) -> None:
    """What an approval does once it is signed: the round ends, the periods meet."""
    running = case.running_round()
    effective_at = period.effective_instant(running.effective_on, case.now)
    supersede(case, effective_at)
    revision = case.revision
    revision.approved_at = case.now
    revision.approved_by = case.actor.id
    revision.approval_statement_id = statement.id
    revision.effective_at = effective_at
    revision.docx_sha256 = running.docx_sha256
    revision.docx_size = running.docx_size
    revision.docx_name = running.docx_name
    revision.pdf_sha256 = running.pdf_sha256
    revision.pdf_size = running.pdf_size
    revision.pdf_origin = running.pdf_origin
    end_round(case, Act.APPROVE)
    case.event(
        "approved",
        docx_sha256=running.docx_sha256,
        pdf_sha256=running.pdf_sha256 or "",
        effective_at=effective_at.isoformat(),
        statement_sha256=statement.sha256,
    )
    case.index()


def supersede(case: Case, effective_at: datetime) -> None:
    """End the predecessor's period where the new one begins, in the same transaction."""
    predecessor = last_approved(case.session, case.document.id)
    if predecessor is None:
        return
    period.check_follows(effective_at, period_of(predecessor))
    predecessor.superseded_at = effective_at
    # The database allows one open period: the old one must end before the new one begins.
    case.session.flush()
    record_event(
        case,
        "documents.revision.superseded",
        "revision",
        predecessor.id,
        superseded_at=effective_at.isoformat(),
        by=str(case.revision.id),
    )


def cancel_approved(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, reason: str
) -> None:
    """Take an approval back before its day; the predecessor lives on."""
    with service.db.write() as session:
        case = load_case(session, service, actor_id, revision_id)
        state = case.allow(Act.CANCEL)
        if case.standing is not Standing.SCHEDULED:
            raise Conflict("CANCEL-TOO-LATE")
        case.revision.state = state
        case.revision.withdrawal_reason = reason
        session.flush()
        _revive_predecessor(case)
        case.event("cancelled")
        case.tell(case.revision.responsible_id, "cancelled", "once")
        case.index()


def _revive_predecessor(case: Case) -> None:
    query = select(Revision).where(
        Revision.document_id == case.document.id,
        Revision.state == State.APPROVED,
        Revision.superseded_at == case.revision.effective_at,
    )
    predecessor = case.session.scalars(query).one_or_none()
    if predecessor is None:
        return
    predecessor.superseded_at = case.revision.superseded_at  # its own successor's, if any
    record_event(
        case,
        "documents.revision.lives_on",
        "revision",
        predecessor.id,
        after_cancelled=str(case.revision.id),
    )


def withdraw(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, reason: str, proof: Proof
) -> None:
    """End a document in force by a signed act with its reason; nothing takes its place."""
    perform(service, actor_id, Intent(Act.WITHDRAW, revision_id, reason), proof, end(reason))


def end(reason: str) -> Effect:
    """What a withdrawal does once it is signed."""

    def effect(case: Case, statement: Statement) -> None:
        case.revision.state = State.WITHDRAWN
        case.revision.withdrawn_at = case.now
        case.revision.withdrawal_reason = reason
        case.revision.withdrawal_statement_id = statement.id
        case.event("withdrawn", statement_sha256=statement.sha256)
        case.tell(case.revision.responsible_id, "withdrawn", "once")
        case.index()

    return effect

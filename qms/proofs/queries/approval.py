"""Who signed one approved revision: everything its certificate of approval is made of."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.audit.model import Checkpoint
from qms.documents.model import Adoption, Document, ReviewTask, Revision
from qms.documents.queries.facts import period_of
from qms.documents.queries.signed_pdf import PdfState, approved_round, pdf_states
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import Standing, standing
from qms.errors import Conflict, NotFound
from qms.installation import installation
from qms.sealing.model import SealUse


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved revision as loaded; `signed` in the order of signing, not yet judged."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    agency: str
    parent_agency: str
    demo: bool
    code: str
    title: str
    number: str
    standing: Standing
    approved_at: datetime
    effective_at: datetime
    decision_number: str
    decision_on: date | None
    public_token: str
    docx_sha256: str
    pdf: tuple[PdfState, ...]
    signed: tuple[signing.Evidence, ...]
    checkpoint: str  # the first note about the log after the approval; empty before there is one


def approval(session: Session, revision_id: uuid.UUID, now: datetime) -> Approval:
    """Raises NotFound("DOCUMENT-NOT-FOUND"), Conflict("APPROVAL-NONE") before it is approved."""
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    if revision.approved_at is None or revision.effective_at is None:
        raise Conflict("APPROVAL-NONE")
    document = session.get_one(Document, revision.document_id)
    about = installation(session)
    return Approval(
        document_id=document.id,
        revision_id=revision.id,
        agency=about.agency,
        parent_agency=about.parent_agency,
        demo=about.demo,
        code=document.code,
        title=revision.title,
        number=number_text(revision.edition, revision.revision),
        standing=standing(revision.state, period_of(revision), now),
        approved_at=revision.approved_at,
        effective_at=revision.effective_at,
        decision_number=revision.decision_number,
        decision_on=revision.decision_on,
        public_token=revision.public_token,
        docx_sha256=revision.docx_sha256 or "",
        pdf=tuple(pdf_states(session, document.id, revision.id)),
        signed=tuple(signed_for(session, revision)),
        checkpoint=_checkpoint(session, revision),
    )


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """An approved revision of a document."""

    id: uuid.UUID
    number: str


def approved_lines(
    session: Session,
    *,
    document_id: uuid.UUID | None = None,
    revision_id: uuid.UUID | None = None,
) -> list[ApprovedLine]:
    """The approved revisions of a document, or this one if it is, the latest first."""
    query = select(Revision).where(Revision.approved_at.is_not(None))
    if document_id is not None:
        query = query.where(Revision.document_id == document_id)
    if revision_id is not None:
        query = query.where(Revision.id == revision_id)
    rows = session.scalars(query.order_by(Revision.sequence.desc()))
    return [ApprovedLine(one.id, number_text(one.edition, one.revision)) for one in rows]


def signed_for(session: Session, revision: Revision) -> list[signing.Evidence]:
    """The statements that made a revision what it is, and the one that ended it."""
    wanted = {revision.approval_statement_id, revision.withdrawal_statement_id}
    wanted |= set(
        session.scalars(select(Adoption.statement_id).where(Adoption.id == revision.adoption_id))
    )
    wanted |= set(
        session.scalars(select(SealUse.statement_id).where(SealUse.revision_id == revision.id))
    )
    round_ = approved_round(session, revision.id)
    if round_ is not None:
        tasks = select(ReviewTask.statement_id).where(ReviewTask.round_id == round_.id)
        wanted |= {round_.statement_id, *session.scalars(tasks)}
    return signing.evidence(session, statement_ids=[one for one in wanted if one is not None])


def _checkpoint(session: Session, revision: Revision) -> str:
    query = (
        select(Checkpoint.note)
        .where(Checkpoint.made_at >= revision.approved_at)
        .order_by(Checkpoint.made_at)
        .limit(1)
    )
    return session.scalars(query).one_or_none() or ""

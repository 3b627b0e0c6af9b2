"""The signed PDF of a round or a revision: which chain it is, and how far it has come."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Revision, Round, SignablePdf
from qms.documents.rules.states import ENDS_ROUND, Act
from qms.signing.model import PdfStep, SignatureLevel, SignedPdf

AUTHOR, APPROVER, ORGANISATION = "author", "approver", "organisation"


def reviewer_field(number: int) -> str:
    """The field of the n-th reviewer to agree, from 1."""
    return f"reviewer-{number}"


def approved_round(session: Session, revision_id: uuid.UUID) -> Round | None:
    """The round that ended with the approval; None for what was adopted or is not approved."""
    query = select(Round).where(
        Round.revision_id == revision_id, Round.outcome == ENDS_ROUND[Act.APPROVE]
    )
    return session.scalars(query).one_or_none()


def head_of_revision(session: Session, revision: Revision) -> SignedPdf | None:
    """The signed PDF of an approved revision as it stands now."""
    approved = approved_round(session, revision.id) if revision.pdf_sha256 else None
    return head_of_round(session, approved) if approved is not None else None


def head_of_round(session: Session, running: Round) -> SignedPdf | None:
    """The signed PDF of a round as it stands now; None where its PDF has no signature fields."""
    if running.pdf_sha256 is None:
        return None
    return signing.head_of_chain(session, running.statement_id)


def places_of(session: Session, frozen_sha256: str) -> dict[str, dict[str, object]]:
    """Where the fields of a frozen PDF stand, by name; empty for one that has none."""
    query = select(SignablePdf.places).where(SignablePdf.sha256 == frozen_sha256)
    places = session.scalars(query).one_or_none() or []
    return {str(one["field"]): one for one in places}


@dataclass(frozen=True, slots=True)
class PdfState:
    """One thing appended to the PDF of a revision."""

    edition: int
    revision: int
    number: int
    step: PdfStep
    field: str
    level: SignatureLevel
    sha256: str
    size: int
    made_at: datetime
    ends_at: datetime | None


def pdf_states(
    session: Session, document_id: uuid.UUID, revision_id: uuid.UUID | None = None
) -> list[PdfState]:
    """What was appended to the PDFs of a document, or of one revision of it, oldest first."""
    query = (
        select(Revision.edition, Revision.revision, SignedPdf)
        .join(Round, Round.statement_id == SignedPdf.chain_id)
        .join(Revision, Revision.id == Round.revision_id)
        .where(Revision.document_id == document_id)
        .order_by(Revision.sequence, Round.number, SignedPdf.number)
    )
    if revision_id is not None:
        query = query.where(Revision.id == revision_id, Round.outcome == ENDS_ROUND[Act.APPROVE])
    return [
        PdfState(
            edition,
            revision,
            one.number,
            one.step,
            one.field,
            one.level,
            one.sha256,
            one.size,
            one.made_at,
            one.ends_at,
        )
        for edition, revision, one in session.execute(query)
    ]

"""Approved papers as the seal sees them: what waits for it, and what one of them consists of."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, aliased

from qms.documents.model import Document, DocumentType, Revision, Round
from qms.documents.queries.signed_pdf import places_of
from qms.documents.rules.states import Outcome, State
from qms.errors import Conflict, NotFound
from qms.people.queries import names
from qms.sealing.model import SealUse
from qms.sealing.rules import FIELD
from qms.signing import glance
from qms.signing.chains import head_of_chain
from qms.signing.model import PdfStep, SignedPdf, Statement


@dataclass(frozen=True, slots=True)
class Paper:
    """One approved paper with the PDF that the competent person has signed.

    `head_sha256` is its newest state, onto which the seal goes; `place` where the seal stands.
    """

    revision_id: uuid.UUID
    document_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    approved_at: datetime
    approver_id: uuid.UUID
    approver: str
    role: str
    approval_sha256: str
    chain_id: uuid.UUID
    head_sha256: str
    head_size: int
    place: dict[str, Any]
    sealed_at: datetime | None
    clerk: str


def waiting_rows(now: datetime | ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """(Revision, Document) of types that require a seal: signed by the approver, not sealed."""
    signed, sealed = aliased(SignedPdf), aliased(SignedPdf)
    return (
        select(Revision, Document)
        .join(Document, Document.id == Revision.document_id)
        .join(DocumentType, DocumentType.code == Document.type_code)
        .join(Round, (Round.revision_id == Revision.id) & (Round.outcome == Outcome.APPROVED))
        .join(
            signed,
            (signed.chain_id == Round.statement_id)
            & (signed.statement_id == Revision.approval_statement_id),
        )
        .where(
            DocumentType.requires_seal,
            Revision.state == State.APPROVED,
            or_(Revision.superseded_at.is_(None), Revision.superseded_at > now),
            ~exists().where(sealed.chain_id == Round.statement_id, sealed.step == PdfStep.SEAL),
        )
        .order_by(Revision.approved_at, Revision.id)
    )


def paper(session: Session, revision_id: uuid.UUID) -> Paper:
    """The paper; raises NotFound, Conflict("SEAL-NOT-SIGNED") before the competent person signed.

    Conflict("SEAL-NO-PLACE") where its PDF was made without a place for a seal.
    """
    row = session.execute(_one(revision_id)).one_or_none()
    if row is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    revision, document, circulated = row
    signed = _signed(session, revision, circulated)
    if circulated is None or signed is None or revision.approved_by is None:
        raise Conflict("SEAL-NOT-SIGNED")
    said = glance(signed.bytes)
    head = head_of_chain(session, circulated.statement_id)
    if head is None:
        raise Conflict("SEAL-NOT-SIGNED")
    use = session.scalars(select(SealUse).where(SealUse.revision_id == revision_id)).one_or_none()
    return Paper(
        revision_id=revision.id,
        document_id=document.id,
        code=document.code,
        title=revision.title,
        edition=revision.edition,
        revision=revision.revision,
        approved_at=revision.approved_at,
        approver_id=revision.approved_by,
        approver=said.full_name,
        role=said.role,
        approval_sha256=signed.sha256,
        chain_id=circulated.statement_id,
        head_sha256=head.sha256,
        head_size=head.size,
        place=_place(session, circulated),
        sealed_at=use.sealed_at if use is not None else None,
        clerk=names(session, [use.clerk_id])[use.clerk_id].full_name if use is not None else "",
    )


def _one(revision_id: uuid.UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(Revision, Document, Round)
        .join(Document, Document.id == Revision.document_id)
        .outerjoin(Round, (Round.revision_id == Revision.id) & (Round.outcome == Outcome.APPROVED))
        .where(Revision.id == revision_id)
    )


def _signed(session: Session, revision: Revision, circulated: Round | None) -> Statement | None:
    """The approver's statement, where the approver's signature is in the PDF as well."""
    if circulated is None or revision.approval_statement_id is None:
        return None
    query = select(Statement).join(SignedPdf, SignedPdf.statement_id == Statement.id)
    return session.scalars(
        query.where(
            Statement.id == revision.approval_statement_id,
            SignedPdf.chain_id == circulated.statement_id,
        )
    ).one_or_none()


def _place(session: Session, circulated: Round) -> dict[str, Any]:
    found = places_of(session, circulated.pdf_sha256 or "").get(FIELD)
    if found is None:
        raise Conflict("SEAL-NO-PLACE")
    return found

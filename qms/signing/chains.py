"""Signed PDFs: each signature appended to the one before it, the frozen bytes first.

A chain is named by the first statement signed about those bytes. Nothing stored is ever replaced;
two who append to the same state at once are told apart by the number.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict
from qms.signing.authority import Authority
from qms.signing.crl import current_crls
from qms.signing.model import (
    Certificate,
    Crl,
    PdfStep,
    Signature,
    SignatureCrl,
    SignatureLevel,
    SignedPdf,
    Statement,
)
from qms.signing.status import KnownCertificate


class PdfMoved(Conflict):
    """Somebody signed the same PDF meanwhile: the signature has to be made on what is there now."""

    code = "SIGNED-PDF-MOVED"


@dataclass(frozen=True, slots=True)
class AppendedPdf:
    """A PDF with one more signature or time-stamp, stored but not yet recorded."""

    base_sha256: str  # what it was appended to
    sha256: str
    size: int
    field: str
    step: PdfStep
    level: SignatureLevel
    ends_at: datetime | None = None  # when its newest time-stamp can be checked no more
    certificate_id: UUID | None = None


def chain_states(session: Session, chain_id: UUID) -> list[SignedPdf]:
    """Every state of one signed PDF, the first signature first."""
    query = select(SignedPdf).where(SignedPdf.chain_id == chain_id)
    return list(session.scalars(query.order_by(SignedPdf.number)))


def heads(session: Session, chain_ids: Collection[UUID]) -> dict[UUID, SignedPdf]:
    """The present state of each chain that has one."""
    query = select(SignedPdf).where(SignedPdf.chain_id.in_(chain_ids)).order_by(SignedPdf.number)
    return {one.chain_id: one for one in session.scalars(query)}


def head_of_chain(session: Session, chain_id: UUID) -> SignedPdf | None:
    """The present state of a chain; None where nobody has signed this PDF."""
    return heads(session, [chain_id]).get(chain_id)


def known_signers(session: Session, chain_id: UUID) -> dict[str, KnownCertificate]:
    """Whose certificates signed this PDF so far, by fingerprint."""
    query = (
        select(Certificate)
        .join(SignedPdf, SignedPdf.certificate_id == Certificate.id)
        .where(SignedPdf.chain_id == chain_id)
    )
    return {one.sha256: KnownCertificate.of(one) for one in session.scalars(query)}


def append_pdf(
    session: Session,
    chain_id: UUID,
    made: AppendedPdf,
    *,
    now: datetime,
    statement_id: UUID | None = None,
) -> SignedPdf:
    """Record the next state of a chain; raises PdfMoved where it was not made of the present one.

    The first state begins with the frozen bytes, which the caller compares with what was signed.
    """
    # One at a time: SQLite's write transactions are alone anyway, PostgreSQL waits for this row.
    session.get_one(Statement, chain_id, with_for_update=True)
    head = head_of_chain(session, chain_id)
    if head is not None and head.sha256 != made.base_sha256:
        raise PdfMoved()
    row = SignedPdf(
        chain_id=chain_id,
        number=head.number + 1 if head is not None else 1,
        step=made.step,
        base_sha256=made.base_sha256,
        sha256=made.sha256,
        size=made.size,
        field=made.field,
        statement_id=statement_id,
        certificate_id=made.certificate_id,
        level=made.level,
        ends_at=made.ends_at,
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row


def validation_data(
    session: Session, authority: Authority, chain_id: UUID, now: datetime
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """What it takes to check a signed PDF later: certificates and revocation lists, as DER.

    The lists are those of each signing moment and the present ones.
    """
    query = (
        select(Certificate.der)
        .join(SignedPdf, SignedPdf.certificate_id == Certificate.id)
        .where(SignedPdf.chain_id == chain_id)
    )
    signers = session.scalars(query).all()
    lists = (
        select(Crl.der)
        .join(SignatureCrl, SignatureCrl.crl_id == Crl.id)
        .join(Signature, Signature.id == SignatureCrl.signature_id)
        .join(SignedPdf, SignedPdf.statement_id == Signature.statement_id)
        .where(SignedPdf.chain_id == chain_id)
    )
    present = [one.der for one in current_crls(session, now)]
    certificates = (*signers, *authority.issuers(), *authority.roots())
    return (
        tuple(dict.fromkeys(certificates)),
        tuple(dict.fromkeys([*session.scalars(lists), *present])),
    )

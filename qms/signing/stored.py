"""Stored evidence: loaded in one short read, judged outside of it."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.signing.model import Certificate, Signature, Statement
from qms.signing.statements import LogHead
from qms.signing.status import KnownCertificate, SignatureResult
from qms.signing.verification import verify_statement

ROW_CHANGED = "STATEMENT-ROW-CHANGED"
PREVIOUS_MISSING = "PREVIOUS-STATEMENT-MISSING"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with its signature and its signer's certificate, as stored."""

    statement_id: UUID
    subject_id: UUID
    number: int
    action: str
    data: bytes
    sha256: str
    prev_sha256: str
    challenge: str
    signer_id: UUID
    signed_at: datetime
    log_head: LogHead
    der: bytes
    der_sha256: str
    certificate: bytes
    known: KnownCertificate


def evidence(
    session: Session,
    *,
    subject_ids: Collection[UUID] = (),
    statement_ids: Collection[UUID] = (),
) -> list[Evidence]:
    """The evidence about these subjects, or of these statements, in the order of signing."""
    query = (
        select(Statement, Signature, Certificate)
        .join(Signature, Signature.statement_id == Statement.id)
        .join(Certificate, Certificate.id == Signature.certificate_id)
        .where(Statement.subject_id.in_(subject_ids) | Statement.id.in_(statement_ids))
        .order_by(Statement.signed_at, Statement.number, Statement.id)
    )
    return [_evidence(*row) for row in session.execute(query)]


def subjects(session: Session) -> list[UUID]:
    """Everything that was ever signed about."""
    return list(session.scalars(select(Statement.subject_id).distinct()))


def signed_heads(session: Session) -> list[LogHead]:
    """Every log head a statement carries; `verify` checks that the columns say what was signed."""
    query = select(Statement.log_epoch, Statement.log_size, Statement.log_hash).distinct()
    return [LogHead(*row) for row in session.execute(query)]


def verify(one: Evidence, *, roots: Sequence[bytes], at: datetime) -> SignatureResult:
    """Judge stored evidence: the signature, and that the row says what the signed bytes say."""
    result = verify_statement(
        one.data, one.der, roots=roots, certificates={one.known.sha256: one.known}, at=at
    )
    if _row_agrees(one, result):
        return result
    return replace(result, intact=False, valid=False, reasons=(*result.reasons, ROW_CHANGED))


def verify_all(
    found: Sequence[Evidence], *, roots: Sequence[bytes], at: datetime
) -> list[tuple[Evidence, SignatureResult]]:
    """Judge everything about whole subjects; a statement whose predecessor is gone is named."""
    present = {one.sha256 for one in found} | {""}
    verdicts = []
    for one in found:
        result = verify(one, roots=roots, at=at)
        if one.prev_sha256 not in present:
            result = replace(result, reasons=(*result.reasons, PREVIOUS_MISSING))
        verdicts.append((one, result))
    return verdicts


def _row_agrees(one: Evidence, result: SignatureResult) -> bool:
    content = result.content
    return (
        content is not None
        and hashlib.sha256(one.data).hexdigest() == one.sha256
        and hashlib.sha256(one.der).hexdigest() == one.der_sha256
        and content.spec.action == one.action
        and content.spec.signer.user_id == one.signer_id
        and content.challenge == one.challenge
        and content.prev == one.prev_sha256
        and content.log_head == one.log_head
    )


def _evidence(statement: Statement, signature: Signature, certificate: Certificate) -> Evidence:
    return Evidence(
        statement_id=statement.id,
        subject_id=statement.subject_id,
        number=statement.number,
        action=statement.action,
        data=statement.bytes,
        sha256=statement.sha256,
        prev_sha256=statement.prev_sha256,
        challenge=statement.challenge,
        signer_id=statement.signer_id,
        signed_at=statement.signed_at,
        log_head=LogHead(statement.log_epoch, statement.log_size, statement.log_hash),
        der=signature.der,
        der_sha256=signature.sha256,
        certificate=certificate.der,
        known=KnownCertificate.of(certificate),
    )

"""Ending a certificate early. The key is destroyed with it; the certificate is kept forever."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotFound
from qms.signing.model import Certificate, KeyBlob, RevocationReason


def revoke(
    session: Session,
    certificate_id: UUID,
    *,
    reason: RevocationReason,
    invalidity_at: datetime | None = None,
    now: datetime,
) -> Certificate:
    """End a certificate now; `invalidity_at` says since when its signatures cannot be trusted.

    A revocation is final. Only a compromise found later may still be added to one, since it casts
    doubt on signatures made before.
    """
    if invalidity_at is not None and invalidity_at > now:
        raise Invalid("REVOCATION-IN-FUTURE")
    certificate = session.get(Certificate, certificate_id, with_for_update=True)
    if certificate is None:
        raise NotFound("CERTIFICATE-NOT-FOUND")
    if certificate.revoked_at is None:
        end_certificate(session, certificate, reason=reason, invalidity_at=invalidity_at, now=now)
        return certificate
    _add_compromise(certificate, reason, invalidity_at)
    session.flush()
    return certificate


def revoke_all(
    session: Session, holder_id: UUID, *, reason: RevocationReason, now: datetime
) -> list[Certificate]:
    """End whatever this person could still sign with, as when somebody leaves."""
    query = select(Certificate).where(
        Certificate.holder_id == holder_id, Certificate.revoked_at.is_(None)
    )
    ended = list(session.scalars(query.with_for_update()))
    for certificate in ended:
        end_certificate(session, certificate, reason=reason, now=now)
    return ended


def end_certificate(
    session: Session,
    certificate: Certificate,
    *,
    reason: RevocationReason,
    invalidity_at: datetime | None = None,
    now: datetime,
) -> None:
    """Mark a locked, unrevoked certificate as ended and destroy its key."""
    certificate.revoked_at = now
    certificate.reason = reason
    certificate.invalidity_at = invalidity_at
    session.execute(delete(KeyBlob).where(KeyBlob.certificate_id == certificate.id))
    session.flush()


def _add_compromise(
    certificate: Certificate, reason: RevocationReason, invalidity_at: datetime | None
) -> None:
    known = certificate.reason is RevocationReason.KEY_COMPROMISE
    if reason is not RevocationReason.KEY_COMPROMISE or invalidity_at is None or known:
        raise Conflict("CERTIFICATE-REVOKED")
    certificate.reason = reason
    certificate.invalidity_at = invalidity_at

"""Signing what was asked for (slow, before the transaction), and recording it (inside it)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Broken, Conflict, NotFound
from qms.signing.authority import Authority
from qms.signing.model import (
    Certificate,
    Signature,
    SignatureFormat,
    SignatureLevel,
    SignRequest,
    Statement,
)
from qms.signing.requests import open_request
from qms.signing.statements import Content
from qms.signing.status import KnownCertificate, SignatureResult
from qms.signing.unlock import OnFailure, unlock
from qms.signing.verification import verify_statement


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature made and verified, not yet recorded."""

    challenge: str
    holder_id: UUID
    certificate_id: UUID
    content: Content
    der: bytes
    signed_at: datetime


def sign(
    db: Database,
    authority: Authority,
    *,
    challenge: str,
    holder_id: UUID,
    passphrase: str,
    now: datetime,
    on_failure: OnFailure | None = None,
) -> Signed:
    """Unlock the holder's key, sign the requested bytes, verify our own output.

    Slow (key derivation) and writes only the count of attempts; `record` does the rest inside the
    act's transaction. `on_failure` runs in the transaction that reports a wrong passphrase.
    """
    made = sign_many(
        db,
        authority,
        challenges=[challenge],
        holder_id=holder_id,
        passphrase=passphrase,
        now=now,
        on_failure=on_failure,
    )
    return made[0]


def sign_many(
    db: Database,
    authority: Authority,
    *,
    challenges: Sequence[str],
    holder_id: UUID,
    passphrase: str,
    now: datetime,
    on_failure: OnFailure | None = None,
) -> list[Signed]:
    """The same for several requests: the key is derived once, each challenge has its signature.

    One wrong passphrase is one counted attempt, however many statements were waiting for it.
    """
    if len(set(challenges)) < len(challenges):
        raise Conflict("SIGN-REQUEST-USED")
    with db.read() as session:
        requests = [open_request(session, one, holder_id, now) for one in challenges]
        if len({one.certificate_id for one in requests}) != 1:  # renewed between two of them
            raise NotFound("SIGN-REQUEST-NOT-FOUND")
        certificate = session.get_one(Certificate, requests[0].certificate_id)
        _check_certificate(certificate, now)
    plain = unlock(db, certificate, passphrase, now=now, on_failure=on_failure)
    return [_signed(authority, certificate, one, plain, now) for one in requests]


def _signed(
    authority: Authority, certificate: Certificate, asked: SignRequest, plain: bytes, now: datetime
) -> Signed:
    der = _signature(authority, certificate, asked, plain, now)
    result = _own_verdict(authority, certificate, asked, der, now)
    if not result.ok or result.content is None:
        raise Broken("SIGNING-SELF-CHECK", reasons=", ".join(result.reasons))
    return Signed(asked.challenge, asked.holder_id, certificate.id, result.content, der, now)


def record(session: Session, signed: Signed, *, now: datetime) -> Statement:
    """Store statement and signature; the challenge is spent, the certificate checked again."""
    asked = open_request(session, signed.challenge, signed.holder_id, now, lock=True)
    certificate = session.get_one(Certificate, signed.certificate_id, with_for_update=True)
    _check_certificate(certificate, now)
    statement = _statement(session, asked, signed)
    session.add(statement)
    asked.used_at = now
    session.flush()
    session.add(
        Signature(
            statement_id=statement.id,
            certificate_id=signed.certificate_id,
            format=SignatureFormat.CADES,
            der=signed.der,
            sha256=hashlib.sha256(signed.der).hexdigest(),
            level=SignatureLevel.B,
        )
    )
    session.flush()
    return statement


def _check_certificate(certificate: Certificate, now: datetime) -> None:
    if certificate.revoked_at is not None:
        raise Conflict("CERTIFICATE-REVOKED")
    if certificate.not_after < now:
        raise Conflict("SIGNING-NO-CERTIFICATE")


def _signature(
    authority: Authority,
    certificate: Certificate,
    asked: SignRequest,
    plain: bytes,
    now: datetime,
) -> bytes:
    from qms.signing.cades import sign_detached
    from qms.signing.certificates import read_key

    return sign_detached(
        asked.statement,
        key=read_key(plain),
        certificate=certificate.der,
        chain=[authority.issuer_of(certificate.der)],
        at=now,
    )


def _own_verdict(
    authority: Authority, certificate: Certificate, asked: SignRequest, der: bytes, now: datetime
) -> SignatureResult:
    return verify_statement(
        asked.statement,
        der,
        roots=authority.roots(),
        certificates={certificate.sha256: KnownCertificate.of(certificate)},
        at=now,
    )


def _statement(session: Session, asked: SignRequest, signed: Signed) -> Statement:
    content = signed.content
    return Statement(
        subject_id=asked.subject_id,
        number=_next_number(session, asked.subject_id),
        action=asked.action,
        bytes=asked.statement,
        sha256=asked.statement_sha256,
        prev_sha256=content.prev,
        challenge=asked.challenge,
        signer_id=asked.holder_id,
        signed_at=signed.signed_at,
        log_epoch=content.log_head.epoch,
        log_size=content.log_head.size,
        log_hash=content.log_head.hash,
    )


def _next_number(session: Session, subject_id: UUID) -> int:
    query = select(func.max(Statement.number)).where(Statement.subject_id == subject_id)
    return (session.scalar(query) or 0) + 1

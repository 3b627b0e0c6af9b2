"""Signing what was asked for (slow, before the transaction), and recording it (inside it)."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Broken, Conflict, NotFound, Unavailable
from qms.signing.authority import Authority
from qms.signing.crl import current_crls
from qms.signing.model import (
    Certificate,
    Signature,
    SignatureCrl,
    SignatureFormat,
    SignatureLevel,
    SignRequest,
    Statement,
    Timestamp,
    TokenKind,
)
from qms.signing.requests import open_request
from qms.signing.statements import Content
from qms.signing.status import KnownCertificate, SignatureResult
from qms.signing.unlock import OnFailure, unlock
from qms.signing.verification import verify_statement

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from qms.signing.timestamps import Stamper, Token

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A person's key, open for the length of one act; it is never stored or sent."""

    certificate_id: UUID
    holder_id: UUID
    certificate: bytes
    chain: tuple[bytes, ...]  # the issuing CA
    key: "EllipticCurvePrivateKey"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature made and verified, not yet recorded; without a token where none was to be had."""

    challenge: str
    holder_id: UUID
    certificate_id: UUID
    data: bytes  # the statement's bytes
    content: Content
    der: bytes
    signed_at: datetime
    token: "Token | None" = None
    format: SignatureFormat = SignatureFormat.CADES
    level: SignatureLevel = SignatureLevel.B  # reached without a token kept beside it

    @property
    def statement_sha256(self) -> str:
        """The fingerprint of the statement's bytes."""
        return hashlib.sha256(self.data).hexdigest()


def open_key(
    db: Database,
    authority: Authority,
    *,
    challenges: Sequence[str],
    holder_id: UUID,
    passphrase: str,
    now: datetime,
    on_failure: OnFailure | None = None,
) -> tuple[OpenKey, list[SignRequest]]:
    """Unlock the holder's key for these requests, which it is derived for once (slow).

    Writes only the count of attempts; one wrong passphrase is one counted attempt, however many
    statements were waiting. `on_failure` runs in the transaction that reports a wrong passphrase.
    """
    from qms.signing.certificates import read_key

    if len(set(challenges)) < len(challenges):
        raise Conflict("SIGN-REQUEST-USED")
    with db.read() as session:
        requests = [open_request(session, one, holder_id, now) for one in challenges]
        if len({one.certificate_id for one in requests}) != 1:  # renewed between two of them
            raise NotFound("SIGN-REQUEST-NOT-FOUND")
        certificate = session.get_one(Certificate, requests[0].certificate_id)
        _check_certificate(certificate, now)
    plain = unlock(db, certificate, passphrase, now=now, on_failure=on_failure)
    chain = (authority.issuer_of(certificate.der),)
    opened = OpenKey(certificate.id, holder_id, certificate.der, chain, read_key(plain))
    return opened, requests


def sign_opened(
    authority: Authority,
    stamper: "Stamper | None",
    opened: OpenKey,
    asked: SignRequest,
    now: datetime,
) -> Signed:
    """Sign one request, have it time-stamped, verify our own output (slow, no transaction).

    Where no time-stamp is to be had the signature stands without one; it is asked for again later.
    """
    from qms.signing.cades import sign_detached

    der = sign_detached(
        asked.statement,
        key=opened.key,
        certificate=opened.certificate,
        chain=opened.chain,
        at=now,
    )
    token = time_stamp(stamper, der, now)
    result = _own_verdict(authority, opened, asked, der, token, now)
    if not result.ok or result.content is None:
        raise Broken("SIGNING-SELF-CHECK", reasons=", ".join(result.reasons))
    return Signed(
        challenge=asked.challenge,
        holder_id=opened.holder_id,
        certificate_id=opened.certificate_id,
        data=asked.statement,
        content=result.content,
        der=der,
        signed_at=now,
        token=token,
    )


def sign(
    db: Database,
    authority: Authority,
    *,
    challenge: str,
    holder_id: UUID,
    passphrase: str,
    now: datetime,
    on_failure: OnFailure | None = None,
    stamper: "Stamper | None" = None,
) -> Signed:
    """Unlock the holder's key and sign the requested bytes; `record` does the rest."""
    made = sign_many(
        db,
        authority,
        challenges=[challenge],
        holder_id=holder_id,
        passphrase=passphrase,
        now=now,
        on_failure=on_failure,
        stamper=stamper,
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
    stamper: "Stamper | None" = None,
) -> list[Signed]:
    """The same for several requests under one passphrase: each challenge has its signature."""
    opened, requests = open_key(
        db,
        authority,
        challenges=challenges,
        holder_id=holder_id,
        passphrase=passphrase,
        now=now,
        on_failure=on_failure,
    )
    return [sign_opened(authority, stamper, opened, one, now) for one in requests]


def record(session: Session, signed: Signed, *, now: datetime) -> Statement:
    """Store statement and signature; the challenge is spent, the certificate checked again."""
    asked = open_request(session, signed.challenge, signed.holder_id, now, lock=True)
    certificate = session.get_one(Certificate, signed.certificate_id, with_for_update=True)
    _check_certificate(certificate, now)
    statement = _statement(session, asked, signed)
    session.add(statement)
    asked.used_at = now
    session.flush()
    session.add(signature := _signature(statement, signed))
    session.flush()
    if signed.token is not None:
        session.add(timestamp_row(signature.id, signed.token))
    for crl in current_crls(session, now):
        session.add(SignatureCrl(signature_id=signature.id, crl_id=crl.id))
    session.flush()
    return statement


def timestamp_row(signature_id: UUID, token: "Token", number: int = 1) -> Timestamp:
    """A token as it is kept: the first is over the signature, later ones renew it."""
    return Timestamp(
        signature_id=signature_id,
        number=number,
        kind=TokenKind.SIGNATURE if number == 1 else TokenKind.RENEWAL,
        der=token.der,
        gen_time=token.gen_time,
        authority=token.authority,
        internal=token.internal,
        ends_at=token.ends_at,
    )


def _signature(statement: Statement, signed: Signed) -> Signature:
    return Signature(
        statement_id=statement.id,
        certificate_id=signed.certificate_id,
        format=signed.format,
        der=signed.der,
        sha256=hashlib.sha256(signed.der).hexdigest(),
        level=signed.level if signed.token is None else SignatureLevel.T,
    )


def _check_certificate(certificate: Certificate, now: datetime) -> None:
    if certificate.revoked_at is not None:
        raise Conflict("CERTIFICATE-REVOKED")
    if certificate.not_after < now:
        raise Conflict("SIGNING-NO-CERTIFICATE")


def time_stamp(stamper: "Stamper | None", der: bytes, now: datetime) -> "Token | None":
    """A token over a CMS signature; None where there is none to be had now (slow)."""
    if stamper is None:
        return None
    from qms.signing.cades import signature_value

    try:
        return stamper.stamp(hashlib.sha256(signature_value(der)).digest(), now)
    except Unavailable as error:
        log.warning("no time-stamp: %s", error)
        return None


def _own_verdict(
    authority: Authority,
    opened: OpenKey,
    asked: SignRequest,
    der: bytes,
    token: "Token | None",
    now: datetime,
) -> SignatureResult:
    sha256 = hashlib.sha256(opened.certificate).hexdigest()
    return verify_statement(
        asked.statement,
        der,
        roots=authority.roots(),
        certificates={sha256: KnownCertificate(sha256, opened.holder_id)},
        at=now,
        token=token.der if token is not None else None,
        stamp_anchors=authority.stamp_anchors(),
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

"""Asking for a signature: the exact bytes that will be signed, with a challenge good once."""

import hashlib
import secrets
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotFound
from qms.signing.authority import Authority
from qms.signing.enrol import live_certificate
from qms.signing.model import Certificate, SignRequest, Statement
from qms.signing.moments import REQUEST_LIFE
from qms.signing.policy import current_policy
from qms.signing.statements import Content, LogHead, StatementSpec, encode, parse

CHALLENGE_BYTES = 16


def request(
    session: Session,
    authority: Authority,
    spec: StatementSpec,
    *,
    subject_id: UUID,
    system: str,
    demo: bool,
    now: datetime,
    head: LogHead,
    certificate: Certificate | None = None,
) -> SignRequest:
    """Make the statement for `spec` by the signer's live certificate, good for ten minutes.

    `certificate` names another of the signer's: on a token, or in the device that holds the seal.
    Raises Conflict("SIGNING-NO-CERTIFICATE") where the signer has none, and Unavailable where the
    installation has no certificate authority.
    """
    authority.trust()
    certificate = certificate or live_certificate(session, spec.signer.user_id, now)
    if certificate is None:
        raise Conflict("SIGNING-NO-CERTIFICATE")
    policy = current_policy()
    content = Content(
        spec=spec,
        system=system,
        installation="demo" if demo else "production",
        cert_sha256=certificate.sha256,
        claimed_time=now,
        policy_id=policy.id,
        policy_sha256=policy.sha256,
        prev=last_statement(session, subject_id),
        challenge=secrets.token_hex(CHALLENGE_BYTES),
        log_head=head,
    )
    row = _row(content, _bytes(content), subject_id, certificate.id, now)
    session.add(row)
    session.flush()
    return row


def open_request(
    session: Session, challenge: str, holder_id: UUID, now: datetime, *, lock: bool = False
) -> SignRequest:
    """The holder's request, if it can still be signed; else NotFound or Conflict by name."""
    query = select(SignRequest).where(SignRequest.challenge == challenge)
    row = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if row is None or row.holder_id != holder_id:
        raise NotFound("SIGN-REQUEST-NOT-FOUND")
    if row.used_at is not None:
        raise Conflict("SIGN-REQUEST-USED")
    if row.expires_at <= now:
        raise Conflict("SIGN-REQUEST-EXPIRED")
    return row


def last_statement(session: Session, subject_id: UUID) -> str:
    """The sha256 of the latest statement about this subject; empty where there is none."""
    query = select(Statement.sha256).where(Statement.subject_id == subject_id)
    latest = query.order_by(Statement.number.desc(), Statement.id.desc()).limit(1)
    return session.scalars(latest).one_or_none() or ""


def forget_requests(session: Session, now: datetime) -> int:
    """Remove requests nobody signed in time; returns how many."""
    stale = delete(SignRequest).where(SignRequest.used_at.is_(None), SignRequest.expires_at < now)
    return int(cast(CursorResult[tuple[()]], session.execute(stale)).rowcount)


def _bytes(content: Content) -> bytes:
    """Refuses to show what a verifier would refuse to read."""
    try:
        data = encode(content)
    except ValueError as error:
        raise Invalid("STATEMENT-NOT-CANONICAL") from error
    parse(data)
    return data


def _row(
    content: Content, data: bytes, subject_id: UUID, certificate_id: UUID, now: datetime
) -> SignRequest:
    return SignRequest(
        challenge=content.challenge,
        holder_id=content.spec.signer.user_id,
        certificate_id=certificate_id,
        subject_id=subject_id,
        action=content.spec.action,
        statement=data,
        statement_sha256=hashlib.sha256(data).hexdigest(),
        created_at=now,
        expires_at=now + REQUEST_LIFE,
    )

"""Opening a stored key, and counting those who try: five failures lock it for fifteen minutes.

An attempt is counted before the passphrase is tried, so that many at once get no more than five.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Conflict, Throttled
from qms.signing.keys import EncryptedKey, KdfCost, WrongPassphrase, decrypt_key
from qms.signing.model import Certificate, KeyBlob

MOST_FAILURES = 5
LOCK = timedelta(minutes=15)
OnFailure = Callable[[Session], None]


def unlock(
    db: Database,
    certificate: Certificate,
    passphrase: str,
    *,
    now: datetime,
    on_failure: OnFailure | None = None,
) -> bytes:
    """The private key; slow.

    Raises WrongPassphrase(left=...), or Throttled("SIGNING-LOCKED", minutes=..., seconds=...) once
    locked. `on_failure` runs in the short transaction that reports the failure, for the audit.
    """
    key, left = _begin(db, certificate.id, now)
    try:
        plain = decrypt_key(
            key,
            passphrase,
            holder=str(certificate.holder_id),
            certificate_sha256=certificate.sha256,
        )
    except WrongPassphrase:
        if on_failure is not None:
            with db.write() as session:
                on_failure(session)
        if left == 0:
            raise _locked(LOCK) from None
        raise WrongPassphrase(left=left) from None
    _succeed(db, certificate.id)
    return plain


def _begin(db: Database, certificate_id: UUID, now: datetime) -> tuple[EncryptedKey, int]:
    with db.write() as session:
        blob = _blob(session, certificate_id)
        if blob is None:
            raise Conflict("SIGNING-NO-CERTIFICATE")
        if blob.locked_until is not None and blob.locked_until > now:
            raise _locked(blob.locked_until - now)
        if blob.locked_until is not None:
            blob.failures, blob.locked_until = 0, None
        blob.failures += 1
        if blob.failures >= MOST_FAILURES:
            blob.locked_until = now + LOCK
        cost = KdfCost(blob.memory_kib, blob.iterations, blob.lanes)
        key = EncryptedKey(cost, blob.salt, blob.nonce, blob.ciphertext)
        return key, MOST_FAILURES - blob.failures


def _succeed(db: Database, certificate_id: UUID) -> None:
    with db.write() as session:
        blob = _blob(session, certificate_id)
        if blob is not None:
            blob.failures, blob.locked_until = 0, None


def _blob(session: Session, certificate_id: UUID) -> KeyBlob | None:
    query = select(KeyBlob).where(KeyBlob.certificate_id == certificate_id)
    return session.scalars(query.with_for_update()).one_or_none()


def _locked(rest: timedelta) -> Throttled:
    seconds = math.ceil(rest.total_seconds())
    return Throttled("SIGNING-LOCKED", minutes=math.ceil(seconds / 60), seconds=seconds)

"""Another passphrase for the same key: certificate and signatures stay what they are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.db import Database
from qms.errors import Conflict
from qms.signing.keys import EncryptedKey, KdfCost, check_passphrase, encrypt_key
from qms.signing.model import Certificate, KeyBlob
from qms.signing.unlock import OnFailure, unlock


def lock_anew(
    db: Database,
    certificate: Certificate,
    old: str,
    new: str,
    *,
    login: str,
    now: datetime,
    on_failure: OnFailure | None = None,
    cost: KdfCost | None = None,
) -> EncryptedKey:
    """The key locked to the new passphrase, not yet stored; slow twice over.

    Raises as `unlock` does where the old one is wrong, and Invalid for a new one too easy.
    """
    text = check_passphrase(new, login=login)
    plain = unlock(db, certificate, old, now=now, on_failure=on_failure)
    return encrypt_key(
        plain,
        text,
        cost or KdfCost(),
        holder=str(certificate.holder_id),
        certificate_sha256=certificate.sha256,
    )


def store_key(session: Session, certificate_id: UUID, key: EncryptedKey) -> None:
    """Put the newly locked key in place; raises Conflict where it was destroyed meanwhile."""
    query = select(KeyBlob).where(KeyBlob.certificate_id == certificate_id)
    blob = session.scalars(query.with_for_update()).one_or_none()
    if blob is None:
        raise Conflict("SIGNING-NO-CERTIFICATE")
    blob.memory_kib, blob.iterations = key.cost.memory_kib, key.cost.iterations
    blob.lanes, blob.salt, blob.nonce = key.cost.lanes, key.salt, key.nonce
    blob.ciphertext = key.ciphertext
    blob.failures, blob.locked_until = 0, None
    session.flush()

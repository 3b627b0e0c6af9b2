"""Enrolling a person: a key only the passphrase opens, and a certificate that names its holder."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict
from qms.signing.authority import Authority
from qms.signing.keys import KDF, EncryptedKey, KdfCost, check_passphrase, encrypt_key
from qms.signing.model import Certificate, KeyBlob, RevocationReason, Source
from qms.signing.revoke import end_certificate


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A certificate and its encrypted key, made but not yet stored."""

    holder_id: UUID
    der: bytes
    sha256: str
    key: EncryptedKey
    made_at: datetime


def prepare_enrolment(
    authority: Authority,
    *,
    holder_id: UUID,
    login: str,
    full_name: str,
    passphrase: str,
    now: datetime,
    cost: KdfCost | None = None,
) -> Enrolment:
    """Make a key and its certificate; slow, and needs no database."""
    from qms.signing import certificates

    text = check_passphrase(passphrase, login=login)
    key = certificates.new_key()
    der = authority.issue(key.public_key(), login=login, full_name=full_name, now=now)
    sha256 = certificates.fingerprint(der)
    encrypted = encrypt_key(
        certificates.key_bytes(key),
        text,
        cost or KdfCost(),
        holder=str(holder_id),
        certificate_sha256=sha256,
    )
    return Enrolment(holder_id, der, sha256, encrypted, now)


def store_enrolment(
    session: Session, enrolment: Enrolment, *, replace: bool = False
) -> Certificate:
    """Store a prepared enrolment.

    A live certificate with a key stands in the way (Conflict) unless `replace`, which ends it as
    superseded; one that has expired, or whose key was lost with a restore, is always superseded.
    """
    now = enrolment.made_at
    standing = _standing(session, enrolment.holder_id)
    if standing is not None:
        if not replace and _usable(session, standing, now):
            raise Conflict("SIGNING-ALREADY-ENROLLED")
        end_certificate(session, standing, reason=RevocationReason.SUPERSEDED, now=now)
    certificate = certificate_row(enrolment.holder_id, enrolment.der, Source.INTERNAL)
    session.add(certificate)
    session.flush()
    session.add(_blob(certificate.id, enrolment.key))
    session.flush()
    return certificate


def live_certificate(session: Session, holder_id: UUID, now: datetime) -> Certificate | None:
    """The certificate this person can sign with now: unrevoked, in its period, key present."""
    query = (
        select(Certificate)
        .join(KeyBlob, KeyBlob.certificate_id == Certificate.id)
        .where(
            Certificate.holder_id == holder_id,
            Certificate.source == Source.INTERNAL,
            Certificate.revoked_at.is_(None),
            Certificate.not_before <= now,
            Certificate.not_after >= now,
        )
    )
    return session.scalars(query).one_or_none()


def certificates_of(session: Session, holder_id: UUID) -> list[Certificate]:
    """Every certificate this person ever had, the newest first."""
    query = select(Certificate).where(Certificate.holder_id == holder_id)
    return list(session.scalars(query.order_by(Certificate.not_before.desc(), Certificate.id)))


def by_serial(session: Session, serial: str) -> list[Certificate]:
    """The certificates issued here under this serial number, in hexadecimal."""
    wanted = serial.replace(":", "").lower().lstrip("0")
    query = select(Certificate).where(
        Certificate.serial == wanted, Certificate.source != Source.OUTSIDE
    )
    return list(session.scalars(query))


def _standing(session: Session, holder_id: UUID) -> Certificate | None:
    query = select(Certificate).where(
        Certificate.holder_id == holder_id,
        Certificate.source == Source.INTERNAL,
        Certificate.revoked_at.is_(None),
    )
    return session.scalars(query.with_for_update()).one_or_none()


def _usable(session: Session, certificate: Certificate, now: datetime) -> bool:
    has_key = session.get(KeyBlob, certificate.id) is not None
    return has_key and certificate.not_before <= now <= certificate.not_after


def certificate_row(holder_id: UUID, der: bytes, source: Source) -> Certificate:
    """A certificate as it is kept, not yet added to a session."""
    from cryptography import x509

    from qms.signing.certificates import fingerprint

    parsed = x509.load_der_x509_certificate(der)
    return Certificate(
        holder_id=holder_id,
        serial=f"{parsed.serial_number:x}",
        sha256=fingerprint(der),
        der=der,
        subject=parsed.subject.rfc4514_string(),
        issuer=parsed.issuer.rfc4514_string(),
        not_before=parsed.not_valid_before_utc,
        not_after=parsed.not_valid_after_utc,
        source=source,
    )


def _blob(certificate_id: UUID, key: EncryptedKey) -> KeyBlob:
    return KeyBlob(
        certificate_id=certificate_id,
        kdf=KDF,
        memory_kib=key.cost.memory_kib,
        iterations=key.cost.iterations,
        lanes=key.cost.lanes,
        salt=key.salt,
        nonce=key.nonce,
        ciphertext=key.ciphertext,
        failures=0,
    )

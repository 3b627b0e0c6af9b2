"""A person's own certificate, issued by another CA: read, described, and judged before it is taken.

The judgement is the one every signature gets (`chain`, `revocation`), asked for the present moment.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid
from qms.signing.model import Certificate, Crl, Source
from qms.signing.trust import Anchor, anchors

MOST_BYTES = 64 * 1024  # a file of a certificate and its CAs
MOST_CERTIFICATES = 8
PEM = b"-----BEGIN CERTIFICATE-----"
# What a verdict about a signature calls by another sentence when a certificate is handed in.
_NAMED = {
    "CHAIN-NOT-TRUSTED": "OUTSIDE-CA-UNKNOWN",
    "CERTIFICATE-OUT-OF-TIME": "OUTSIDE-OUT-OF-TIME",
    "CERTIFICATE-REVOKED-BEFORE": "OUTSIDE-REVOKED",
    "REVOCATION-UNKNOWN": "OUTSIDE-REVOCATION-UNKNOWN",
}


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate says of itself, for people to compare."""

    der: bytes
    sha256: str
    name: str  # the common name: whom it speaks of
    subject: str
    issuer: str
    serial: str  # lower-case hexadecimal
    key: str  # RSA-2048, P-256
    not_before: datetime
    not_after: datetime


def read_certificates(data: bytes) -> list[bytes]:
    """The certificates of a .cer, .crt or .pem file as DER; raises Invalid("CERTIFICATE-FILE")."""
    from cryptography import x509

    from qms.signing.certificates import der

    if len(data) > MOST_BYTES:
        raise Invalid("CERTIFICATE-FILE")
    try:
        if PEM in data:
            found = x509.load_pem_x509_certificates(data)
        else:
            found = [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise Invalid("CERTIFICATE-FILE") from error
    if len(found) > MOST_CERTIFICATES:
        raise Invalid("CERTIFICATE-FILE")
    return [der(one) for one in found]


def fingerprint(der: bytes) -> str:
    """SHA-256 of a certificate in lower-case hexadecimal."""
    return hashlib.sha256(der).hexdigest()


def certificate_facts(der: bytes) -> CertificateFacts:
    """What stands in a certificate; raises Invalid("CERTIFICATE-FILE") for one nobody can read."""
    from cryptography import x509

    try:
        parsed = x509.load_der_x509_certificate(der)
        names = parsed.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return CertificateFacts(
            der=der,
            sha256=fingerprint(der),
            name=str(names[0].value) if names else parsed.subject.rfc4514_string(),
            subject=parsed.subject.rfc4514_string()[:500],
            issuer=parsed.issuer.rfc4514_string()[:500],
            serial=f"{parsed.serial_number:x}",
            key=_key_name(parsed.public_key()),
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
        )
    except (ValueError, TypeError) as error:
        raise Invalid("CERTIFICATE-FILE") from error


def require_acceptable(
    der: bytes,
    others: Sequence[bytes],
    *,
    trusted: Sequence[Anchor],
    crls: Sequence[bytes],
    at: datetime,
) -> Anchor:
    """The anchor this certificate leads to now; raises Invalid with the first fault by name."""
    from qms.signing import revocation
    from qms.signing.chain import judge_chain
    from qms.signing.envelope import BAD_INPUT, load_certificate

    try:
        parsed = load_certificate(der)
    except BAD_INPUT as error:
        raise Invalid("CERTIFICATE-FILE") from error
    found = judge_chain(parsed, others, roots=(), outside=trusted, at=at)
    if found.faults or found.anchor is None:
        raise _refused(found.faults[0], found.issuer or certificate_facts(der).issuer)
    standing = revocation.by_lists(found, crls, at, at)
    if standing.reasons:
        raise _refused(standing.reasons[0], certificate_facts(der).issuer)
    return found.anchor


def outside_trust(session: Session) -> tuple[list[Anchor], list[bytes]]:
    """What outside certificates are judged against: the anchors, and every CRL brought in."""
    return anchors(session), list(session.scalars(select(Crl.der)))


def store_outside(session: Session, holder_id: UUID, der: bytes) -> Certificate:
    """Register a confirmed certificate of another CA; raises Conflict where it is here already."""
    facts = certificate_facts(der)
    if session.scalar(select(Certificate.id).where(Certificate.sha256 == facts.sha256)):
        raise Conflict("OUTSIDE-REGISTERED-ALREADY")
    certificate = Certificate(
        holder_id=holder_id,
        serial=facts.serial,
        sha256=facts.sha256,
        der=der,
        subject=facts.subject,
        issuer=facts.issuer,
        not_before=facts.not_before,
        not_after=facts.not_after,
        source=Source.OUTSIDE,
    )
    session.add(certificate)
    session.flush()
    return certificate


def own_token_certificates(session: Session, holder_id: UUID, now: datetime) -> list[Certificate]:
    """The certificates this person signs with outside, the newest first."""
    query = select(Certificate).where(
        Certificate.holder_id == holder_id,
        Certificate.source == Source.OUTSIDE,
        Certificate.revoked_at.is_(None),
        Certificate.not_before <= now,
        Certificate.not_after >= now,
    )
    return list(session.scalars(query.order_by(Certificate.not_before.desc(), Certificate.id)))


def _refused(code: str, issuer: str) -> Invalid:
    named = _NAMED.get(code, code)
    return Invalid(named, fields={"file": named}, issuer=issuer)


def _key_name(key: object) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA-{key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"P-{key.key_size}"
    return type(key).__name__

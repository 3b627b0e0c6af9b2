"""Building and reading revocation lists.

Imports `cryptography` at once, so it is itself imported only where a list is made or read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from qms.errors import Invalid
from qms.signing.certificates import Issuer
from qms.signing.model import RevocationReason

MOST_BYTES = 20 * 1024 * 1024
SKEW = timedelta(minutes=5)
FLAGS = {
    RevocationReason.KEY_COMPROMISE: x509.ReasonFlags.key_compromise,
    # RFC 5280 knows no lost passphrase: the key is replaced, nobody else has it.
    RevocationReason.PASSPHRASE_LOST: x509.ReasonFlags.superseded,
    RevocationReason.CESSATION_OF_OPERATION: x509.ReasonFlags.cessation_of_operation,
    RevocationReason.SUPERSEDED: x509.ReasonFlags.superseded,
    RevocationReason.AFFILIATION_CHANGED: x509.ReasonFlags.affiliation_changed,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """One entry of a list."""

    serial: int
    revoked_at: datetime
    reason: RevocationReason
    invalidity_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadList:
    """A complete list whose issuer's signature was checked."""

    der: bytes
    issuer: bytes
    issuer_name: str
    number: int
    this_update: datetime
    next_update: datetime


def build(
    issuer: Issuer, ended: Iterable[Ended], number: int, now: datetime, life: timedelta
) -> bytes:
    """A list (DER) of everything this issuer ended, good until `now` plus `life`."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    key = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(moment)
        .next_update(moment + life)
        .add_extension(key, False)
        .add_extension(x509.CRLNumber(number), False)
    )
    for one in ended:
        builder = builder.add_revoked_certificate(_entry(one))
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def belongs(certificate_der: bytes, issuer: x509.Certificate) -> bool:
    """Whether the certificate says that this issuer's key signed it; names may be the same."""
    certificate = x509.load_der_x509_certificate(certificate_der)
    try:
        named = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier)
        own = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    except x509.ExtensionNotFound:
        return certificate.issuer == issuer.subject
    return named.value.key_identifier == own.value.digest


def read(data: bytes, issuers: Sequence[bytes], now: datetime) -> ReadList:
    """A list (DER or PEM) made by one of these CAs; raises Invalid("CRL-…")."""
    if len(data) > MOST_BYTES:
        raise Invalid("CRL-TOO-LARGE", limit=MOST_BYTES // 1024**2)
    parsed = _parse(data)
    issuer = _signed_by(parsed, issuers)
    number = _number(parsed)
    ends = parsed.next_update_utc
    if ends is None or _is_partial(parsed):
        raise Invalid("CRL-PARTIAL")
    if parsed.last_update_utc > now + SKEW:
        raise Invalid("CRL-FUTURE")
    der = parsed.public_bytes(serialization.Encoding.DER)
    name = parsed.issuer.rfc4514_string()
    return ReadList(der, issuer, name, number, parsed.last_update_utc, ends)


def ended(der: bytes) -> dict[int, tuple[datetime, datetime | None]]:
    """Each certificate a list (DER) names: serial -> (revoked at, invalid since where it says)."""
    return {
        one.serial_number: (one.revocation_date_utc, _since(one))
        for one in x509.load_der_x509_crl(der)
    }


def _since(entry: x509.RevokedCertificate) -> datetime | None:
    try:
        found = entry.extensions.get_extension_for_class(x509.InvalidityDate)
    except x509.ExtensionNotFound:
        return None
    return found.value.invalidity_date_utc


def pem(der: bytes) -> bytes:
    """A list as PEM, for openssl."""
    return x509.load_der_x509_crl(der).public_bytes(serialization.Encoding.PEM)


def _entry(one: Ended) -> x509.RevokedCertificate:
    builder = (
        x509.RevokedCertificateBuilder()
        .serial_number(one.serial)
        .revocation_date(one.revoked_at.astimezone(UTC).replace(microsecond=0))
        .add_extension(x509.CRLReason(FLAGS[one.reason]), False)
    )
    if one.invalidity_at is not None:
        since = one.invalidity_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
        builder = builder.add_extension(x509.InvalidityDate(since), False)
    return builder.build()


def _parse(data: bytes) -> x509.CertificateRevocationList:
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError as error:
        raise Invalid("CRL-UNREADABLE") from error


def _signed_by(parsed: x509.CertificateRevocationList, issuers: Sequence[bytes]) -> bytes:
    for der in issuers:
        certificate = x509.load_der_x509_certificate(der)
        if certificate.subject != parsed.issuer:
            continue
        try:
            if parsed.is_signature_valid(certificate.public_key()):  # type: ignore[arg-type]
                return der
        except (TypeError, ValueError):  # a key of another kind
            continue
    raise Invalid("CRL-UNKNOWN-ISSUER", issuer=parsed.issuer.rfc4514_string())


def _number(parsed: x509.CertificateRevocationList) -> int:
    """Its number; a CA of the old kind gives none, and then the time of the list orders it."""
    try:
        return parsed.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        return int(parsed.last_update_utc.timestamp())
    except ValueError as error:
        raise Invalid("CRL-UNREADABLE") from error


def _is_partial(parsed: x509.CertificateRevocationList) -> bool:
    """Whether it speaks of changes or of a part only (RFC 5280 5.2.4, 5.2.5)."""
    return any(one.critical for one in parsed.extensions)

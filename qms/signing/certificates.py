"""Building certificates: a root, an issuing CA below it, and people's signing certificates.

Imports `cryptography` at once, so it is itself imported only where a certificate is made or read.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_YEARS = 20
ISSUING_YEARS = 10
PERSON_YEARS = 3
SERVICE_YEARS = 5
MOST_NAME = 64  # X.520 upper bound of a common name and of an organisation


@dataclass(frozen=True, slots=True)
class Issuer:
    """A CA certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Person:
    """Who a signing certificate speaks of."""

    login: str
    full_name: str
    organisation: str


def new_key() -> ec.EllipticCurvePrivateKey:
    """A fresh P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key in the clear; only ever handed to AES-GCM."""
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def read_key(plain: bytes) -> ec.EllipticCurvePrivateKey:
    """A private key from the bytes of `key_bytes`."""
    key = serialization.load_der_private_key(plain, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic curve key")
    return key


def der(certificate: x509.Certificate) -> bytes:
    """The exact bytes of a certificate."""
    return certificate.public_bytes(serialization.Encoding.DER)


def fingerprint(der_bytes: bytes) -> str:
    """SHA-256 in lower-case hexadecimal, as statements and people name a certificate."""
    return hashlib.sha256(der_bytes).hexdigest()


def pem(der_bytes: bytes) -> bytes:
    """DER as PEM, for OpenSSL and for people."""
    return x509.load_der_x509_certificate(der_bytes).public_bytes(serialization.Encoding.PEM)


def from_pem(pem_bytes: bytes) -> bytes:
    """PEM as DER."""
    return der(x509.load_pem_x509_certificate(pem_bytes))


def all_from_pem(pem_bytes: bytes) -> tuple[bytes, ...]:
    """Every certificate of a PEM file as DER; raises ValueError for anything else."""
    return tuple(map(der, x509.load_pem_x509_certificates(pem_bytes)))


def issued_by(child_der: bytes, parent_der: bytes) -> bool:
    """Whether the parent's key signed the child."""
    child = x509.load_der_x509_certificate(child_der)
    try:
        child.verify_directly_issued_by(x509.load_der_x509_certificate(parent_der))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def make_root(organisation: str, now: datetime, generation: int = 1) -> Issuer:
    """A self-signed root for 20 years; each generation has a name of its own."""
    key = new_key()
    name = _ca_name(_numbered("QMS Root CA", generation), organisation)
    builder = _builder(name, name, key.public_key(), now, _after(now, ROOT_YEARS))
    builder = _identifiers(builder, key.public_key(), key.public_key())
    return Issuer(_as_ca(builder, path_length=1).sign(key, hashes.SHA256()), key)


def make_issuing(root: Issuer, organisation: str, now: datetime, generation: int = 1) -> Issuer:
    """An issuing CA for 10 years below the root; it can issue no further CA."""
    key = new_key()
    end = min(_after(now, ISSUING_YEARS), root.certificate.not_valid_after_utc)
    name = _ca_name(_numbered("QMS Issuing CA", generation), organisation)
    builder = _builder(name, root.certificate.subject, key.public_key(), now, end)
    builder = _identifiers(builder, key.public_key(), root.key.public_key())
    return Issuer(_as_ca(builder, path_length=0).sign(root.key, hashes.SHA256()), key)


def issue(
    issuer: Issuer, key: ec.EllipticCurvePublicKey, person: Person, now: datetime
) -> x509.Certificate:
    """A signing certificate for 3 years: nonRepudiation only, no extended usage."""
    end = min(_after(now, PERSON_YEARS), issuer.certificate.not_valid_after_utc)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fit(person.organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, _fit_bytes(person.full_name)),
            x509.NameAttribute(NameOID.USER_ID, person.login),
        ]
    )
    builder = _builder(subject, issuer.certificate.subject, key, now, end)
    builder = _identifiers(builder, key, issuer.key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(content_commitment=True), True)
    return builder.sign(issuer.key, hashes.SHA256())


def issue_service(
    issuer: Issuer, key: ec.EllipticCurvePublicKey, name: str, *, stamping: bool, now: datetime
) -> x509.Certificate:
    """A certificate of the service itself for 5 years: digitalSignature, no person's signature.

    `stamping` adds the extended usage timeStamping, alone and critical as RFC 3161 2.3 asks.
    """
    organisation = issuer.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    subject = _ca_name(name, str(organisation[0].value))
    issuer_name = issuer.certificate.subject
    builder = _builder(subject, issuer_name, key, now, service_end(issuer, now))
    builder = _identifiers(builder, key, issuer.key.public_key())
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(digital_signature=True), True)
    if stamping:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, True)
    return builder.sign(issuer.key, hashes.SHA256())


def service_end(issuer: Issuer, now: datetime) -> datetime:
    """Until when a service certificate made now would last."""
    return min(_after(now, SERVICE_YEARS), issuer.certificate.not_valid_after_utc)


def period(der_bytes: bytes) -> tuple[datetime, datetime]:
    """From when until when a certificate holds."""
    found = x509.load_der_x509_certificate(der_bytes)
    return found.not_valid_before_utc, found.not_valid_after_utc


def serial_of(der_bytes: bytes) -> int:
    """The serial number of a certificate in DER."""
    return x509.load_der_x509_certificate(der_bytes).serial_number


def new_log_key() -> tuple[bytes, bytes]:
    """A fresh Ed25519 key as its 32-byte seed and its 32-byte public key."""
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def public_pem(public: bytes) -> bytes:
    """A 32-byte Ed25519 public key as PEM."""
    return ed25519.Ed25519PublicKey.from_public_bytes(public).public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def public_from_pem(data: bytes) -> bytes:
    """The 32 bytes of an Ed25519 public key in PEM; raises TypeError for another kind."""
    key = serialization.load_pem_public_key(data)
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise TypeError("not an Ed25519 key")
    return key.public_bytes_raw()


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_whole_second(start))
        .not_valid_after(_whole_second(end))
    )


def _as_ca(builder: x509.CertificateBuilder, *, path_length: int) -> x509.CertificateBuilder:
    constraints = x509.BasicConstraints(ca=True, path_length=path_length)
    return builder.add_extension(constraints, True).add_extension(_usage(ca=True), True)


def _identifiers(
    builder: x509.CertificateBuilder,
    key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePublicKey,
) -> x509.CertificateBuilder:
    own = x509.SubjectKeyIdentifier.from_public_key(key)
    parent = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key)
    return builder.add_extension(own, False).add_extension(parent, False)


def _usage(
    *, content_commitment: bool = False, digital_signature: bool = False, ca: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _ca_name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fit(organisation)),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _numbered(name: str, generation: int) -> str:
    """Readers look lists and CAs up by name, so a later one must not be called the same."""
    return name if generation == 1 else f"{name} {generation}"


def _fit(text: str) -> str:
    return text.strip()[:MOST_NAME] or "-"


def _fit_bytes(text: str) -> str:
    """Like `_fit`, but counted in UTF-8 as `cryptography` counts a common name."""
    return text.strip().encode()[:MOST_NAME].decode(errors="ignore").strip() or "-"


def _after(start: datetime, years: int) -> datetime:
    return start + timedelta(days=365 * years + years // 4)


def _whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)

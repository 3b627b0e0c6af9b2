"""The internal CA as a running service sees it: what it trusts, and issuing certificates.

Everything is read from `instance/keys` when first needed and read again when the folder was renewed
by another process. `cryptography` is imported only where a certificate is made.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qms.errors import Broken, Unavailable
from qms.signing import keyfiles, service_keys
from qms.signing.service_keys import ServiceKey, ServiceKeys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

    from qms.signing import certificates

DESCRIPTION = "authority.json"
DESCRIPTION_FORMAT = "qms-authority-1"
ROOT = "root.pem"
ROOT_KEY = "root.key.json"
ISSUING_KEY = "issuing.key.json"
ROOTS = "roots"
ISSUERS = "issuers"
FORMER_ISSUING = "issuing-*.key.json"  # of CAs replaced at a ceremony: their lists go on
ROOT_LISTS = "root-lists"  # what the root itself revoked, made where its key is
STAMP_ROOTS = "stamp-roots"  # outside time-stamping authorities ever used here
PRIVATE = (
    ROOT_KEY,
    ISSUING_KEY,
    service_keys.STAMPING_KEY,
    service_keys.BUNDLE_KEY,
    service_keys.LOG_KEY,
)
PUBLIC_FOLDERS = (ROOTS, ISSUERS, service_keys.SERVICES, service_keys.LOGS, STAMP_ROOTS)


@dataclass(frozen=True, slots=True)
class Trust:
    """The public side of the authority; certificates as DER."""

    organisation: str
    root: bytes
    roots: tuple[bytes, ...]
    issuers: tuple[bytes, ...]


class Authority:
    """Root and issuing CA of this installation, opened from `keys_path` when first used."""

    def __init__(self, keys_path: Path, instance_secret: bytes) -> None:
        self.keys_path = keys_path
        self._secret = instance_secret
        self._services = ServiceKeys(keys_path, instance_secret, self._issuer)
        self._read: tuple[tuple[int, int], Trust] | None = None

    @property
    def exists(self) -> bool:
        """Whether the authority was created."""
        return (self.keys_path / DESCRIPTION).is_file()

    @property
    def can_issue(self) -> bool:
        """Whether the issuing key is here (it is absent after a restore without keys)."""
        return self.exists and (self.keys_path / ISSUING_KEY).is_file()

    @property
    def root_key_is_here(self) -> bool:
        """Whether the root's encrypted key still lies beside the service instead of offline."""
        return (self.keys_path / ROOT_KEY).is_file()

    @property
    def organisation(self) -> str:
        """The organisation the certificates speak of."""
        return self.trust().organisation

    def trust(self) -> Trust:
        """The public side; raises Unavailable("SIGNING-NO-AUTHORITY") before it was created."""
        try:
            facts = (self.keys_path / DESCRIPTION).stat()
        except FileNotFoundError as error:
            raise Unavailable("SIGNING-NO-AUTHORITY") from error
        version = (facts.st_mtime_ns, facts.st_ino)
        if self._read is None or self._read[0] != version:
            self._read = (version, read_trust(self.keys_path))
        return self._read[1]

    def roots(self) -> tuple[bytes, ...]:
        """Every root ever trusted here, as DER: the anchors of verification."""
        return self.trust().roots

    def issuers(self) -> tuple[bytes, ...]:
        """Every issuing CA certificate ever used here, as DER."""
        return self.trust().issuers

    def issuer_of(self, certificate: bytes) -> bytes:
        """The issuing CA certificate a person's certificate stands below, as DER."""
        from qms.signing.certificates import issued_by

        for issuer in self.issuers():
            if issued_by(certificate, issuer):
                return issuer
        raise Broken("SIGNING-ISSUER-MISSING")

    def issue(
        self, key: "EllipticCurvePublicKey", *, login: str, full_name: str, now: datetime
    ) -> bytes:
        """A signing certificate (DER) for 3 years at most, below the issuing CA."""
        from qms.signing import certificates

        trust = self.trust()
        issuer = self.issuing(now)
        person = certificates.Person(login, full_name, trust.organisation)
        return certificates.der(certificates.issue(issuer, key, person, now))

    def issuing(self, now: datetime) -> "certificates.Issuer":
        """The issuing CA with its key; raises Unavailable when it is absent or out of time."""
        issuer = self._issuer()
        if not _covers(issuer, now):
            raise Unavailable("SIGNING-ISSUER-EXPIRED")
        return issuer

    def sealed_certificate(self, key_file: str) -> bytes | None:
        """The certificate of a key that lies here, the key unopened; None where none does."""
        try:
            name = keyfiles.certificate_of((self.keys_path / key_file).read_bytes())
        except FileNotFoundError:
            return None
        return find((*self.issuers(), *self.service_certificates()), name)

    def former_issuing(self, now: datetime) -> list["certificates.Issuer"]:
        """Replaced issuing CAs whose keys are still here and good: they end what they issued."""
        paths = sorted(self.keys_path.glob(FORMER_ISSUING))
        return [one for one in map(self._opened, paths) if _covers(one, now)]

    def root_lists(self) -> tuple[bytes, ...]:
        """Every revocation list of the roots, as DER."""
        paths = sorted((self.keys_path / ROOT_LISTS).glob("*.crl"))
        return tuple(path.read_bytes() for path in paths)

    def stamp_signer(self, now: datetime) -> ServiceKey:
        """The key of the built-in time-stamping authority."""
        return self._services.signer(service_keys.STAMPING, self.issuers(), now)

    def bundle_signer(self, now: datetime) -> ServiceKey:
        """The key that says an exported bundle came out of this installation, and nothing more."""
        return self._services.signer(service_keys.BUNDLES, self.issuers(), now)

    def log_key(self) -> bytes:
        """The 32-byte seed of the Ed25519 key that signs checkpoints of the log."""
        self.trust()
        return self._services.log_seed()

    def log_public_keys(self) -> tuple[bytes, ...]:
        """The 32-byte public keys checkpoints were ever signed with, the present one first."""
        return service_keys.log_public_keys(self.keys_path)

    def service_certificates(self) -> tuple[bytes, ...]:
        """Every certificate the service's own keys ever had, as DER."""
        return service_keys.service_certificates(self.keys_path)

    def stamp_anchors(self) -> tuple[bytes, ...]:
        """What a time-stamp may lead to, as DER: our roots, and outside roots ever used here."""
        return (*self.roots(), *_certificates(self.keys_path / STAMP_ROOTS))

    def keep_stamp_roots(self, roots: Sequence[bytes]) -> None:
        """Remember outside roots, so that their tokens stay checkable when the setting changes."""
        from qms.signing.certificates import fingerprint, pem

        for one in roots:
            path = self.keys_path / STAMP_ROOTS / f"{fingerprint(one)}.pem"
            if not path.exists():
                keyfiles.write_file(path, pem(one))

    def renew_services(self, now: datetime) -> None:
        """New keys of the service under the present issuing CA."""
        self._services.renew(self.issuers(), now)

    def complete_services(self, now: datetime) -> None:
        """Make the keys of the service that are missing."""
        self._services.complete(now)

    def _issuer(self) -> "certificates.Issuer":
        try:
            return self._opened(self.keys_path / ISSUING_KEY)
        except FileNotFoundError as error:
            raise Unavailable("SIGNING-NO-ISSUING-KEY") from error

    def _opened(self, path: Path) -> "certificates.Issuer":
        from cryptography import x509

        from qms.signing import certificates

        sealed = path.read_bytes()
        name = keyfiles.certificate_of(sealed)
        plain = keyfiles.open_by_secret(sealed, self._secret, name)
        certificate = x509.load_der_x509_certificate(find(self.issuers(), name))
        return certificates.Issuer(certificate, certificates.read_key(plain))


def open_authority(keys_path: Path, instance_secret: bytes) -> Authority:
    """The authority in this folder; nothing is read until it is used."""
    return Authority(keys_path, instance_secret)


def public_files(keys_path: Path) -> list[Path]:
    """What every backup must hold so that old signatures stay checkable: no key among them."""
    found = [keys_path / DESCRIPTION, keys_path / ROOT, keys_path / service_keys.LOG_PUBLIC]
    for folder in PUBLIC_FOLDERS:
        found += sorted((keys_path / folder).glob("*.pem"))
    found += sorted((keys_path / ROOT_LISTS).glob("*.crl"))
    return [path for path in found if path.is_file()]


def private_files(keys_path: Path) -> list[Path]:
    """Key files (each encrypted on its own), for a backup only when keys were asked for."""
    named = [path for name in PRIVATE if (path := keys_path / name).is_file()]
    return [*named, *sorted(keys_path.glob(FORMER_ISSUING))]


def read_trust(keys_path: Path) -> Trust:
    """The public side as it lies in the folder; raises Broken("SIGNING-AUTHORITY-FILES")."""
    from qms.signing.certificates import from_pem

    try:
        fields = json.loads((keys_path / DESCRIPTION).read_bytes())
        if fields["format"] != DESCRIPTION_FORMAT:
            raise ValueError(fields["format"])
        return Trust(
            organisation=str(fields["organisation"]),
            root=from_pem((keys_path / ROOT).read_bytes()),
            roots=_certificates(keys_path / ROOTS),
            issuers=_certificates(keys_path / ISSUERS),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Broken("SIGNING-AUTHORITY-FILES", folder=str(keys_path)) from error


def find(certificates_der: tuple[bytes, ...], sha256: str) -> bytes:
    """The certificate with this fingerprint; raises Broken("SIGNING-AUTHORITY-FILES")."""
    from qms.signing.certificates import fingerprint

    for one in certificates_der:
        if fingerprint(one) == sha256:
            return one
    raise Broken("SIGNING-AUTHORITY-FILES", folder=sha256)


def _certificates(folder: Path) -> tuple[bytes, ...]:
    from qms.signing.certificates import from_pem

    return tuple(from_pem(path.read_bytes()) for path in sorted(folder.glob("*.pem")))


def _covers(issuer: "certificates.Issuer", now: datetime) -> bool:
    certificate = issuer.certificate
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc

"""Keys of the service itself: time-stamps, bundles, the log. Sealed by the secret of the instance.

They are made with the authority, and on first need where an older installation has none. What they
once signed stays checkable: certificates and public keys of former ones are kept.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qms.signing import keyfiles

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from qms.signing import certificates

STAMPING_KEY = "tsa.key.json"
BUNDLE_KEY = "bundle.key.json"
LOG_KEY = "log.key.json"
LOG_PUBLIC = "log.pub.pem"
SERVICES = "services"  # certificates of the two that have one
LOGS = "logs"  # public keys of the log, the present and the former ones
LOCK = ".service-keys.lock"
RENEW_BEFORE = timedelta(days=365)  # so that every token lasts at least a year
WORTH_RENEWING = timedelta(days=30)
MakeIssuer = Callable[[], "certificates.Issuer"]


@dataclass(frozen=True, slots=True)
class ServiceKey:
    """A key of the service with its certificate and what stands between it and the root (DER)."""

    key: "EllipticCurvePrivateKey"
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a service certificate is for."""

    file: str
    name: str
    stamping: bool


STAMPING = Purpose(STAMPING_KEY, "QMS Time Stamping", stamping=True)
BUNDLES = Purpose(BUNDLE_KEY, "QMS evidence", stamping=False)


class ServiceKeys:
    """The service keys in one folder."""

    def __init__(self, keys_path: Path, secret: bytes, issuer: MakeIssuer) -> None:
        self.keys_path = keys_path
        self._secret = secret
        self._issuer = issuer

    def signer(self, purpose: Purpose, issuers: tuple[bytes, ...], now: datetime) -> ServiceKey:
        """The key for this purpose; made or renewed where it is missing or soon ends.

        Raises Unavailable where one must be made and the issuing key is not here.
        """
        found = self._read(purpose, issuers)
        if found is not None and _ends(found) - now > RENEW_BEFORE and _begins(found) <= now:
            return found
        return self._make(purpose, issuers, now)

    def renew(self, issuers: tuple[bytes, ...], now: datetime) -> None:
        """New keys under the present issuing CA, as after it was renewed; the log's key stays.

        What another secret had sealed is made anew as well, the log's key among it.
        """
        for purpose in (STAMPING, BUNDLES):
            with self._locked():
                self._store(purpose, now)
        if self._log_seed() is None:
            self._make_log()

    def complete(self, now: datetime) -> None:
        """Make what is missing, as when the authority is founded."""
        with self._locked():
            for purpose in (STAMPING, BUNDLES):
                if not (self.keys_path / purpose.file).exists():
                    self._store(purpose, now)
        if not (self.keys_path / LOG_KEY).exists():
            self._make_log()

    def log_seed(self) -> bytes:
        """The 32 bytes of the log's Ed25519 key, made where there is none."""
        if not (self.keys_path / LOG_KEY).exists():
            self._make_log()
        return self._open_log()

    def _read(self, purpose: Purpose, issuers: tuple[bytes, ...]) -> ServiceKey | None:
        from qms.signing import certificates

        try:
            sealed = (self.keys_path / purpose.file).read_bytes()
            name = keyfiles.certificate_of(sealed)
            pem = (self.keys_path / SERVICES / f"{name}.pem").read_bytes()
        except FileNotFoundError:
            return None
        certificate = certificates.from_pem(pem)
        key = certificates.read_key(keyfiles.open_by_secret(sealed, self._secret, name))
        chain = tuple(one for one in issuers if certificates.issued_by(certificate, one))
        return ServiceKey(key, certificate, chain[:1])

    def _make(self, purpose: Purpose, issuers: tuple[bytes, ...], now: datetime) -> ServiceKey:
        with self._locked():
            found = self._read(purpose, issuers)  # another process may have been faster
            if found is None or self._worth(found, now):
                self._store(purpose, now)
                found = self._read(purpose, issuers)
        assert found is not None  # noqa: S101 - just stored
        return found

    def _worth(self, found: ServiceKey, now: datetime) -> bool:
        """Whether a new certificate lasts notably longer; without an issuing key there is none."""
        from qms.errors import QmsError
        from qms.signing import certificates

        if not _begins(found) <= now <= _ends(found):
            return True
        if _ends(found) - now > RENEW_BEFORE:
            return False
        try:
            end = certificates.service_end(self._issuer(), now)
        except QmsError:
            return False
        return end - _ends(found) > WORTH_RENEWING

    def _store(self, purpose: Purpose, now: datetime) -> None:
        from qms.signing import certificates

        key = certificates.new_key()
        made = certificates.issue_service(
            self._issuer(), key.public_key(), purpose.name, stamping=purpose.stamping, now=now
        )
        der = certificates.der(made)
        name = certificates.fingerprint(der)
        sealed = keyfiles.seal_by_secret(certificates.key_bytes(key), self._secret, name)
        keyfiles.write_file(self.keys_path / SERVICES / f"{name}.pem", certificates.pem(der))
        keyfiles.write_file(self.keys_path / purpose.file, sealed)

    def _log_seed(self) -> bytes | None:
        from qms.errors import Broken

        try:
            return self._open_log()
        except (FileNotFoundError, Broken):
            return None

    def _open_log(self) -> bytes:
        sealed = (self.keys_path / LOG_KEY).read_bytes()
        return keyfiles.open_by_secret(sealed, self._secret, keyfiles.certificate_of(sealed))

    def _make_log(self) -> None:
        from qms.signing import certificates

        with self._locked():
            if self._log_seed() is not None:
                return
            seed, public = certificates.new_log_key()
            name = certificates.fingerprint(public)
            pem = certificates.public_pem(public)
            keyfiles.write_file(self.keys_path / LOGS / f"{name}.pem", pem)
            sealed = keyfiles.seal_by_secret(seed, self._secret, name)
            keyfiles.write_file(self.keys_path / LOG_KEY, sealed)
            keyfiles.write_file(self.keys_path / LOG_PUBLIC, pem)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One process at a time makes keys; the others then find them."""
        self.keys_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.keys_path / LOCK).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def log_public_keys(keys_path: Path) -> tuple[bytes, ...]:
    """Every public key (32 bytes) the log was ever signed with here, the present one first."""
    from qms.signing import certificates

    paths = [keys_path / LOG_PUBLIC, *sorted((keys_path / LOGS).glob("*.pem"))]
    pems = [path.read_bytes() for path in paths if path.is_file()]
    return tuple(dict.fromkeys(map(certificates.public_from_pem, pems)))


def service_certificates(keys_path: Path) -> tuple[bytes, ...]:
    """Every certificate the service ever had for its own keys, as DER."""
    from qms.signing import certificates

    paths = sorted((keys_path / SERVICES).glob("*.pem"))
    return tuple(certificates.from_pem(path.read_bytes()) for path in paths)


def _ends(found: ServiceKey) -> datetime:
    from qms.signing.certificates import period

    return period(found.certificate)[1]


def _begins(found: ServiceKey) -> datetime:
    from qms.signing.certificates import period

    return period(found.certificate)[0]

"""Creating the authority, and renewing it when its keys were lost, expired or left offline."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qms.errors import Broken, Conflict, Unavailable
from qms.signing import keyfiles
from qms.signing.authority import (
    DESCRIPTION,
    DESCRIPTION_FORMAT,
    ISSUERS,
    ISSUING_KEY,
    PUBLIC_FOLDERS,
    ROOT,
    ROOT_KEY,
    ROOT_LISTS,
    ROOTS,
    Authority,
    Trust,
    find,
    open_authority,
    private_files,
    read_trust,
)
from qms.signing.keys import KdfCost, check_passphrase
from qms.signing.service_keys import LOG_PUBLIC

if TYPE_CHECKING:
    from qms.signing import certificates

ROOT_LIST_LIFE = timedelta(days=2 * 365)


def create_authority(
    keys_path: Path,
    *,
    organisation: str,
    root_passphrase: str,
    instance_secret: bytes,
    now: datetime,
    replace: bool = False,
    cost: KdfCost | None = None,
) -> Authority:
    """Make root (20 years) and issuing CA (10 years), valid from `now`.

    The root's key goes to `root.key.json`, to be taken offline. `replace` forgets an authority that
    has signed nothing (the demo, whose clock begins earlier); the caller makes sure of that.
    """
    if (keys_path / DESCRIPTION).exists() and not replace:
        raise Conflict("SIGNING-AUTHORITY-EXISTS")
    passphrase = check_passphrase(root_passphrase)
    if replace:
        _forget(keys_path)
    description = {
        "format": DESCRIPTION_FORMAT,
        "organisation": organisation,
        "created_at": now.isoformat(),
    }
    _new_root(keys_path, description, passphrase, instance_secret, now, cost or KdfCost())
    authority = open_authority(keys_path, instance_secret)
    authority.complete_services(now)
    return authority


def renew_issuing(
    keys_path: Path,
    *,
    root_passphrase: str,
    instance_secret: bytes,
    now: datetime,
    root_key: Path | None = None,
    cost: KdfCost | None = None,
) -> Authority:
    """A new issuing CA below the root whose key file is here (or at `root_key`).

    Where the root's key is lost, a new root is made as well; the old roots stay trusted for what
    was signed below them.
    """
    passphrase = check_passphrase(root_passphrase)
    if not (keys_path / DESCRIPTION).exists():
        raise Unavailable("SIGNING-NO-AUTHORITY")
    description = json.loads((keys_path / DESCRIPTION).read_bytes())
    description["renewed_at"] = now.isoformat()
    key_file = root_key or keys_path / ROOT_KEY
    if key_file.exists():
        trust = read_trust(keys_path)
        _below_known_root(keys_path, trust, key_file, passphrase, instance_secret, now)
        _describe(keys_path, description)
    else:
        _new_root(keys_path, description, passphrase, instance_secret, now, cost or KdfCost())
    authority = open_authority(keys_path, instance_secret)
    authority.renew_services(now)
    return authority


def root_ceremony(
    keys_path: Path,
    *,
    root_passphrase: str,
    instance_secret: bytes,
    now: datetime,
    root_key: Path,
) -> Authority:
    """A fresh list of the root, and new keys of the service; the issuing CA stays."""
    trust = read_trust(keys_path)
    root = open_root(trust, root_key, check_passphrase(root_passphrase), now)
    _root_list(keys_path, root, now)
    authority = open_authority(keys_path, instance_secret)
    authority.renew_services(now)
    return authority


def take_root_offline(keys_path: Path, target: Path, passphrase: str) -> Path:
    """Move the root's key file to `target` (a file or a folder elsewhere); returns the copy.

    The copy is read back and opened with the passphrase before the original is removed; raises
    Conflict where the key is not here or the target exists.
    """
    source = keys_path / ROOT_KEY
    if not source.is_file():
        raise Conflict("SIGNING-ROOT-NOT-HERE")
    copy = target / ROOT_KEY if target.is_dir() else target
    if copy.exists():
        raise Conflict("SIGNING-ROOT-TARGET", file=str(copy))
    if copy.resolve().is_relative_to(keys_path.resolve().parent):
        raise Conflict("SIGNING-ROOT-INSIDE", file=str(copy))
    sealed = source.read_bytes()
    try:
        keyfiles.write_file(copy, sealed)
        _check_copy(keys_path, copy, sealed, check_passphrase(passphrase))
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    source.unlink()
    return copy


def _check_copy(keys_path: Path, copy: Path, sealed: bytes, passphrase: str) -> None:
    from qms.signing import certificates

    name = keyfiles.certificate_of(sealed)
    find(read_trust(keys_path).roots, name)
    if copy.read_bytes() != sealed:
        raise Broken("SIGNING-KEY-FILE")
    certificates.read_key(keyfiles.open_by_passphrase(copy.read_bytes(), passphrase, name))


def _new_root(
    keys_path: Path,
    description: dict[str, str],
    passphrase: str,
    secret: bytes,
    now: datetime,
    cost: KdfCost,
) -> None:
    from qms.signing import certificates

    organisation = description["organisation"]
    root = certificates.make_root(organisation, now, _generation(keys_path, ROOTS))
    root_der = certificates.der(root.certificate)
    name = certificates.fingerprint(root_der)
    sealed = keyfiles.seal_by_passphrase(certificates.key_bytes(root.key), passphrase, cost, name)
    issuing = certificates.make_issuing(root, organisation, now, _generation(keys_path, ISSUERS))
    keyfiles.write_file(keys_path / ROOTS / f"{name}.pem", certificates.pem(root_der))
    keyfiles.write_file(keys_path / ROOT, certificates.pem(root_der))
    _store_issuing(keys_path, issuing, secret)
    _root_list(keys_path, root, now)
    keyfiles.write_file(keys_path / ROOT_KEY, sealed)
    _describe(keys_path, description)


def _below_known_root(
    keys_path: Path, trust: Trust, key_file: Path, passphrase: str, secret: bytes, now: datetime
) -> None:
    from qms.signing import certificates

    root = open_root(trust, key_file, passphrase, now)
    generation = _generation(keys_path, ISSUERS)
    issuing = certificates.make_issuing(root, trust.organisation, now, generation)
    _store_issuing(keys_path, issuing, secret)
    _root_list(keys_path, root, now)


def open_root(
    trust: Trust, key_file: Path, passphrase: str, now: datetime
) -> "certificates.Issuer":
    """The root with its key out of this file; raises WrongPassphrase, Broken or Unavailable."""
    from cryptography import x509

    from qms.signing import certificates

    sealed = key_file.read_bytes()
    name = keyfiles.certificate_of(sealed)
    certificate = x509.load_der_x509_certificate(find(trust.roots, name))
    plain = keyfiles.open_by_passphrase(sealed, passphrase, name)
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise Unavailable("SIGNING-ROOT-EXPIRED")
    return certificates.Issuer(certificate, certificates.read_key(plain))


def _generation(keys_path: Path, folder: str) -> int:
    return len(list((keys_path / folder).glob("*.pem"))) + 1


def _root_list(keys_path: Path, root: "certificates.Issuer", now: datetime) -> None:
    """The root's own list for two years; numbered by its time, since no table is at hand here."""
    from qms.signing import certificates, lists

    name = certificates.fingerprint(certificates.der(root.certificate))
    number = int(now.timestamp())
    data = lists.build(root, [], number, now, ROOT_LIST_LIFE)
    keyfiles.write_file(keys_path / ROOT_LISTS / f"{name[:16]}-{number}.crl", data)


def _store_issuing(keys_path: Path, issuing: "certificates.Issuer", secret: bytes) -> None:
    from qms.signing import certificates

    issuing_der = certificates.der(issuing.certificate)
    name = certificates.fingerprint(issuing_der)
    sealed = keyfiles.seal_by_secret(certificates.key_bytes(issuing.key), secret, name)
    pem = certificates.pem(issuing_der)
    _keep_former(keys_path, secret)
    keyfiles.write_file(keys_path / ISSUERS / f"{name}.pem", pem)
    keyfiles.write_file(keys_path / ISSUING_KEY, sealed)


def _keep_former(keys_path: Path, secret: bytes) -> None:
    """A replaced CA still ends what it issued, as long as its key can be opened."""
    try:
        sealed = (keys_path / ISSUING_KEY).read_bytes()
        name = keyfiles.certificate_of(sealed)
        keyfiles.open_by_secret(sealed, secret, name)
    except (FileNotFoundError, Broken):
        return
    keyfiles.write_file(keys_path / f"issuing-{name[:16]}.key.json", sealed)


def _describe(keys_path: Path, description: dict[str, str]) -> None:
    """Written last: its presence says that everything before it is complete."""
    text = json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)
    keyfiles.write_file(keys_path / DESCRIPTION, text.encode())


def _forget(keys_path: Path) -> None:
    for path in [*private_files(keys_path), *(keys_path / ROOT_LISTS).glob("*.crl")]:
        path.unlink()
    for name in (DESCRIPTION, ROOT, LOG_PUBLIC):
        (keys_path / name).unlink(missing_ok=True)
    for folder in PUBLIC_FOLDERS:
        for path in (keys_path / folder).glob("*.pem"):
            path.unlink()

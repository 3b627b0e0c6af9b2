"""What proves who signed: certificates in every backup, keys only when asked for, then sealed.

The sealed part holds the secret of the instance, the CA's key files and people's encrypted keys
(each of them encrypted on its own as well), under Argon2id and AES-256-GCM.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qms.errors import Broken
from qms.settings import Settings
from qms.signing import KdfCost, check_passphrase, private_files, public_files
from qms.signing.keyfiles import open_by_passphrase, seal_by_passphrase, write_file

HOLDER = "backup"
PUBLIC = "keys/"
SEALED_NAME = "sealed.json"


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything secret of an installation."""

    secret: bytes
    files: Mapping[str, bytes]  # below instance/keys
    tables: Mapping[str, bytes] = field(default_factory=dict)  # as in the backup's table files


def public_entries(keys_path: Path) -> dict[str, bytes]:
    """The authority's certificates by their name in the backup."""
    return {
        PUBLIC + path.relative_to(keys_path).as_posix(): path.read_bytes()
        for path in public_files(keys_path)
    }


def collect(settings: Settings, secret: bytes, tables: Mapping[str, bytes]) -> Keys:
    """The keys of this installation."""
    files = {path.name: path.read_bytes() for path in private_files(settings.keys_path)}
    return Keys(secret, files, tables)


def seal(keys: Keys, passphrase: str, backup_id: str, cost: KdfCost | None = None) -> bytes:
    """Lock the keys to the passphrase and to this backup (slow by design)."""
    plain = {
        "secret": _text(keys.secret),
        "files": {name: _text(data) for name, data in keys.files.items()},
        "tables": {name: _text(data) for name, data in keys.tables.items()},
    }
    data = json.dumps(plain, separators=(",", ":")).encode()
    checked = check_passphrase(passphrase)
    return seal_by_passphrase(data, checked, cost or KdfCost(), backup_id, HOLDER)


def unseal(data: bytes, passphrase: str, backup_id: str) -> Keys:
    """The keys; raises WrongPassphrase, or Broken("BACKUP-KEYS") for what is no sealed part."""
    plain = open_by_passphrase(data, passphrase, backup_id, HOLDER)
    try:
        fields = json.loads(plain)
        return Keys(
            secret=_bytes(fields["secret"]),
            files={_plain_name(name): _bytes(one) for name, one in fields["files"].items()},
            tables={str(name): _bytes(one) for name, one in fields["tables"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise Broken("BACKUP-KEYS") from error


def write_keys(settings: Settings, public: Mapping[str, bytes], keys: Keys | None) -> None:
    """Lay certificates and keys in place, the description of the authority last."""
    for name in sorted(public, key=lambda one: one.endswith("authority.json")):
        write_file(settings.keys_path / name.removeprefix(PUBLIC), public[name])
    if keys is not None:
        for name, data in keys.files.items():
            write_file(settings.keys_path / name, data)
        write_file(settings.secret_path, keys.secret)


def _plain_name(name: str) -> str:
    if "/" in name or name.startswith("."):
        raise ValueError(name)
    return name


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)

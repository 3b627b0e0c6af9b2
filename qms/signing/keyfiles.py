"""Encrypted CA keys as files of their own, and writing that survives a power cut."""

import base64
import json
import os
import secrets
from pathlib import Path

from qms.errors import Broken
from qms.signing.keys import EncryptedKey, KdfCost, decrypt_key, encrypt_key
from qms.signing.statements.encode import Plain, canonical

FORMAT = "qms-ca-key-1"
ROOT_HOLDER = "root"
MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 20


def write_file(path: Path, data: bytes) -> None:
    """Write so that after a crash the file is whole or absent, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seal_by_passphrase(
    plain: bytes,
    passphrase: str,
    cost: KdfCost,
    certificate_sha256: str,
    holder: str = ROOT_HOLDER,
) -> bytes:
    """The root key as a file that opens with its passphrase (Argon2id, AES-256-GCM).

    With another `holder` and name in place of the fingerprint also other secrets, as in a backup.
    """
    key = encrypt_key(plain, passphrase, cost, holder=holder, certificate_sha256=certificate_sha256)
    kdf: dict[str, Plain] = {
        "name": "argon2id",
        "memory_kib": cost.memory_kib,
        "iterations": cost.iterations,
        "lanes": cost.lanes,
    }
    return _file(kdf, certificate_sha256, key.salt, key.nonce, key.ciphertext)


def open_by_passphrase(
    data: bytes, passphrase: str, certificate_sha256: str, holder: str = ROOT_HOLDER
) -> bytes:
    """The root key; raises WrongPassphrase or Broken("SIGNING-KEY-FILE")."""
    try:
        fields = json.loads(data)
        kdf = fields["kdf"]
        cost = KdfCost(int(kdf["memory_kib"]), int(kdf["iterations"]), int(kdf["lanes"]))
        key = EncryptedKey(_bearable(cost), *_parts(fields))
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("SIGNING-KEY-FILE") from error
    return decrypt_key(key, passphrase, holder=holder, certificate_sha256=certificate_sha256)


def _bearable(cost: KdfCost) -> KdfCost:
    """A file from elsewhere must not ask for all memory or for hours."""
    if cost.memory_kib > MOST_MEMORY_KIB or cost.iterations > MOST_ITERATIONS:
        raise ValueError(cost)
    return cost


def certificate_of(data: bytes) -> str:
    """The sha256 of the certificate whose key is in this file."""
    try:
        return str(json.loads(data)["certificate"])
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("SIGNING-KEY-FILE") from error


def seal_by_secret(plain: bytes, secret: bytes, certificate_sha256: str) -> bytes:
    """The issuing key as a file that opens with the secret of the instance (HKDF, AES-256-GCM)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    cipher = AESGCM(_from_secret(secret, salt)).encrypt(nonce, plain, certificate_sha256.encode())
    return _file({"name": "hkdf-sha256"}, certificate_sha256, salt, nonce, cipher)


def open_by_secret(data: bytes, secret: bytes, certificate_sha256: str) -> bytes:
    """The issuing key; raises Broken when the secret or the file is not the right one."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        salt, nonce, ciphertext = _parts(json.loads(data))
        cipher = AESGCM(_from_secret(secret, salt))
        return cipher.decrypt(nonce, ciphertext, certificate_sha256.encode())
    except (ValueError, KeyError, TypeError) as error:
        raise Broken("SIGNING-KEY-FILE") from error
    except InvalidTag as error:
        raise Broken("SIGNING-ISSUING-KEY") from error


def _from_secret(secret: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), 32, salt, b"qms issuing CA key v1").derive(secret)


def _file(
    kdf: dict[str, Plain], certificate_sha256: str, salt: bytes, nonce: bytes, ciphertext: bytes
) -> bytes:
    return canonical(
        {
            "format": FORMAT,
            "certificate": certificate_sha256,
            "kdf": kdf,
            "salt": base64.b64encode(salt).decode(),
            "nonce": base64.b64encode(nonce).decode(),
            "ciphertext": base64.b64encode(ciphertext).decode(),
        }
    )


def _parts(fields: dict[str, str]) -> tuple[bytes, bytes, bytes]:
    if fields["format"] != FORMAT:
        raise ValueError(fields["format"])
    salt, nonce, ciphertext = (
        base64.b64decode(fields[name], validate=True) for name in ("salt", "nonce", "ciphertext")
    )
    return salt, nonce, ciphertext

"""A person's signing key, encrypted by a passphrase: Argon2id and AES-256-GCM.

Not PKCS#12 and not encrypted PKCS#8: their usual writers leave a far cheaper way to guess the
passphrase than the setting says (a 2048-round MAC or PBKDF2).
"""

import secrets
import threading
import unicodedata
from dataclasses import dataclass

from qms.errors import Invalid
from qms.signing.statements.encode import Plain, canonical

KDF = "argon2id"
LEAST_PASSPHRASE = 10
MOST_PASSPHRASE = 1000
LEAST_DISTINCT = 5
PARALLEL_UNLOCKS = 2  # 64 MiB each
SALT_BYTES = 16
NONCE_BYTES = 12
_unlocks = threading.BoundedSemaphore(PARALLEL_UNLOCKS)


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a passphrase costs; the default takes about 150 ms."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class EncryptedKey:
    """A private key nobody can use without the passphrase."""

    cost: KdfCost
    salt: bytes
    nonce: bytes
    ciphertext: bytes


class WrongPassphrase(Invalid):
    """The passphrase does not open the key, or the stored key was altered."""

    code = "SIGNING-WRONG-PASSPHRASE"


def check_passphrase(passphrase: str, *, login: str = "") -> str:
    """The passphrase in NFC; raises Invalid when it is too short, too long or too easy."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < LEAST_PASSPHRASE:
        raise Invalid("SIGNING-PASSPHRASE-SHORT", least=LEAST_PASSPHRASE)
    if len(text) > MOST_PASSPHRASE:
        raise Invalid("SIGNING-PASSPHRASE-LONG", most=MOST_PASSPHRASE)
    if len(set(text)) < LEAST_DISTINCT or (login and text.casefold() == login.casefold()):
        raise Invalid("SIGNING-PASSPHRASE-EASY")
    return text


def encrypt_key(
    plain: bytes, passphrase: str, cost: KdfCost, *, holder: str, certificate_sha256: str
) -> EncryptedKey:
    """Lock a private key to its passphrase, holder and certificate (slow by design)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    bound = _bound(cost, holder, certificate_sha256)
    secret = _derive(passphrase, salt, cost)
    return EncryptedKey(cost, salt, nonce, AESGCM(secret).encrypt(nonce, plain, bound))


def decrypt_key(
    key: EncryptedKey, passphrase: str, *, holder: str, certificate_sha256: str
) -> bytes:
    """The private key; raises WrongPassphrase when anything does not fit (slow by design)."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) > MOST_PASSPHRASE:
        raise WrongPassphrase
    bound = _bound(key.cost, holder, certificate_sha256)
    secret = _derive(passphrase, key.salt, key.cost)
    try:
        return AESGCM(secret).decrypt(key.nonce, key.ciphertext, bound)
    except InvalidTag as error:
        raise WrongPassphrase from error


def _bound(cost: KdfCost, holder: str, certificate_sha256: str) -> bytes:
    fields: dict[str, Plain] = {
        "certificate": certificate_sha256,
        "holder": holder,
        "kdf": KDF,
        "memory_kib": cost.memory_kib,
        "iterations": cost.iterations,
        "lanes": cost.lanes,
    }
    return canonical(fields)


def _derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    text = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    with _unlocks:
        return Argon2id(
            salt=salt,
            length=32,
            iterations=cost.iterations,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(text)

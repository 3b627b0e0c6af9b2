"""Signed notes (C2SP signed-note) and checkpoints in them (C2SP tlog-checkpoint), read strictly.

A note is text that ends in a newline, an empty line, and signature lines `— NAME BASE64`, where the
base64 holds 4 bytes that name the key and an Ed25519 signature of the text.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from qms.errors import Invalid

ED25519 = b"\x01"
ID_BYTES, KEY_BYTES, HASH_BYTES, SIGNATURE_BYTES = 4, 32, 32, 64
MOST_BYTES = 64 * 1024
MOST_SIGNATURES = 16
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
NAME = re.compile(r"[^\s+]+")
EPOCH = "epoch "
ORIGIN = "qms/"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: `size` entries have this root, in this epoch."""

    origin: str
    size: int
    root: bytes
    epoch: int

    def text(self) -> str:
        """The body of the note, its last newline included."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{EPOCH}{self.epoch}\n"


def sign_note(text: str, name: str, seed: bytes) -> str:
    """The note of this text, signed by the Ed25519 key of this seed (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    _check_text(text)
    _check_name(name)
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key_id(name, key.public_key().public_bytes_raw()) + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def open_note(note: bytes, keys: Mapping[str, Sequence[bytes]]) -> str:
    """The text, if one of these keys (public ones, by name) signed it; raises Invalid.

    Signatures of strangers are passed over; a wrong one of a known key is refused.
    """
    text, signatures = _parts(note)
    known = {(name, key_id(name, key)): key for name, several in keys.items() for key in several}
    good = 0
    for name, number, signature in signatures:
        key = known.get((name, number))
        if key is not None:
            _verify(key, signature, text)
            good += 1
    if not good:
        raise Invalid("NOTE-UNKNOWN-KEY", names=", ".join(name for name, _, _ in signatures))
    return text


def sign_checkpoint(checkpoint: Checkpoint, seed: bytes) -> str:
    """The checkpoint as a note under the name of its origin."""
    return sign_note(checkpoint.text(), checkpoint.origin, seed)


def open_checkpoint(note: bytes, origin: str, keys: Sequence[bytes]) -> Checkpoint:
    """The checkpoint of the log of this origin; raises Invalid for anything else."""
    text = open_note(note, {origin: keys})
    found = read_checkpoint(text)
    if found.origin != origin:
        raise Invalid("NOTE-OTHER-ORIGIN", origin=found.origin)
    return found


def read_checkpoint(text: str) -> Checkpoint:
    """The body of a checkpoint of ours, exactly one form; raises Invalid("NOTE-FORM")."""
    lines = text.split("\n")
    if len(lines) != 5 or lines[-1] or not NAME.fullmatch(lines[0]):
        raise Invalid("NOTE-FORM")
    origin, size, root, extension, _ = lines
    epoch = extension.removeprefix(EPOCH)
    if not extension.startswith(EPOCH) or not NUMBER.fullmatch(epoch):
        raise Invalid("NOTE-FORM")
    if not NUMBER.fullmatch(size):
        raise Invalid("NOTE-FORM")
    return Checkpoint(origin, int(size), _base64(root, HASH_BYTES), int(epoch))


def peek_checkpoint(note: bytes) -> Checkpoint:
    """What a note claims, unproven: to tell which log it is from; raises Invalid."""
    return read_checkpoint(_parts(note)[0])


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature names its key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:ID_BYTES]


def verifier_key(name: str, public: bytes) -> str:
    """The public key as other tools for signed notes want it: NAME+ID+BASE64."""
    _check_name(name)
    encoded = base64.b64encode(ED25519 + public).decode()
    return f"{name}+{key_id(name, public).hex()}+{encoded}"


def _parts(note: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text, and name, key and signature of each signature line."""
    if len(note) > MOST_BYTES:
        raise Invalid("NOTE-FORM")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise Invalid("NOTE-FORM") from error
    body, gap, tail = whole.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise Invalid("NOTE-FORM")
    text = body + "\n"
    _check_text(text)
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise Invalid("NOTE-FORM")
    return text, [_signature(line) for line in lines]


def _signature(line: str) -> tuple[str, bytes, bytes]:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not NAME.fullmatch(parts[1]):
        raise Invalid("NOTE-FORM")
    raw = _base64(parts[2])
    if len(raw) <= ID_BYTES:
        raise Invalid("NOTE-FORM")
    return parts[1], raw[:ID_BYTES], raw[ID_BYTES:]


def _verify(key: bytes, signature: bytes, text: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text.encode())
    except InvalidSignature as error:
        raise Invalid("NOTE-SIGNATURE") from error


def _base64(text: str, length: int | None = None) -> bytes:
    """Canonical base64 only: what decodes and encodes back to the same text."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid("NOTE-FORM") from error
    if base64.b64encode(raw).decode() != text or (length is not None and len(raw) != length):
        raise Invalid("NOTE-FORM")
    return raw


def _check_text(text: str) -> None:
    controls = any(ord(char) < 0x20 and char != "\n" for char in text)
    if controls or not text.endswith("\n"):
        raise Invalid("NOTE-FORM")


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise Invalid("NOTE-FORM")

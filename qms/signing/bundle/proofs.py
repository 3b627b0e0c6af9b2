"""Whether the log of the installation holds the statements: entries, paths, a signed checkpoint.

`audit/STEM-entry.json` is the line of the log, `audit/STEM-proof.json` its place and the path of
hashes to the root that `audit/checkpoint.txt` states; the key is `trust/log.pem`.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from qms.errors import Invalid
from qms.signing.bundle.container import Container
from qms.signing.bundle.description import Description
from qms.signing.bundle.merkle import holds
from qms.signing.bundle.statements import Verdicts
from qms.signing.bundle.verdict import Fault, StatementVerdict
from qms.signing.judging import Against
from qms.signing.moments import check_stamp
from qms.signing.statements.encode import Plain, canonical

FOLDER = "audit/"
NOTE, BODY, SIGNATURE, TOKEN = (
    f"{FOLDER}checkpoint.{end}" for end in ("txt", "body", "sig", "tst")
)
LOG_KEY = "trust/log.pem"
CHAIN = "trust/chain.pem"
TYPE = "urn:x-qms:inclusion:1"
MOST_BYTES = 256 * 1024
LONGEST_PATH = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands and how to get from it to the root."""

    idx: int
    size: int
    path: tuple[bytes, ...]

    def dump(self) -> bytes:
        """As it goes into the bundle."""
        value: dict[str, Plain] = {
            "_type": TYPE,
            "idx": self.idx,
            "size": self.size,
            "path": [one.hex() for one in self.path],
        }
        return canonical(value)


def read_place(data: bytes) -> Place:
    """The same back; raises ValueError for anything else."""
    value: dict[str, Any] = json.loads(data)
    try:
        path = tuple(bytes.fromhex(one) for one in value["path"])
        found = Place(value["idx"], value["size"], path)
        same = value["_type"] == TYPE and len(path) <= LONGEST_PATH and found.dump() == data
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("place") from error
    if not same or min(found.idx, found.size) < 0 or any(len(one) != 32 for one in path):
        raise ValueError("place")
    return found


def checkpoint_files(note: bytes, public_pem: bytes, token: bytes | None) -> dict[str, bytes]:
    """A signed checkpoint as the bundle holds it; body and signature apart, for openssl."""
    body, _gap, lines = note.decode().rpartition("\n\n")
    raw = base64.b64decode(lines.splitlines()[0].split(" ")[2])
    files = {
        NOTE: note,
        BODY: f"{body}\n".encode(),
        SIGNATURE: raw[4:],
        LOG_KEY: public_pem,
    }
    return files | ({TOKEN: token} if token else {})


def check_proofs(
    container: Container,
    description: Description,
    statements: Verdicts,
    against: Against,
    log_keys: tuple[bytes, ...],
) -> tuple[Verdicts, datetime | None, list[Fault]]:
    """Which statements are proven to be in the log, and when the checkpoint was stamped.

    `log_keys` are those one knows of the installation; without, the sealed one in the bundle.
    """
    if NOTE not in container.sizes:
        return statements, None, []
    try:
        size, root = _checkpoint(container, description, log_keys)
    except (Invalid, ValueError, TypeError):
        return statements, None, [Fault("BUNDLE-CHECKPOINT", NOTE)]
    faults, verdicts = [], []
    for one in statements:
        name = f"{FOLDER}{one.stem}-proof.json"
        if name in container.sizes:
            if _holds(container, one, size, root):
                one = replace(one, logged=True)  # noqa: PLW2901 the same statement, proven
            else:
                faults.append(Fault("BUNDLE-PROOF", name))
        verdicts.append(one)
    stamped, wrong = _stamped(container, against)
    return tuple(verdicts), stamped, [*faults, *wrong]


def _checkpoint(
    container: Container, description: Description, log_keys: tuple[bytes, ...]
) -> tuple[int, bytes]:
    from qms.signing.certificates import public_from_pem
    from qms.signing.notes import ORIGIN, open_checkpoint

    keys = log_keys or (public_from_pem(container.read(LOG_KEY, MOST_BYTES)),)
    note = container.read(NOTE, MOST_BYTES)
    found = open_checkpoint(note, f"{ORIGIN}{description.system}", keys)
    return found.size, found.root


def _holds(container: Container, one: StatementVerdict, size: int, root: bytes) -> bool:
    stem = f"{FOLDER}{one.stem}"
    entry = container.read(f"{stem}-entry.json", MOST_BYTES)
    try:
        place = read_place(container.read(f"{stem}-proof.json", MOST_BYTES))
        told = json.loads(entry)["what"]["statement_sha256"]
    except (ValueError, KeyError, TypeError):
        return False
    held = holds(entry, place.idx, place.size, place.path, root)
    return held and place.size == size and told == one.sha256


def _certificates(pem: bytes) -> tuple[bytes, ...]:
    """What may stand between a time-stamp and its root; it needs no trust of its own."""
    from qms.signing.certificates import all_from_pem

    try:
        return all_from_pem(pem)
    except ValueError:
        return ()


def _stamped(container: Container, against: Against) -> tuple[datetime | None, list[Fault]]:
    if TOKEN not in container.sizes:
        return None, []
    between = container.read(CHAIN, MOST_BYTES) if CHAIN in container.sizes else b""
    told, strange = check_stamp(
        container.read(TOKEN, MOST_BYTES),
        hashlib.sha256(container.read(NOTE, MOST_BYTES)).digest(),
        anchors=against.time_roots,
        others=_certificates(between),
        at=against.at,
    )
    if told is None:
        return None, [] if strange else [Fault("BUNDLE-CHECKPOINT", TOKEN)]
    return told.moment, []

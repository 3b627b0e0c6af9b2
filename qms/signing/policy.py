"""The signing policy: versioned text, named by id and fingerprint in every statement."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "policies"
CURRENT = "2026-2"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the policy; `data` is exactly what the fingerprint covers."""

    id: str
    data: bytes
    sha256: str


@cache
def policies() -> dict[str, Policy]:
    """Every version ever shipped, by id; a version that was used is never edited."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        data = path.read_bytes()
        found[path.stem] = Policy(path.stem, data, hashlib.sha256(data).hexdigest())
    return found


def current_policy() -> Policy:
    """The version named in statements made now."""
    return policies()[CURRENT]

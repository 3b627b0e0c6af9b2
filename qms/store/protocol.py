"""What every store can do, whatever it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored: the name under which it is found again, and its length in bytes."""

    sha256: str
    size: int


class Store(Protocol):
    """Bytes by their hash; a folder here, an object store when one machine is outgrown."""

    def put(self, source: BinaryIO | bytes) -> Stored:
        """Store these bytes; durable and read back when this returns."""

    def open(self, sha256: str) -> BinaryIO:
        """The bytes under this name, proven before the first is handed out; close it."""

    def has(self, sha256: str) -> bool:
        """Whether there is something under this name (without reading it)."""

    def verify(self, sha256: str) -> Stored:
        """Read it through: raises NotFound STORE-MISSING or Broken STORE-MISMATCH."""

    def scan(self) -> Iterator[str]:
        """Every name, in order."""

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        """For the jobs alone, after a signed disposal that nothing else needs the bytes for.

        False, and still there, where the bytes were written again after this instant: an act under
        way is about to name them. What is gone already counts as removed.
        """

    def sweep_temporary(self, older_than: datetime) -> int:
        """Remove what interrupted writes left before this instant; says how many."""


def read_bytes(store: Store, sha256: str) -> bytes:
    """The whole of a stored file, proven."""
    with store.open(sha256) as stream:
        return stream.read()

"""Every stored file that any room names: what a backup holds, and what must never be removed."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from qms.documents.queries import objects as documents
from qms.records.queries import objects as records
from qms.registers.queries import objects as registers

ROOMS: tuple[Callable[[Session], Iterator[str]], ...] = (
    documents.named_objects,
    records.named_objects,
    registers.named_objects,
)


def named_objects(session: Session) -> Iterator[str]:
    """The hash of every file a row of any room names, each once; not of what was destroyed."""
    seen: set[str] = set()
    for room in ROOMS:
        for sha256 in room(session):
            if sha256 not in seen:
                seen.add(sha256)
                yield sha256

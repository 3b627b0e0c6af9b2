"""What the service asks of an index, whatever stands behind it.

The index is derived and never the last word: every hit is checked in the database before it is
shown. It is never taken from a backup (Whoosh stores pickles): it is rebuilt.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from qms.errors import Unavailable
from qms.search.query import Query


class IndexBroken(Unavailable):
    """The index is missing, damaged or of another version; a rebuild mends it."""

    code = "SEARCH-BROKEN"


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """One revision as the index knows it; dates are aware UTC, `ends_at` None is open."""

    id: UUID  # of the revision
    document_id: UUID
    code: str
    title: str
    body: str
    unit: str
    type: str
    field: str
    effective_at: datetime
    ends_at: datetime | None
    live: bool = True  # False: withdrawn or cancelled, found in history only


@dataclass(frozen=True, slots=True)
class Filters:
    """Which revisions may be found: in force at `now` (aware UTC), or all with `history`."""

    now: datetime
    unit: Collection[str] | None = None  # any of these; empty finds nothing
    type: str | None = None
    field: str | None = None
    history: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One found revision; the order of the list is the ranking, `score` falls along it."""

    id: UUID
    document_id: UUID
    score: float


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """The state of the index; with `needs_rebuild` the other figures may be empty."""

    count: int
    generation: str
    analyzer_version: int | None
    applied_id: str | None  # the last outbox id whose change is in the index
    needs_rebuild: bool
    reason: str = ""  # code of why, for logs and `qms doctor`


class Index(Protocol):
    """One index; searching is safe from any thread, writing belongs to one process."""

    def search(self, query: Query, filters: Filters, limit: int, offset: int = 0) -> list[Hit]:
        """The best revisions first; raises IndexBroken, or Unavailable("SEARCH-SLOW")."""

    def upsert(self, docs: Iterable[SearchDoc]) -> None:
        """Add or replace by revision id, one commit for all; raises IndexBroken."""

    def delete(self, ids: Iterable[UUID]) -> None:
        """Remove by revision id, one commit for all; unknown ids are no error."""

    def replace(self, document_ids: Iterable[UUID], docs: Iterable[SearchDoc]) -> None:
        """All revisions of these documents are from now exactly `docs`, in one commit."""

    def rebuild(self, docs: Iterable[SearchDoc], applied_id: str | None = None) -> int:
        """Build anew beside the old index and swap; returns the count. `docs` may be lazy."""

    def mark_applied(self, applied_id: str) -> None:
        """Remember the last outbox id whose change has been committed."""

    def info(self) -> IndexInfo:
        """Count, version and whether a rebuild is needed; never raises for a broken index."""

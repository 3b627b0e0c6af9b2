"""The Whoosh index behind the interface."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from qms.errors import Unavailable
from qms.search.analysis import ANALYZER_VERSION
from qms.search.interface import Filters, Hit, IndexBroken, IndexInfo, SearchDoc
from qms.search.query import Query
from qms.search.whoosh_index import folders as places
from qms.search.whoosh_index.damage import Damage
from qms.search.whoosh_index.readers import Readers, View
from qms.search.whoosh_index.steps import Found, OutOfTimeError, climb
from qms.search.whoosh_index.writer import build, change

SECONDS = 1.0  # for one search; what is found by then is the answer


class WhooshIndex:
    """An index of Whoosh files below one folder."""

    def __init__(self, path: Path) -> None:
        self.folders = places.Folders(path)
        self.readers = Readers(self.folders)

    def search(self, query: Query, filters: Filters, limit: int, offset: int = 0) -> list[Hit]:
        """The best revisions first; raises IndexBroken, or Unavailable("SEARCH-SLOW")."""
        with self.readers.view() as view:
            found = self._found(view, query, filters, offset + limit)
            return [_hit(view, one) for one in found[offset:]]

    def upsert(self, docs: Iterable[SearchDoc]) -> None:
        """Add or replace by revision id, one commit for all; raises IndexBroken."""
        self._change([], docs)

    def delete(self, ids: Iterable[UUID]) -> None:
        """Remove by revision id, one commit for all; unknown ids are no error."""
        self._change([("id", id.hex) for id in ids], [])

    def replace(self, document_ids: Iterable[UUID], docs: Iterable[SearchDoc]) -> None:
        """All revisions of these documents are from now exactly `docs`, in one commit."""
        self._change([("document", id.hex) for id in document_ids], docs)

    def rebuild(self, docs: Iterable[SearchDoc], applied_id: str | None = None) -> int:
        """Build anew beside the old index and swap; the old one answers until then."""
        with self.folders.writing(), self.folders.fresh() as folder:
            count = build(folder, docs)
            places.seal(folder, applied_id)
            self.folders.swap(folder)
        return count

    def mark_applied(self, applied_id: str) -> None:
        """Remember the last outbox id whose change has been committed."""
        places.mark(self.folders.usable(), applied_id)

    def info(self) -> IndexInfo:
        """Count, version and whether a rebuild is needed; never raises for a broken index."""
        try:
            folder = self.folders.usable()
            with self.readers.view() as view:
                count, (name, generation) = view.count(), view.stamp
        except IndexBroken as error:
            reason = str(error.parameters.get("reason", error.code))
            return IndexInfo(0, "", None, None, needs_rebuild=True, reason=reason)
        return IndexInfo(
            count=count,
            generation=f"{name}/{generation}",
            analyzer_version=ANALYZER_VERSION,
            applied_id=places.marked(folder),
            needs_rebuild=False,
        )

    def close(self) -> None:
        """Close the open files."""
        self.readers.close()

    def _found(self, view: View, query: Query, filters: Filters, wanted: int) -> list[Found]:
        try:
            return climb(view, query, view.allowed(filters), wanted, SECONDS)
        except OutOfTimeError as late:
            if not late.found:
                raise Unavailable("SEARCH-SLOW") from late
            return late.found

    def _change(self, gone: Iterable[tuple[str, str]], docs: Iterable[SearchDoc]) -> None:
        fresh = list(docs)  # a fault of the caller's source is not damage
        with self.folders.writing(), Damage():
            change(self.folders.usable(), gone, fresh)
            self.folders.sweep()


def _hit(view: View, found: Found) -> Hit:
    stored = view.searcher.stored_fields(found.number)
    return Hit(UUID(stored["id"]), UUID(stored["document"]), round(found.score, 3))

"""Open views of the index, each used by one thread at a time and only for its own generation.

Never `searcher.refresh()`: the successors of Whoosh 2.7.4 bring replaced documents back with it.
A view whose folder or generation is no longer the latest is closed and a new one opened.
"""

from array import array
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.index import FileIndex

from qms.search.interface import Filters
from qms.search.whoosh_index.damage import Damage
from qms.search.whoosh_index.folders import Folders
from qms.search.whoosh_index.schema import instant, keyword
from qms.search.whoosh_index.storage import Storage, open_files

_MOST_IDLE = 4

Stamp = tuple[str, int]  # folder and generation
Columns = tuple[Sequence[int], Sequence[int], Sequence[int]]  # effective, ends, live


class View:
    """One generation of the index, open."""

    def __init__(self, folder: Path, known: dict[str, Columns]) -> None:
        self._storage = Storage(folder, readonly=True)
        try:
            self.searcher = open_files(self._storage).searcher()
            self.columns = {
                name: known.get(name) or _columns(leaf) for name, leaf, _ in self._leaves()
            }
        except BaseException:
            self._storage.close_files()
            raise
        self.alive = set(self.searcher.reader().all_doc_ids())
        # It may already be newer than the directory listing that asked for it.
        self.stamp: Stamp = (folder.name, self.searcher.reader().generation() or 0)

    def close(self) -> None:
        """Give the files back."""
        self.searcher.close()
        self._storage.close_files()

    def count(self) -> int:
        """Documents that are not deleted."""
        return int(self.searcher.doc_count())

    def allowed(self, filters: Filters) -> set[int]:
        """The numbers of the documents that may be found; never a deleted one."""
        sets = [self.alive if filters.history else self._in_force(instant(filters.now))]
        if filters.unit is not None:
            sets.append(self._any_of("unit", filters.unit))
        for name, value in (("type", filters.type), ("field", filters.field)):
            if value is not None:
                sets.append(self._any_of(name, [value]))
        return set.intersection(*sets)

    def _in_force(self, now: int) -> set[int]:
        return {
            offset + number
            for name, _, offset in self._leaves()
            for number, (start, end, live) in enumerate(zip(*self.columns[name], strict=True))
            if start <= now < end and live and offset + number in self.alive
        }

    def holding(self, field: str, terms: Collection[str]) -> frozenset[int]:
        """The numbers of the documents that hold all these terms in a field."""
        return frozenset.intersection(*(frozenset(self._having(field, term)) for term in terms))

    def _any_of(self, field: str, values: Collection[str]) -> set[int]:
        return {number for value in values for number in self._having(field, keyword(value))}

    def _having(self, field: str, term: str) -> Iterator[int]:
        for _, leaf, offset in self._leaves():
            if (field, term.encode()) in leaf:
                for number in leaf.postings(field, term.encode()).all_ids():
                    yield offset + number

    def _leaves(self) -> Iterator[tuple[str, Any, int]]:
        for leaf, offset in self.searcher.reader().leaf_readers():
            if leaf.doc_count_all():
                yield leaf.segment().segment_id(), leaf, offset


def _columns(leaf: Any) -> Columns:
    """The numbers the filter needs; a segment is never changed, so they are read once."""
    effective, ends, live = (
        array("q", list(leaf.column_reader(name))) for name in ("effective", "ends", "live")
    )
    return effective, ends, live


class Readers:
    """The few open views of one process."""

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self._lock = Lock()
        self._idle: list[View] = []
        self._index: tuple[str, FileIndex] | None = None
        self._columns: dict[str, Columns] = {}

    @contextmanager
    def view(self) -> Iterator[View]:
        """The latest generation, for the length of the block; raises IndexBroken."""
        with Damage():
            view = self._take()
        try:
            with Damage():
                yield view
        except BaseException:
            view.close()
            raise
        self._give_back(view)

    def close(self) -> None:
        """Close every idle view."""
        with self._lock:
            idle, self._idle = self._idle, []
        for view in idle:
            view.close()

    def _take(self) -> View:
        folder = self.folders.usable()
        stamp = (folder.name, self._opened(folder).latest_generation())
        with self._lock:
            outdated = [view for view in self._idle if view.stamp != stamp]
            self._idle = [view for view in self._idle if view.stamp == stamp]
            ready = self._idle.pop() if self._idle else None
        for view in outdated:
            view.close()
        return ready or self._open(folder)

    def _opened(self, folder: Path) -> FileIndex:
        kept = self._index
        if kept is None or kept[0] != folder.name:
            kept = (folder.name, open_files(Storage(folder, readonly=True)))
            self._index = kept
        return kept[1]

    def _open(self, folder: Path) -> View:
        view = View(folder, self._columns)
        self._columns = view.columns
        return view

    def _give_back(self, view: View) -> None:
        with self._lock:
            if len(self._idle) < _MOST_IDLE:
                self._idle.append(view)
                return
        view.close()

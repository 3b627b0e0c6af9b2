"""Changing the Whoosh index: one commit per batch, and merges small enough to wait for."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from whoosh import query as whoosh_query
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from qms.search.interface import SearchDoc
from qms.search.whoosh_index.schema import document, schema
from qms.search.whoosh_index.storage import Storage, open_files

_MEMORY_MB = 48  # of postings before they spill to a file while rebuilding
_MOST_ALIKE = 6  # segments of one size that may stand before they are merged
_SIZES = (0, 24, 192, 1536, 12_288, 98_304)  # documents; a merge writes some 700 a second


def build(folder: Path, docs: Iterable[SearchDoc]) -> int:
    """Fill an empty folder; a revision given twice is taken once. Returns the count."""
    index = FileIndex.create(Storage(folder), schema())
    seen = set()
    with _writing(index, limitmb=_MEMORY_MB) as writer:
        for doc in docs:
            if doc.id not in seen:
                seen.add(doc.id)
                writer.add_document(**document(doc))
    return len(seen)


def change(folder: Path, gone: Iterable[tuple[str, str]], docs: Iterable[SearchDoc]) -> None:
    """Remove what carries these (field, term) pairs, add the documents, commit once."""
    fresh = {doc.id: doc for doc in docs}
    with _writing(open_files(Storage(folder))) as writer:
        with writer.searcher() as searcher:
            for field, term in dict.fromkeys([*gone, *(("id", id.hex) for id in fresh)]):
                writer.delete_by_query(whoosh_query.Term(field, term), searcher=searcher)
        for doc in fresh.values():
            writer.add_document(**document(doc))


@contextmanager
def _writing(index: FileIndex, **options: int) -> Iterator[Any]:
    """A Whoosh writer that commits; a failed one leaves files that the next commit removes.

    Whoosh's own lock is left out: `Folders.writing()` is held, and it does not stay behind.
    """
    try:
        writer = index.writer(_lk=False, **options)
        yield writer
        writer.commit(mergetype=_merge_alike)
    finally:
        index.storage.close_files()


def _merge_alike(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge the smallest size of which there are too many; Whoosh's own rule stalls a second."""
    alive = [segment for segment in segments if segment.doc_count() > 0]
    merged = next(filter(None, (_too_many(alive, *sizes) for sizes in pairwise(_SIZES))), [])
    for segment in merged or _half_dead(alive):
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
        alive.remove(segment)
    return alive


def _too_many(segments: list[Any], least: int, below: int) -> list[Any]:
    alike = [segment for segment in segments if least <= segment.doc_count() < below]
    return alike if len(alike) >= _MOST_ALIKE else []


def _half_dead(segments: list[Any]) -> list[Any]:
    """The smallest segment of which more than half is deleted."""
    dead = [segment for segment in segments if 2 * segment.doc_count() < segment.doc_count_all()]
    return sorted(dead, key=lambda segment: segment.doc_count())[:1]

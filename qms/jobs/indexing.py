"""Keeps the search index in step with the database: drains the outbox, rebuilds when needed."""

import uuid

from qms import outbox, search
from qms.documents.queries.indexing import all_entries, index_entries
from qms.search import Index, IndexBroken
from qms.service import Service

BATCH = 200


def bring_up_to_date(service: Service, index: Index) -> int:
    """Apply what waits; returns how many documents changed. A broken index is rebuilt whole."""
    if index.info().needs_rebuild:
        return rebuild(service, index)
    try:
        return _drain(service, index)
    except IndexBroken:
        return rebuild(service, index)


def _drain(service: Service, index: Index) -> int:
    with service.db.read() as session:
        items = outbox.take(session, "index", BATCH, service.now())
        if not items:
            return 0
        ids = {uuid.UUID(item.payload["document_id"]) for item in items}
        entries = index_entries(session, ids)
    # A crash between the commit of the index and the next line repeats the batch: same result.
    index.replace(ids, entries)
    index.mark_applied(str(items[-1].id))
    with service.db.write() as session:
        outbox.done(session, [item.id for item in items])
    return len(ids)


def rebuild(service: Service, index: Index) -> int:
    """Build the index anew from the database beside the old one, and swap; returns its size."""
    with service.db.read() as session:
        waiting = outbox.take(session, "index", 1_000_000, service.now())
    last = str(waiting[-1].id) if waiting else None
    count = index.rebuild(all_entries(service.db), applied_id=last)
    with service.db.write() as session:
        outbox.done(session, [item.id for item in waiting])
    return count


def open_index(service: Service) -> Index:
    """The index of this installation."""
    return search.open_index(service.settings.index_path)

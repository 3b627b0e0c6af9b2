"""Access log: looks and downloads are collected in memory and written in batches.

A crash may lose the last second of them; a change of state is never written this way.
"""

import logging
import threading
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert

from qms.db import Database
from qms.documents.model import AccessEntry
from qms.documents.model.access import AccessKind
from qms.errors import QmsError

log = logging.getLogger(__name__)
SECONDS = 1.0
BATCH = 200
KEPT = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Access:
    """One look, download or print as a view reports it."""

    document_id: uuid.UUID
    revision_id: uuid.UUID | None
    person_id: uuid.UUID
    kind: AccessKind
    at: datetime


class AccessLog:
    """Takes entries at once and writes them from its own thread, a batch at a time."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._waiting: list[Access] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()  # a batch under way is waited for
        self._timer: threading.Timer | None = None

    def note(self, entry: Access) -> None:
        """Remember an access; it is in the database within a second."""
        with self._lock:
            self._waiting.append(entry)
            if self._timer is None:
                self._timer = threading.Timer(SECONDS, self._on_time)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        """Write what waits and set no more timers; what cannot be written now is lost."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None
        try:
            self.flush()
        except QmsError as error:
            log.warning("entries of the access log were lost at the end: %s", error)
            self._waiting.clear()

    def flush(self) -> int:
        """Write what waits now, after a batch under way; returns how many entries were written."""
        with self._writing:
            with self._lock:
                batch, self._waiting = self._waiting, []
                self._timer = None
            return self._write(batch) if batch else 0

    def _write(self, batch: list[Access]) -> int:
        rows = [
            {
                "document_id": one.document_id,
                "revision_id": one.revision_id,
                "person_id": one.person_id,
                "kind": one.kind,
                "at": one.at,
            }
            for one in batch
        ]
        try:
            with self.db.write() as session:
                session.execute(insert(AccessEntry), rows)
        except QmsError:
            with self._lock:  # the next batch takes them along
                self._waiting = batch + self._waiting
            raise
        return len(rows)

    def _on_time(self) -> None:
        try:
            self.flush()
        except QmsError:
            with self._lock:
                waiting = bool(self._waiting) and self._timer is None
                if waiting:
                    self._timer = threading.Timer(SECONDS * 5, self._on_time)
                    self._timer.daemon = True
                    self._timer.start()


def forget_old(db: Database, now: datetime, kept: timedelta = KEPT) -> int:
    """Delete entries older than their retention; returns how many."""
    with db.write() as session:
        result = session.execute(delete(AccessEntry).where(AccessEntry.at < now - kept))
        return int(getattr(result, "rowcount", 0))

"""What the log costs: appends with 1 and 8 writers, full verification, receipts, on both databases.

    python -m benchmarks.log [--events 100000] [--seconds 5] [--postgres]

Prints one JSON object. Writers are processes; each act is one event in a transaction of its own.
`inline` sequences in the writer's own transaction, as a signing request does; otherwise one
sequencer works beside the writers, as the jobs process does. Verification streams: its peak memory
is the process's, as the kernel tells it.
"""

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from qms import audit, merkle, schema
from qms.audit.entry import data_text
from qms.audit.model import AuditEvent, AuditPending
from qms.db import Database
from tests.support import postgres

AT = datetime(2026, 1, 5, 1, 2, 3, 456789, UTC)
AT_ONCE = 5_000
DATA = {"code": "QT-05", "edition": 2, "revision": 3, "sha256": "a" * 64, "size": 123456}
RECEIPTS = 500


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=100_000)
    asked.add_argument("--seconds", type=float, default=5)
    asked.add_argument("--postgres", action="store_true")
    wish = asked.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        found["sqlite"] = measure(lambda name: f"sqlite:///{Path(folder) / name}.db", wish)
    if wish.postgres:
        with cluster() as url:
            found["postgresql"] = measure(url, wish)
    print(json.dumps(found, indent=2))


@contextmanager
def cluster() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL server for this run; each name becomes a database of its own."""
    from tests.support import run
    from tests.support.databases import administer

    run.begin()
    server = postgres.cluster()
    if server is None:
        raise SystemExit("PostgreSQL is not installed")

    def url(name: str) -> str:
        administer(server, f"CREATE DATABASE {name}")
        return server.url(name)

    try:
        yield url
    finally:
        postgres.stop()
        run.end()


def measure(url: Callable[[str], str], wish: argparse.Namespace) -> dict[str, Any]:
    """Everything on one kind of database."""
    found: dict[str, Any] = {}
    for inline in (True, False):
        for writers in (1, 8):
            name = f"append_{writers}_{'inline' if inline else 'beside'}"
            found[name] = appends(url(name), writers, wish.seconds, inline=inline)
    found["whole"] = whole(url("whole"), wish.events)
    return found


def appends(url: str, writers: int, seconds: float, *, inline: bool) -> dict[str, float]:
    """Acts a second, everything chained and in the tree at the end."""
    schema.upgrade(url)
    context = multiprocessing.get_context("spawn")
    start, until = context.Barrier(writers + 1), context.Value("d", 0.0)
    crew = [
        context.Process(target=_write, args=(url, start, until, inline)) for _ in range(writers)
    ]
    for one in crew:
        one.start()
    db = Database(url)
    start.wait()
    began = time.monotonic()
    until.value = began + seconds
    while not inline and any(one.is_alive() for one in crew):
        _sequence(db)
        time.sleep(0.02)
    for one in crew:
        one.join()
    head = _sequence(db)
    took = time.monotonic() - began
    with db.read() as session:
        grown = audit.tree_size(session)
    db.close()
    if grown != head.size:
        raise SystemExit(f"the tree has {grown} of {head.size} leaves")
    return {"events": head.size, "per_second": round(head.size / took, 1)}


def _write(url: str, start: Any, until: Any, inline: bool) -> None:
    db = Database(url)
    with db.read() as session:
        audit.head(session)
    start.wait()
    while until.value == 0.0:
        time.sleep(0.001)
    while time.monotonic() < until.value:
        _act(db, inline=inline)
    db.close()


def _act(db: Database, *, inline: bool) -> None:
    from qms.errors import Unavailable

    try:
        with db.write() as session:
            audit.record(
                session,
                act_id=audit.new_act(),
                at=AT,
                actor_id=uuid.uuid4(),
                action="documents.revision.approved",
                object_kind="revision",
                object_id=uuid.uuid4(),
                data=DATA,
            )
            if inline:
                audit.sequence(session)
    except Unavailable as error:  # SQLite under eight writers: asked again, as a person would
        if error.code != "DATABASE-BUSY":
            raise


def _sequence(db: Database) -> audit.Head:
    with db.write() as session:
        return audit.sequence(session)


def whole(url: str, events: int) -> dict[str, Any]:
    """Filling, sequencing, full verification and receipts of a log of this size."""
    schema.upgrade(url)
    db = Database(url)
    found: dict[str, Any] = {"events": events}
    found["fill_s"] = _took(lambda: _fill(db, events))
    found["sequence_s"] = _took(lambda: _sequence(db))
    before = _peak_mb()
    began = time.process_time()
    found["verify_s"] = _took(lambda: _verified(db))
    found["verify_cpu_s"] = round(time.process_time() - began, 2)
    found["verify_per_second"] = round(events / max(found["verify_s"], 0.001))
    found["verify_peak_mb"] = {"before": before, "after": _peak_mb()}
    found["receipts_per_second"] = _receipts(db, events)
    found["file_mb"] = _file_mb(db)
    db.close()
    return found


def _fill(db: Database, events: int) -> None:
    text = data_text(DATA)
    for start in range(0, events, AT_ONCE):
        rows = [_row(text) for _ in range(min(AT_ONCE, events - start))]
        with db.write() as session:
            session.execute(insert(AuditEvent), rows)
            session.execute(
                insert(AuditPending), [{"event_uuid": row["event_uuid"]} for row in rows]
            )


def _row(text: str) -> dict[str, Any]:
    return {
        "event_uuid": uuid.uuid4(),
        "act_id": uuid.uuid4(),
        "at": AT,
        "actor_id": uuid.uuid4(),
        "on_behalf_of": None,
        "action": "documents.revision.approved",
        "object_kind": "revision",
        "object_id": uuid.uuid4(),
        "data": text,
    }


def _verified(db: Database) -> None:
    found = audit.verify_running_log(db, [])
    if not found.ok:
        raise SystemExit(str(found.first_bad))


def _receipts(db: Database, events: int) -> dict[str, int]:
    count = min(RECEIPTS, events)
    began = time.perf_counter()
    with db.read() as session:
        made = [audit.inclusion_of(session, idx * events // count) for idx in range(count)]
    built = time.perf_counter()
    good = all(merkle.includes(one.entry, one.idx, one.size, one.proof, one.root) for one in made)
    checked = time.perf_counter()
    if not good:
        raise SystemExit("a receipt does not hold")
    return {"built": round(count / (built - began)), "checked": round(count / (checked - built))}


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 2)


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _file_mb(db: Database) -> float | None:
    if not db.is_sqlite:
        return None
    return round(Path(str(db.engine.url.database)).stat().st_size / 1024**2, 1)


if __name__ == "__main__":
    main()

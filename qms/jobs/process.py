"""The process around the rounds: one at a time, a heartbeat, a clean end."""

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qms.errors import Unavailable
from qms.jobs.indexing import open_index
from qms.jobs.round import Jobs
from qms.service import Service

PAUSE = 0.25  # seconds between rounds: issue until found stays below a second
HEARTBEAT = "jobs.heartbeat"
LOCK = "jobs.lock"


def run_jobs(service: Service, parent: int | None = None) -> None:
    """Work until told to stop (or until the serving parent is gone); one process for life."""
    from qms.app import create_app

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with only_one(service.settings.instance):
        jobs = Jobs(service, create_app(service.settings, service), open_index(service))
        while not stop.is_set() and (parent is None or os.getppid() == parent):
            jobs.round()
            (service.settings.instance / HEARTBEAT).touch()
            stop.wait(PAUSE)


@contextmanager
def only_one(instance: Path) -> Iterator[None]:
    """Hold the lock of the jobs process for life; raises Unavailable("JOBS-RUNNING")."""
    with (instance / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable("JOBS-RUNNING") from error
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def heartbeat_age(instance: Path, now: float) -> float | None:
    """Seconds since the jobs process last finished a round; None if it never did."""
    try:
        return max(0.0, now - (instance / HEARTBEAT).stat().st_mtime)
    except FileNotFoundError:
        return None

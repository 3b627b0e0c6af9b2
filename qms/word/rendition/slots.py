"""At most two conversions at once on a machine: a locked file per slot, shared by all processes."""

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qms.errors import Unavailable

SLOTS = 2
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Slot:
    """An empty folder for one job and the lock that makes it ours."""

    folder: Path
    lock: int


def room() -> Path:
    """The folder of this user's slots under the machine's temporary folder; nobody else's."""
    path = Path(tempfile.gettempdir()) / f"qms-office-{os.getuid()}"
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise Unavailable("PDF-ROOM", path=str(path))
    return path


@contextmanager
def slot(patience: float) -> Iterator[Slot]:
    """Wait for a free slot at most `patience` seconds; raises Unavailable PDF-BUSY.

    A folder left by a job that was killed is emptied by the next one in the same slot.
    """
    base = room()
    number, lock = _taken(base, time.monotonic() + patience)
    folder = base / f"job-{number}"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        yield Slot(folder, lock)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _taken(base: Path, until: float) -> tuple[int, int]:
    while True:
        for number in range(SLOTS):
            lock = os.open(base / f"slot-{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
            else:
                return number, lock
        if time.monotonic() > until:
            raise Unavailable("PDF-BUSY")
        time.sleep(STEP)

"""The few things done to a disk, each durable when it returns, each fault a fact with a code."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qms.errors import Unavailable

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FOLDER_MODE = 0o750


@contextmanager
def named_faults() -> Iterator[None]:
    """Turn the system's faults into DISK-FULL or STORAGE-FAILED; nothing was acknowledged then."""
    try:
        yield
    except OSError as error:
        code = "DISK-FULL" if error.errno in NO_ROOM else "STORAGE-FAILED"
        raise Unavailable(code, detail=errno.errorcode.get(error.errno or 0, "")) from error


def demand_room(folder: Path, size: int, reserve: int) -> None:
    """Refuse before the first byte: free space must exceed the reserve and twice the size."""
    with named_faults():
        free = shutil.disk_usage(folder).free
    if free < max(reserve, 2 * size):
        raise Unavailable("DISK-FULL", detail="RESERVE")


def sync_folder(folder: Path) -> None:
    """Make the names in this folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget_cache(descriptor: int) -> None:
    """Ask for the next read to come from the disk, not from memory (a hint, on Linux only)."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)

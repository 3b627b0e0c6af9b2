"""Where an index lies: folders side by side, and a `current` file that names the one in use.

    index/current            g-5f0c...          (replaced by rename: the swap)
    index/g-5f0c.../         the Whoosh files, meta.json (versions), applied (last outbox id)
    index/writer.lock        flock: one writer at a time, freed by the kernel when it dies

Nothing is flushed to disk on purpose: after a power cut the index may be torn, and is rebuilt.
"""

import fcntl
import json
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qms.errors import Unavailable
from qms.search.analysis import ANALYZER_VERSION
from qms.search.interface import IndexBroken

SCHEMA_VERSION = 1
VERSIONS = {"analyzer": ANALYZER_VERSION, "schema": SCHEMA_VERSION}
_NAME = re.compile(r"g-[0-9a-f]{32}")
_LOCK_PATIENCE = 5.0  # seconds
_GRACE = 60.0  # seconds a reader may still be opening the folder it has just read the name of


class Folders:
    """The folders of one index below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def pointer(self) -> Path:
        return self.root / "current"

    def current(self) -> Path:
        """The folder in use; raises IndexBroken when there is none."""
        try:
            name = self.pointer.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise IndexBroken(reason="MISSING") from error
        if not _NAME.fullmatch(name) or not (self.root / name).is_dir():
            raise IndexBroken(reason="POINTER")
        return self.root / name

    def usable(self) -> Path:
        """The folder in use, written by this version of analyser and schema."""
        folder = self.current()
        if versions(folder) != VERSIONS:
            raise IndexBroken(reason="VERSION")
        return folder

    @contextmanager
    def fresh(self) -> Iterator[Path]:
        """An empty folder that nobody reads yet; gone again when the block fails."""
        folder = self.root / f"g-{uuid.uuid4().hex}"
        folder.mkdir(parents=True)
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def swap(self, folder: Path) -> None:
        """From now on this folder is the index."""
        _write(self.pointer, folder.name)

    def sweep(self) -> None:
        """Remove what nobody can be reading: folders not in use some time after the swap."""
        if time.time() - self.pointer.stat().st_mtime < _GRACE:
            return
        current = self.current()
        for folder in self.root.glob("g-*"):
            if folder != current and _NAME.fullmatch(folder.name):
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; raises Unavailable SEARCH-WRITER-BUSY when another is."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "writer.lock").open("ab") as lock:
            _lock(lock.fileno())
            yield  # closing the file frees the lock


def seal(folder: Path, applied_id: str | None) -> None:
    """Write beside the index which versions made it and up to which outbox id it goes."""
    _write(folder / "meta.json", json.dumps(VERSIONS))
    if applied_id is not None:
        mark(folder, applied_id)


def versions(folder: Path) -> object:
    """The versions the index was written by; None when they cannot be read."""
    try:
        return json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def mark(folder: Path, applied_id: str) -> None:
    """Store the last applied outbox id."""
    _write(folder / "applied", applied_id)


def marked(folder: Path) -> str | None:
    """The last applied outbox id, if any was stored."""
    try:
        return (folder / "applied").read_text(encoding="utf-8") or None
    except (OSError, UnicodeDecodeError):
        return None


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _lock(descriptor: int) -> None:
    end = time.monotonic() + _LOCK_PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise Unavailable("SEARCH-WRITER-BUSY") from error
            time.sleep(0.05)
        else:
            return

"""The store in a folder: `ab/cd/<sha256>`, files of mode 0440 that are never overwritten.

Order of writing: temporary file, hash, fsync, read back, rename, fsync of the folders. Whatever
stops it in between leaves a temporary file at most, never half a stored one.
"""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from qms.errors import Broken, Invalid, NotFound
from qms.store.disk import FOLDER_MODE, demand_room, named_faults, sync_folder
from qms.store.protocol import Stored
from qms.store.writing import CHUNK, fill, size_left

NAME = re.compile(r"[0-9a-f]{64}")
IN_MEMORY = 8 * 1024 * 1024
RESERVE = 200 * 1024 * 1024


def open_store(path: Path, *, reserve: int = RESERVE) -> "FolderStore":
    """The store in this folder, made where it is missing."""
    return FolderStore(path, reserve)


class FolderStore:
    """See `Store`; `reserve` bytes of the disk stay free for the database."""

    def __init__(self, path: Path, reserve: int = RESERVE) -> None:
        self.root = path.absolute()
        self.reserve = reserve
        self.temporary = self.root / "tmp"
        with named_faults():
            self.root.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            self.root = self.root.resolve()
            self.temporary = self.root / "tmp"
            self.temporary.mkdir(mode=0o700, exist_ok=True)

    def put(self, source: BinaryIO | bytes) -> Stored:
        """Store these bytes; the same bytes twice are one file."""
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        demand_room(self.root, size_left(stream), self.reserve)
        with named_faults():
            descriptor, name = tempfile.mkstemp(dir=self.temporary)
        temporary = Path(name)
        try:
            stored = fill(descriptor, stream)
            with named_faults():
                self._keep(temporary, stored)
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """A copy that was proven while it was made: no byte of a damaged file leaves the store."""
        copy = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 the caller closes it
        try:
            self._read(sha256, copy)
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return cast("BinaryIO", copy)

    def has(self, sha256: str) -> bool:
        """Whether there is a file under this name."""
        return self._path(sha256).is_file()

    def verify(self, sha256: str) -> Stored:
        """Read it through from the disk and compare."""
        return Stored(sha256, self._read(sha256, None))

    def scan(self) -> Iterator[str]:
        """Every name, in order; what has another name or place is not ours."""
        for first in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for second in sorted(first.glob("[0-9a-f][0-9a-f]")):
                for file in sorted(second.iterdir()):
                    if NAME.fullmatch(file.name) and file == self._path(file.name):
                        yield file.name

    def remove(self, sha256: str, untouched_since: datetime) -> bool:
        """Take the file away by its name, look once more whether somebody wrote it, then end it."""
        path, limit = self._path(sha256), untouched_since.timestamp()
        aside = self.temporary / f"removed-{sha256}"
        with named_faults():
            if not path.exists():
                aside.unlink(missing_ok=True)  # killed between the two steps
                return True
            if path.stat().st_mtime > limit:
                return False
            path.rename(aside)
            if aside.stat().st_mtime > limit:  # written in between
                aside.rename(path)
                return False
            aside.unlink()
            sync_folder(path.parent)
        return True

    def sweep_temporary(self, older_than: datetime) -> int:
        """Remove temporary files last written before this instant."""
        swept = 0
        with named_faults():
            for file in self.temporary.iterdir():
                if file.stat().st_mtime < older_than.timestamp():
                    file.unlink(missing_ok=True)
                    swept += 1
        return swept

    def _path(self, sha256: str) -> Path:
        if not NAME.fullmatch(sha256):
            raise Invalid("STORE-NAME")
        path = self.root / sha256[:2] / sha256[2:4] / sha256
        if not path.parent.resolve().is_relative_to(self.root):
            raise Broken("STORE-OUTSIDE", sha256=sha256)
        return path

    def _keep(self, temporary: Path, stored: Stored) -> None:
        """Give the proven bytes their name; bytes that have it already must be the same."""
        target = self._path(stored.sha256)
        target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        try:
            os.utime(target)  # whoever would remove it sees that it was wanted again
        except FileNotFoundError:
            temporary.rename(target)
        else:
            self.verify(stored.sha256)
        # Another process may have made the folders or the file and not made them durable yet.
        for folder in (target.parent, target.parent.parent, self.root):
            sync_folder(folder)

    def _read(self, sha256: str, copy: "tempfile.SpooledTemporaryFile[bytes] | None") -> int:
        digest, size = hashlib.sha256(), 0
        with named_faults():
            for chunk in _chunks(self._path(sha256)):
                digest.update(chunk)
                size += len(chunk)
                if copy is not None:
                    copy.write(chunk)
        if digest.hexdigest() != sha256:
            raise Broken("STORE-MISMATCH", sha256=sha256)
        return size


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError as error:
        raise NotFound("STORE-MISSING", sha256=path.name) from error
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while chunk := file.read(CHUNK):
            yield chunk

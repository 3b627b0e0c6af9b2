"""Where the files of a prepared set lie: a folder on this machine, or what was uploaded with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qms.errors import NotFound
from qms.store import Store, read_bytes


class Source(Protocol):
    """Files by the names that the rows use."""

    def size(self, name: str) -> int:
        """Bytes of the file; raises NotFound MANIFEST-FILE-MISSING or MANIFEST-FILE-OUTSIDE."""

    def read(self, name: str) -> bytes:
        """The file; raises NotFound as `size` does."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; what leads out of it by `..` or by a link is not in it."""

    path: Path

    def size(self, name: str) -> int:
        """Bytes of the file."""
        return self._file(name).stat().st_size

    def read(self, name: str) -> bytes:
        """The file as it lies there now."""
        try:
            return self._file(name).read_bytes()
        except OSError as error:  # it was there when the rows were checked
            raise NotFound("MANIFEST-FILE-MISSING") from error

    def _file(self, name: str) -> Path:
        folder = self.path.resolve()
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            raise NotFound("MANIFEST-FILE-OUTSIDE")
        if not path.is_file():
            raise NotFound("MANIFEST-FILE-MISSING")
        return path


@dataclass(frozen=True, slots=True)
class Uploaded:
    """Files in the store, by the names under which they came: name -> (hash, bytes)."""

    store: Store
    files: Mapping[str, tuple[str, int]]

    def size(self, name: str) -> int:
        """Bytes of the file."""
        return self._file(name)[1]

    def read(self, name: str) -> bytes:
        """The file, proven by its hash."""
        return read_bytes(self.store, self._file(name)[0])

    def _file(self, name: str) -> tuple[str, int]:
        try:
            return self.files[name]
        except KeyError:
            raise NotFound("MANIFEST-FILE-MISSING") from None

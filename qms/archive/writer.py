"""Writing one backup file: streamed, every entry hashed, whole under its name or not there."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from qms.archive.manifest import NAME, Entry, Manifest
from qms.errors import Conflict, NotFound
from qms.store.disk import named_faults, sync_folder

CHUNK = 1024 * 1024


class Sink:
    """Where one entry is written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)

    def entry(self) -> Entry:
        """What was written."""
        return Entry(self.size, self._digest.hexdigest())


class Writer:
    """A backup under way."""

    def __init__(self, stream: BinaryIO, at: datetime) -> None:
        self._zip = zipfile.ZipFile(stream, "w")
        self._at = at
        self.entries: dict[str, Entry] = {}

    @contextmanager
    def entry(self, name: str, *, packed: bool = True) -> Iterator[Sink]:
        """Write one entry in pieces."""
        with self._zip.open(self._info(name, packed), "w", force_zip64=True) as stream:
            sink = Sink(stream)
            yield sink
        self.entries[name] = sink.entry()

    def put(self, name: str, data: bytes) -> None:
        """Write one small entry."""
        with self.entry(name) as sink:
            sink.write(data)

    def copy(self, name: str, source: BinaryIO) -> None:
        """Write one entry from a stream; Word files are packed already."""
        with self.entry(name, packed=False) as sink:
            while chunk := source.read(CHUNK):
                sink.write(chunk)

    def finish(self, manifest: Manifest) -> str:
        """Write the manifest last; its SHA-256 is the fingerprint of the whole backup."""
        data = manifest.to_bytes()
        self._zip.writestr(self._info(NAME, True), data)
        self._zip.close()
        return hashlib.sha256(data).hexdigest()

    def _info(self, name: str, packed: bool) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._at.utctimetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        return info


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A file only its owner may read, which gets its name when it is whole and durable."""
    if target.exists():
        raise Conflict("BACKUP-EXISTS", file=str(target))
    if not target.parent.is_dir():
        raise NotFound("BACKUP-NO-FOLDER", folder=str(target.parent))
    making = target.with_name(f".{target.name}.{secrets.token_hex(4)}.making")
    with named_faults():
        descriptor = os.open(making, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with named_faults():
            with os.fdopen(descriptor, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            making.rename(target)
            sync_folder(target.parent)
    finally:
        making.unlink(missing_ok=True)

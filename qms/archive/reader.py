"""Reading a backup that may come from anybody: everything is checked before it is used.

The list of contents is checked as a whole (names, doubles, overlaps, sizes, the manifest), then
each entry while it is read: not one byte more than stated, and the stated fingerprint at the end.
"""

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from qms.archive.manifest import NAME, Entry, Manifest, read_manifest
from qms.errors import Broken, NotFound
from qms.unpacking import UNPACKING

NAMES = re.compile(
    r"manifest\.json|settings\.json|sealed\.json"
    r"|tables/\d{3}-[a-z_]{1,60}\.jsonl|store/[0-9a-f]{64}"
    r"|keys/(authority\.json|root\.pem|log\.pub\.pem"
    r"|(roots|issuers|services|logs|stamp-roots)/[0-9a-f]{64}\.pem"
    r"|root-lists/[0-9a-f]{16}-[0-9]{1,12}\.crl)"
)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
MOST_MANIFEST = 512 * 1024 * 1024
MOST_SMALL = 64 * 1024 * 1024
BOMB_RATIO = 1000  # deflate's own ceiling is 1032
BOMB_SIZE = 64 * 1024 * 1024
ENCRYPTED = 1
END_MARK = b"PK\x05\x06"
END_SIZE = 22  # without a comment
CHUNK = 1024 * 1024


class Proven:
    """A stream over one entry that ends in an error when it is not what the manifest says."""

    def __init__(self, stream: IO[bytes], name: str, stated: Entry) -> None:
        self._stream, self._name, self._stated = stream, name, stated
        self._digest = hashlib.sha256()
        self._size = 0
        self._rest = b""
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """The next piece, empty at the proven end."""
        size = CHUNK if size < 0 else size
        try:
            data = self._stream.read(size)
        except UNPACKING as error:
            raise self._changed() from error
        self._digest.update(data)
        self._size += len(data)
        if self._size > self._stated.size or (not data and not self._fits()):
            raise self._changed()
        return data

    def seekable(self) -> bool:
        """It can only be read once."""
        return False

    def lines(self, longest: int) -> Iterator[bytes]:
        """Line after line, none longer than allowed."""
        rest = b""
        while data := self.read(CHUNK):
            *whole, rest = (rest + data).split(b"\n")
            yield from whole
            if len(rest) > longest:
                raise self._changed()
        if rest:
            raise self._changed()

    def whole(self, most: int = MOST_SMALL) -> bytes:
        """All of a small entry."""
        if self._stated.size > most:
            raise self._changed()
        return b"".join(iter(lambda: self.read(CHUNK), b""))

    def _fits(self) -> bool:
        return (self._size, self._digest.hexdigest()) == (self._stated.size, self._stated.sha256)

    def _changed(self) -> Broken:
        return Broken("BACKUP-ENTRY-CHANGED", entry=self._name)


class Archive:
    """A backup whose list of contents was checked."""

    def __init__(self, packed: zipfile.ZipFile, manifest: Manifest, fingerprint: str) -> None:
        self._zip = packed
        self.manifest = manifest
        self.fingerprint = fingerprint

    @contextmanager
    def entry(self, name: str) -> Iterator[Proven]:
        """One entry; its fingerprint is compared when the last byte is read."""
        stated = self.manifest.entries.get(name)
        if stated is None:
            raise Broken("BACKUP-ENTRY-MISSING", entry=name)
        try:
            stream = self._zip.open(name)
        except UNPACKING as error:
            raise Broken("BACKUP-ENTRY-CHANGED", entry=name) from error
        with stream:
            yield Proven(stream, name, stated)

    def small(self, name: str) -> bytes:
        """All of a small entry, proven."""
        with self.entry(name) as stream:
            return stream.whole()

    def names(self, prefix: str) -> list[str]:
        """The entries below a folder, in order."""
        return sorted(one for one in self.manifest.entries if one.startswith(prefix))


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The backup in this file; raises Broken with the reason when it is not whole and clean."""
    try:
        stream: BinaryIO = path.open("rb")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound("BACKUP-NOT-FOUND", file=str(path)) from error
    with stream:
        try:
            packed = zipfile.ZipFile(stream)
        except UNPACKING as error:
            raise Broken("BACKUP-NOT-WHOLE") from error
        with packed:
            _check_ends(packed, stream)
            _check_list(packed, path.stat().st_size)
            manifest, fingerprint = _manifest(packed)
            _check_contents(packed, manifest)
            yield Archive(packed, manifest, fingerprint)


def _check_ends(packed: zipfile.ZipFile, stream: BinaryIO) -> None:
    """It begins and ends where the list says: Word files inside have such lists as well."""
    stream.seek(-END_SIZE, os.SEEK_END)
    end = stream.read(END_SIZE)
    starts = [one.header_offset for one in packed.infolist()]
    if end[:4] != END_MARK or end[-2:] != b"\0\0" or min(starts, default=1) != 0:
        raise Broken("BACKUP-NOT-WHOLE")


def _check_list(packed: zipfile.ZipFile, file_size: int) -> None:
    end = 0
    seen: set[str] = set()
    for info in sorted(packed.infolist(), key=lambda one: one.header_offset):
        name = info.filename
        if name in seen or NAMES.fullmatch(name) is None:
            raise Broken("BACKUP-ENTRY-NAME", entry=name[:200])
        if info.compress_type not in METHODS or info.flag_bits & ENCRYPTED:
            raise Broken("BACKUP-ENTRY-CHANGED", entry=name)
        if info.file_size > max(BOMB_SIZE, info.compress_size * BOMB_RATIO):
            raise Broken("BACKUP-ENTRY-BOMB", entry=name)
        if info.header_offset < end or info.header_offset + info.compress_size > file_size:
            raise Broken("BACKUP-ENTRY-OVERLAP", entry=name)
        seen.add(name)
        end = info.header_offset + info.compress_size


def _manifest(packed: zipfile.ZipFile) -> tuple[Manifest, str]:
    try:
        info = packed.getinfo(NAME)
    except KeyError as error:
        raise Broken("BACKUP-MANIFEST") from error
    if info.file_size > MOST_MANIFEST:
        raise Broken("BACKUP-MANIFEST")
    try:
        data = packed.read(info)
    except UNPACKING as error:
        raise Broken("BACKUP-MANIFEST") from error
    return read_manifest(data), hashlib.sha256(data).hexdigest()


def _check_contents(packed: zipfile.ZipFile, manifest: Manifest) -> None:
    """What is inside is what the manifest lists: nothing more, nothing less, of these lengths."""
    inside = {one.filename: one.file_size for one in packed.infolist() if one.filename != NAME}
    for name in sorted(inside.keys() ^ manifest.entries.keys()):
        code = "BACKUP-ENTRY-EXTRA" if name in inside else "BACKUP-ENTRY-MISSING"
        raise Broken(code, entry=name)
    for name, size in inside.items():
        if manifest.entries[name].size != size:
            raise Broken("BACKUP-ENTRY-CHANGED", entry=name)

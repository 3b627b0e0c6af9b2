"""The ZIP of a bundle read as if an enemy had made it: one way to read it, or no way at all.

Accepted is only what `writer` makes: plain names, stored or deflated entries one after the other,
nothing between, before or behind them, headers that say the same twice. So two programs cannot see
two different bundles in the same bytes.
"""

import hashlib
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from qms.unpacking import UNPACKING

MIMETYPE = "mimetype"
MEDIA_TYPE = "application/vnd.etsi.asic-e+zip"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*){0,3}")
MOST_NAME = 180
PIECE = 256 * 1024
UTF8_NAME = 0x800
LOCAL = struct.Struct("<4sHHHHHLLLHH")
END = struct.Struct("<4s4H2LH")
VERSION, UNIX = 20, 3  # what any program can unpack; where the attributes are those of Unix
PLAIN_FILE = 0o644 << 16
SMALL = 1024 * 1024  # below this a high ratio is no bomb: a list of zeros is just short
UNREADABLE = (*UNPACKING, RuntimeError, struct.error)  # encrypted; a header cut short


class BadContainer(ValueError):
    """The container cannot be read in one way only; `code` and `name` say what is wrong."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code, name)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bundle may unpack to, in bytes and entries."""

    entries: int = 60_000
    entry: int = 256 * 1024 * 1024
    total: int = 3_900_000_000  # no ZIP64: a longer period is exported in parts
    ratio: int = 300


class Container:
    """An opened bundle whose frame is sound; entries are unpacked when asked for."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self.sizes = {one.filename: one.file_size for one in archive.infolist()}

    @property
    def names(self) -> list[str]:
        """Every entry, in the order of the container."""
        return list(self.sizes)

    def read(self, name: str, most: int) -> bytes:
        """One entry whole; raises BadContainer where it is absent, larger or damaged."""
        if name not in self.sizes:
            raise BadContainer("BUNDLE-ENTRY-MISSING", name)
        if self.sizes[name] > most:
            raise BadContainer("BUNDLE-BOMB", name)
        return b"".join(self._pieces(name))

    def sha256(self, name: str) -> str:
        """The fingerprint of an entry, read in pieces."""
        digest = hashlib.sha256()
        for piece in self._pieces(name):
            digest.update(piece)
        return digest.hexdigest()

    def _pieces(self, name: str) -> Iterator[bytes]:
        left = self.sizes[name]
        try:
            with self._archive.open(name) as stream:
                while piece := stream.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise BadContainer("BUNDLE-BOMB", name)
                    yield piece
        except UNREADABLE as error:
            if isinstance(error, BadContainer):
                raise
            raise BadContainer("BUNDLE-UNREADABLE", name) from error
        if left:
            raise BadContainer("BUNDLE-UNREADABLE", name)


def open_container(stream: IO[bytes], limits: Limits | None = None) -> Container:
    """The bundle in this seekable stream; raises BadContainer with the reason."""
    allowed = limits or Limits()
    try:
        archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
        _check_amount(entries, allowed)
        _check_names(entries)
        _check_frame(stream, archive, entries)
    except UNREADABLE as error:
        if isinstance(error, BadContainer):
            raise
        raise BadContainer("BUNDLE-NOT-A-ZIP") from error
    container = Container(archive, allowed)
    _check_mimetype(entries, container)
    return container


def is_bundle(head: bytes) -> bool:
    """Whether a file that begins with these (at least 84) bytes means to be a bundle."""
    name, begin = MIMETYPE.encode(), LOCAL.size + len(MIMETYPE)
    return head[:4] == b"PK\x03\x04" and head[LOCAL.size : begin] == name


def _check_amount(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries or sum(one.file_size for one in entries) > limits.total:
        raise BadContainer("BUNDLE-BOMB")
    for one in entries:
        packed_small = one.file_size > max(SMALL, one.compress_size * limits.ratio)
        if one.file_size > limits.entry or packed_small:
            raise BadContainer("BUNDLE-BOMB", _shown(one.filename))


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for one in entries:
        # What zipfile cuts off or turns round must not make two names one.
        name = one.orig_filename
        if name != one.filename or not NAME.fullmatch(name) or len(name) > MOST_NAME:
            raise BadContainer("BUNDLE-NAME", _shown(name))
        if ".." in name:
            raise BadContainer("BUNDLE-NAME", _shown(name))
        if name.lower() in seen:  # Windows and macOS would unpack the second over the first
            raise BadContainer("BUNDLE-DUPLICATE", name)
        seen.add(name.lower())


def _check_frame(
    stream: IO[bytes], archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> None:
    """Local headers and central directory agree, and nothing lies anywhere else."""
    position = 0
    for one in entries:
        if one.header_offset != position:
            raise BadContainer("BUNDLE-HIDDEN-DATA", one.filename)
        stream.seek(position)
        _check_local(LOCAL.unpack(stream.read(LOCAL.size)), one)
        if stream.read(len(one.filename)) != one.filename.encode("ascii"):
            raise BadContainer("BUNDLE-HIDDEN-DATA", one.filename)
        position += LOCAL.size + len(one.filename) + one.compress_size
    if archive.start_dir != position:
        raise BadContainer("BUNDLE-HIDDEN-DATA")
    stream.seek(-END.size, 2)
    end = stream.tell()
    mark, disk, first, here, all_of_them, size, offset, comment = END.unpack(stream.read(END.size))
    said = (mark, disk, first, here, all_of_them, size, offset, comment)
    count = len(entries)
    if said != (b"PK\x05\x06", 0, 0, count, count, end - position, position, 0):
        raise BadContainer("BUNDLE-HIDDEN-DATA")


def _check_local(local: tuple[Any, ...], one: zipfile.ZipInfo) -> None:
    mark, version, flags, method, time, date, crc, packed, size, name, extra = local
    plain = flags in {0, UTF8_NAME} and one.flag_bits == flags
    known = method in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} and one.compress_type == method
    same = (version, *_moment(time, date), crc, packed, size, name) == (
        VERSION,
        *one.date_time,
        one.CRC,
        one.compress_size,
        one.file_size,
        len(one.filename),
    )
    if mark != b"PK\x03\x04" or not (plain and known and same) or extra or one.extra or one.comment:
        raise BadContainer("BUNDLE-HIDDEN-DATA", one.filename)
    if method == zipfile.ZIP_STORED and packed != size:
        raise BadContainer("BUNDLE-HIDDEN-DATA", one.filename)
    _check_attributes(one)


def _check_attributes(one: zipfile.ZipInfo) -> None:
    """What stands in the directory alone is always the same: no byte of a bundle is free."""
    if one.external_attr != PLAIN_FILE:  # no links, folders or devices
        raise BadContainer("BUNDLE-NAME", one.filename)
    made = (one.create_system, one.create_version, one.extract_version, one.reserved)
    if (*made, one.volume, one.internal_attr) != (UNIX, VERSION, VERSION, 0, 0, 0):
        raise BadContainer("BUNDLE-HIDDEN-DATA", one.filename)


def _moment(t: int, d: int) -> tuple[int, ...]:
    """The two fields of a header as `ZipInfo.date_time` has them."""
    return ((d >> 9) + 1980, d >> 5 & 15, d & 31, t >> 11, t >> 5 & 63, (t & 31) * 2)


def _check_mimetype(entries: list[zipfile.ZipInfo], container: Container) -> None:
    first = entries[0] if entries else None
    if first is None or first.filename != MIMETYPE or first.compress_type != zipfile.ZIP_STORED:
        raise BadContainer("BUNDLE-MIMETYPE")
    if container.read(MIMETYPE, 100) != MEDIA_TYPE.encode():
        raise BadContainer("BUNDLE-MIMETYPE")


def _shown(name: str) -> str:
    """A hostile name made fit to be read."""
    return ascii(name[:80])[1:-1]

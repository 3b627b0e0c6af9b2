"""The ZIP container, read strictly from its central directory and written reproducibly.

The standard library of Python 3.11 takes overlapping entries, bytes before and after the archive
and names that differ between the two directories. Each of these lets two programs see different
documents in one signed file, so the container is read here, by rules without exceptions.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from qms.errors import TooLarge
from qms.word.partnames import name_problems
from qms.word.problem import MEGABYTE, IntakeRefused, Limits, Problem, problem, refuse

LOCAL, CENTRAL, END = (
    struct.Struct("<4s5H3I2H"),
    struct.Struct("<4s6H3I5H2I"),
    struct.Struct("<4s4H2IH"),
)
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
ZIP64_LOCATOR = b"PK\x06\x07"
STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIPTOR, UTF8 = 0x2041, 0x0008, 0x0800
ZIP64_EXTRA, UNICODE_PATH_EXTRA = 0x0001, 0x7075
FULL_16, FULL_32 = 0xFFFF, 0xFFFFFFFF
DESCRIPTOR_SIZES = (12, 16, 20, 24)
EARLIEST = (0, 0x21)  # 1980-01-01 00:00 in DOS form: no clock, the same bytes each time


@dataclass(frozen=True, slots=True)
class Entry:
    """One part as it lies in the archive; `read` gives its bytes, never more than declared."""

    name: str
    method: int
    crc: int
    size: int
    packed: memoryview
    stamp: tuple[int, int]

    def read(self) -> bytes:
        data = bytes(self.packed) if self.method == STORED else self._inflated()
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise refuse("INTAKE-DAMAGED", part=self.name)
        return data

    def _inflated(self) -> bytes:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = engine.decompress(self.packed, self.size + 1)
        except zlib.error as error:
            raise refuse("INTAKE-DAMAGED", part=self.name) from error
        if not engine.eof or engine.unused_data:
            raise refuse("INTAKE-DAMAGED", part=self.name)
        return data


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the central directory with where its local header lies."""

    raw_name: bytes
    extra: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    crc: int
    packed_size: int
    size: int
    offset: int

    @property
    def name(self) -> str:
        return self.raw_name.decode("utf-8", "replace")


def read_archive(data: bytes, limits: Limits) -> list[Entry]:
    """Every entry of a well-formed archive; raises IntakeRefused or TooLarge otherwise."""
    start, records = _directory(data, limits)
    problems = [fault for record in records for fault in _record_problems(record)]
    problems += name_problems([record.name for record in records])
    if problems:
        raise IntakeRefused(problems)
    _check_sizes(records, limits)
    return _entries(memoryview(data), start, records)


def _directory(data: bytes, limits: Limits) -> tuple[int, list[_Record]]:
    end = len(data) - END.size
    if end < 0 or data[end : end + 4] != END_MARK:
        raise refuse("INTAKE-TRAILING-BYTES" if END_MARK in data else "INTAKE-TRUNCATED")
    _, disk, first_disk, here, count, size, start, comment = END.unpack_from(data, end)
    if data[max(end - 20, 0) : end].startswith(ZIP64_LOCATOR) or FULL_16 in (here, count):
        raise refuse("INTAKE-ZIP64")
    if disk or first_disk or comment or here != count or start + size != end:
        raise refuse("INTAKE-ARCHIVE")
    if count > limits.entries:
        raise TooLarge("INTAKE-TOO-MANY-PARTS", count=count, limit=limits.entries)
    return start, _records(data, start, end, count)


def _records(data: bytes, position: int, end: int, count: int) -> list[_Record]:
    records = []
    for _ in range(count):
        if position + CENTRAL.size > end or data[position : position + 4] != CENTRAL_MARK:
            raise refuse("INTAKE-ARCHIVE")
        fields = CENTRAL.unpack_from(data, position)
        name_at = position + CENTRAL.size
        extra_at = name_at + fields[10]
        position = extra_at + fields[11] + fields[12]
        extra = data[extra_at : extra_at + fields[11]]
        records.append(_record(fields, data[name_at:extra_at], extra))
    if position != end:
        raise refuse("INTAKE-ARCHIVE")
    return records


def _record(fields: tuple[int, ...], name: bytes, extra: bytes) -> _Record:
    return _Record(
        raw_name=name,
        extra=extra,
        flags=fields[3],
        method=fields[4],
        stamp=(fields[5], fields[6]),
        crc=fields[7],
        packed_size=fields[8],
        size=fields[9],
        offset=fields[16],
    )


def _record_problems(record: _Record) -> list[Problem]:
    extras = _extras(record.extra)
    faults = {
        "INTAKE-ENCRYPTED-PART": bool(record.flags & ENCRYPTED),
        "INTAKE-METHOD": record.method not in {STORED, DEFLATED},
        "INTAKE-PART-NAME": UNICODE_PATH_EXTRA in extras or not _readable(record),
        "INTAKE-ZIP64": ZIP64_EXTRA in extras
        or FULL_32 in {record.size, record.packed_size, record.offset},
    }
    return [problem(code, part=record.name) for code, found in faults.items() if found]


def _readable(record: _Record) -> bool:
    if not record.flags & UTF8:
        return record.raw_name.isascii()
    try:
        record.raw_name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _extras(extra: bytes) -> dict[int, bytes]:
    found, position = {}, 0
    while position + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, position)
        found[kind] = extra[position + 4 : position + 4 + size]
        position += 4 + size
    return found


def _check_sizes(records: list[_Record], limits: Limits) -> None:
    total = sum(record.size for record in records)
    if total > limits.total:
        raise TooLarge("INTAKE-TOTAL-TOO-LARGE", limit=limits.total // MEGABYTE)
    for record in records:
        is_xml = record.name.lower().endswith((".xml", ".rels"))
        most = limits.xml_part if is_xml else limits.part
        if record.size > most:
            raise TooLarge("INTAKE-PART-TOO-LARGE", part=record.name, limit=most // MEGABYTE)
        if record.size > max(limits.ratio_floor, limits.ratio * record.packed_size):
            raise TooLarge("INTAKE-RATIO", part=record.name, limit=limits.ratio)


def _entries(data: memoryview, end: int, records: list[_Record]) -> list[Entry]:
    """Local headers must tell what the directory tells, side by side, with nothing between."""
    found, position = {}, 0
    for record in sorted(records, key=lambda one: one.offset):
        if record.offset < position:
            raise refuse("INTAKE-OVERLAP", part=record.name)
        if record.offset > position:
            raise refuse("INTAKE-LEADING-BYTES" if position == 0 else "INTAKE-HIDDEN-BYTES")
        start = _data_start(data, end, record)
        stop = start + record.packed_size
        if stop > end:
            raise refuse("INTAKE-TRUNCATED")
        found[record.offset] = _entry(record, data[start:stop])
        position = stop + _descriptor_size(data, stop, record)
    if position != end:
        raise refuse("INTAKE-HIDDEN-BYTES")
    return [found[record.offset] for record in records]


def _entry(record: _Record, packed: memoryview) -> Entry:
    return Entry(record.name, record.method, record.crc, record.size, packed, record.stamp)


def _data_start(data: memoryview, end: int, record: _Record) -> int:
    position = record.offset
    if position + LOCAL.size > end or data[position : position + 4] != LOCAL_MARK:
        raise refuse("INTAKE-ARCHIVE")
    fields = LOCAL.unpack_from(data, position)
    name_at = position + LOCAL.size
    extra_at = name_at + fields[9]
    start: int = extra_at + fields[10]
    agrees = (
        bytes(data[name_at:extra_at]) == record.raw_name
        and (fields[2], fields[3]) == (record.flags, record.method)
        and _sizes_agree(fields, _extras(bytes(data[extra_at:start])), record)
    )
    if not agrees:
        raise refuse("INTAKE-DIRECTORIES-DIFFER", part=record.name)
    return start


def _sizes_agree(fields: tuple[int, ...], extras: dict[int, bytes], record: _Record) -> bool:
    crc, packed, size = fields[6:9]
    wide = extras.get(ZIP64_EXTRA, b"")
    if len(wide) >= 16 and packed == size == FULL_32:
        size, packed = struct.unpack_from("<QQ", wide)
    told = (crc, packed, size)
    real = (record.crc, record.packed_size, record.size)
    return told == real or bool(record.flags & DESCRIPTOR and told == (0, 0, 0))


def _descriptor_size(data: memoryview, position: int, record: _Record) -> int:
    """Bytes of the data descriptor that follows a part written as a stream, 0 without one."""
    if not record.flags & DESCRIPTOR:
        return 0
    for size in DESCRIPTOR_SIZES:
        numbers = "<III" if size < 20 else "<IQQ"
        mark = b"PK\x07\x08" if size in {16, 24} else b""
        wanted = mark + struct.pack(numbers, record.crc, record.packed_size, record.size)
        if data[position : position + size] == wanted:
            return size
    raise refuse("INTAKE-DIRECTORIES-DIFFER", part=record.name)


def pack(name: str, data: bytes) -> Entry:
    """A new part, compressed, without a date: the same bytes give the same archive."""
    engine = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = engine.compress(data) + engine.flush()
    return Entry(name, DEFLATED, zlib.crc32(data), len(data), memoryview(packed), EARLIEST)


def write_archive(entries: Iterable[Entry]) -> bytes:
    """The archive of these entries, their compressed bytes copied as they are."""
    body, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        name = entry.name.encode()
        flags = 0 if name.isascii() else UTF8
        common = (flags, entry.method, *entry.stamp, entry.crc, len(entry.packed), entry.size)
        directory += CENTRAL.pack(
            CENTRAL_MARK, 20, 20, *common, len(name), 0, 0, 0, 0, 0, len(body)
        )
        directory += name
        body += LOCAL.pack(LOCAL_MARK, 20, *common, len(name), 0) + name + entry.packed
        count += 1
    end = END.pack(END_MARK, 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)

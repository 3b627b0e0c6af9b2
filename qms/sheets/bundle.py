"""The ZIP of Word files that comes with a table: every entry judged before one byte is unpacked.

Office programs and file managers write archives in many ways, so this reader is less strict than
the one for Word files; each file it hands out still passes the intake guard by itself.
"""

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from qms.errors import Invalid, TooLarge, WrongMedia
from qms.unpacking import UNPACKING

MEGABYTE = 1024 * 1024
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DROSS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
NAME = 300


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """How much a ZIP may hold; bytes unless said otherwise."""

    file: int = 50 * MEGABYTE
    total: int = 2048 * MEGABYTE
    entries: int = 20_000
    ratio: int = 200
    ratio_floor: int = MEGABYTE


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the ZIP: the clean name with its folders, and its bytes."""

    name: str
    data: bytes


def unpack(data: bytes, limits: BundleLimits | None = None) -> Iterator[Packed]:
    """The files, one at a time; raises Invalid, TooLarge or WrongMedia before the first."""
    limits = limits or BundleLimits()
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except UNPACKING as error:
        raise WrongMedia("BUNDLE-NOT-ZIP") from error
    wanted = _judged(archive, limits)
    return _read(archive, wanted)


def _judged(archive: zipfile.ZipFile, limits: BundleLimits) -> list[tuple[zipfile.ZipInfo, str]]:
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise TooLarge("BUNDLE-TOO-MANY-FILES", count=len(infos), most=limits.entries)
    if sum(info.file_size for info in infos) > limits.total:
        raise TooLarge("BUNDLE-TOO-LARGE", megabytes=limits.total // MEGABYTE)
    found: dict[str, tuple[zipfile.ZipInfo, str]] = {}
    for info in infos:
        name = clean_name(info.filename)
        _check(info, name, limits)
        if info.is_dir() or _is_dross(name):
            continue
        if name.casefold() in found:
            raise Invalid("BUNDLE-NAME-TWICE", file=shown(name))
        found[name.casefold()] = (info, name)
    return list(found.values())


def _check(info: zipfile.ZipInfo, name: str, limits: BundleLimits) -> None:
    file = shown(name)
    if leads_out(info.filename) or leads_out(name):
        raise Invalid("BUNDLE-LEADS-OUT", file=file)
    if info.flag_bits & ENCRYPTED:
        raise Invalid("BUNDLE-ENCRYPTED", file=file)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Invalid("BUNDLE-LINK", file=file)
    if info.compress_type not in METHODS:
        raise Invalid("BUNDLE-METHOD", file=file)
    if info.file_size > limits.file:
        raise TooLarge("BUNDLE-FILE-TOO-LARGE", file=file, megabytes=limits.file // MEGABYTE)
    if info.file_size > max(limits.ratio_floor, limits.ratio * info.compress_size):
        raise TooLarge("BUNDLE-RATIO", file=file, most=limits.ratio)


def _read(archive: zipfile.ZipFile, wanted: list[tuple[zipfile.ZipInfo, str]]) -> Iterator[Packed]:
    with archive:
        for info, name in wanted:
            try:
                with archive.open(info) as stream:
                    data = stream.read(info.file_size + 1)
            except UNPACKING as error:
                raise Invalid("BUNDLE-DAMAGED", file=shown(name)) from error
            if len(data) != info.file_size:
                raise Invalid("BUNDLE-DAMAGED", file=shown(name))
            yield Packed(name, data)


def clean_name(name: str) -> str:
    """NFC, forward slashes, no `./`: the name under which a table may speak of the file."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    while name.startswith("./"):
        name = name[2:]
    return name


def leads_out(name: str) -> bool:
    """Whether a name would be written outside the folder it is unpacked in."""
    path = PurePosixPath(name.replace("\\", "/"))
    drive = len(name) > 1 and name[1] == ":"
    odd = any(unicodedata.category(char) in {"Cc", "Cs"} for char in name)
    return path.is_absolute() or ".." in path.parts or drive or odd or len(name) > NAME


def shown(name: str) -> str:
    """A name from the archive as a sentence can show it."""
    return "".join(char if char.isprintable() else "�" for char in name[:120])


def _is_dross(name: str) -> bool:
    return name.startswith(DROSS[0]) or PurePosixPath(name).name in DROSS

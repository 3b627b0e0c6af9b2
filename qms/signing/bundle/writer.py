"""Writing the container: sums over everything, a manifest over those, a signature over that."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import IO

from qms.errors import TooLarge
from qms.signing.bundle.container import MEDIA_TYPE, MIMETYPE, PIECE, PLAIN_FILE, UNIX, Limits
from qms.signing.bundle.description import sha256_of
from qms.signing.bundle.manifest import MANIFEST, SIGNATURE, write_manifest

SUMS = "SHA256SUMS"
VIETNAM = timezone(timedelta(hours=7))
OpenStored = Callable[[str], IO[bytes]]
STORED_ALREADY = (".docx", ".p7s", ".tst")  # packed already, or random


def write_bundle(
    stream: IO[bytes],
    small: Mapping[str, bytes],
    stored: Mapping[str, str],
    open_stored: OpenStored,
    seal: Callable[[bytes], bytes],
    at: datetime,
) -> None:
    """Write a whole bundle into this seekable stream.

    `small` are entries held in memory, `stored` names of entries to the SHA-256 under which
    `open_stored` has them, `seal` signs the manifest. Raises TooLarge("BUNDLE-OUTGROWN").
    """
    digests = {**{name: sha256_of(data) for name, data in small.items()}, **stored}
    sums = write_sums(digests)
    manifest = write_manifest({**digests, SUMS: sha256_of(sums)})
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        first = _entry(MIMETYPE, at)
        first.compress_type = zipfile.ZIP_STORED
        archive.writestr(first, MEDIA_TYPE)
        for name in sorted(small):
            archive.writestr(_entry(name, at), small[name])
        for name in sorted(stored):
            with open_stored(stored[name]) as source:
                _copy(archive, _entry(name, at), source)
        archive.writestr(_entry(SUMS, at), sums)
        archive.writestr(_entry(MANIFEST, at), manifest)
        archive.writestr(_entry(SIGNATURE, at), seal(manifest))
        if sum(one.file_size for one in archive.infolist()) > Limits().total:
            raise TooLarge("BUNDLE-OUTGROWN")


def write_sums(digests: Mapping[str, str]) -> bytes:
    """What `sha256sum -c` reads."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode()


def _copy(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: IO[bytes]) -> None:
    written = 0
    with archive.open(entry, "w") as target:
        while piece := source.read(PIECE):
            written += len(piece)
            if written > Limits().entry:
                raise TooLarge("BUNDLE-OUTGROWN")
            target.write(piece)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    local = at.astimezone(VIETNAM)
    stamp = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    entry = zipfile.ZipInfo(name, stamp)
    packed = name.endswith(STORED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    return entry

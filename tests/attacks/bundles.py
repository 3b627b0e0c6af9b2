"""A sound bundle taken apart, changed, and put together again by somebody who wishes no good."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest

from qms.proofs.acts.check import check_elsewhere
from qms.proofs.acts.export import document_bundle
from qms.signing.bundle import BundleVerdict, Limits, seal_manifest
from qms.signing.bundle.container import MEDIA_TYPE
from qms.signing.bundle.description import sha256_of
from qms.signing.bundle.manifest import MANIFEST, SIGNATURE, write_manifest
from qms.signing.bundle.writer import SUMS, write_sums
from tests.support import databases, installations
from tests.support.cast import Cast, assemble, issued, register
from tests.support.clock import Clock

Entries = dict[str, bytes]
Change = Callable[[Entries], None]


@dataclass
class Origin:
    """An installation with two documents approved, and the bundles about them."""

    cast: Cast
    now: datetime
    roots: tuple[bytes, ...]
    documents: list[UUID] = field(default_factory=list)
    bundles: list[bytes] = field(default_factory=list)

    def export(self, document_id: UUID) -> bytes:
        """The bundle about a document, as it leaves the house."""
        stream = io.BytesIO()
        document_bundle(self.cast.service, document_id, stream)
        return stream.getvalue()

    def judged(self, data: bytes) -> BundleVerdict:
        """What a stranger who holds the root says."""
        found = check_elsewhere(io.BytesIO(data), self.now, self.roots).bundle
        assert found is not None
        return found

    def codes(self, data: bytes) -> set[str]:
        """The codes of what is wrong with it."""
        return {one.code for one in self.judged(data).faults}

    def stranger(self, change: Change, which: int = 0) -> set[str]:
        """Somebody without a key changes entries and leaves manifest and seal as they were."""
        entries = opened(self.bundles[which])
        change(entries)
        return self.codes(packed(entries))

    def insider(self, change: Change, which: int = 0) -> set[str]:
        """Somebody with the bundle's key changes entries, then lists and seals them anew."""
        entries = opened(self.bundles[which])
        change(entries)
        return self.codes(packed(self.sealed(entries)))

    def sealed(self, entries: Entries) -> Entries:
        """Sums, manifest and seal over what is there now."""
        rest = {name: data for name, data in entries.items() if name not in _MADE}
        digests = {name: sha256_of(data) for name, data in rest.items()}
        sums = write_sums(digests)
        manifest = write_manifest({**digests, SUMS: sha256_of(sums)})
        authority = self.cast.service.authority
        seal = seal_manifest(manifest, authority, self.now, self.cast.service.stamper)
        return {**rest, SUMS: sums, MANIFEST: manifest, SIGNATURE: seal}


_MADE = {"mimetype", SUMS, MANIFEST, SIGNATURE}


def opened(data: bytes) -> Entries:
    """Name to bytes, in the order of the container."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: Entries, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A container of these entries in the form of ours, the mimetype first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        first = zipfile.ZipInfo("mimetype")
        first.external_attr = 0o644 << 16
        archive.writestr(first, entries.get("mimetype", MEDIA_TYPE.encode()), zipfile.ZIP_STORED)
        for name, data in entries.items():
            if name != "mimetype":
                info = zipfile.ZipInfo(name)
                info.external_attr = 0o644 << 16
                archive.writestr(info, data, method)
    return stream.getvalue()


def described(entries: Entries, **changes: object) -> None:
    """Change the description, canonical as before."""
    value = json.loads(entries["bundle.json"]) | changes
    entries["bundle.json"] = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origin]:
    """Two approved documents and their bundles, made once a module."""
    folder, clock = tmp_path_factory.mktemp("origin"), Clock()
    with (
        databases.fresh_sqlite(folder) as db,
        installations.opened(db, folder / "instance", clock) as service,
    ):
        cast = assemble(service)
        made = Origin(cast, service.now(), service.authority.roots())
        for code in ("QT-05", "QT-06"):
            document = register(cast, code)
            issued(cast, document)
            made.documents.append(document)
        clock.advance(minutes=5)
        made.now = service.now()
        made.bundles = [made.export(one) for one in made.documents]
        yield made


__all__ = ["Limits", "Origin", "described", "opened", "origin", "packed"]

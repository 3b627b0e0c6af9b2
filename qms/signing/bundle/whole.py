"""Every entry is listed with its hash, and what is listed is there."""

from dataclasses import replace

from qms.signing.bundle.container import MIMETYPE, BadContainer, Container
from qms.signing.bundle.manifest import (
    FOLDER,
    MANIFEST,
    MOST_BYTES,
    SIGNATURE,
    BadManifest,
    read_manifest,
)
from qms.signing.bundle.verdict import Fault
from qms.signing.judging import Against

MOST_SIGNATURE = 256 * 1024
MOST_LIST = 4 * 1024 * 1024
LISTS = "trust/crls/"
MOST_FAULTS = 50
__all__ = ["MOST_SIGNATURE", "SIGNATURE", "check_entries", "manifest_of", "with_lists"]


def manifest_of(container: Container) -> bytes:
    """The manifest's bytes; raises BadContainer where manifest or seal is absent."""
    for name in (MANIFEST, SIGNATURE):
        if name not in container.sizes:
            raise BadContainer("BUNDLE-NO-MANIFEST", name)
    return container.read(MANIFEST, MOST_BYTES)


def check_entries(container: Container, manifest: bytes) -> tuple[list[Fault], dict[str, str]]:
    """What differs from the manifest, and the hash of every entry as it is in the container.

    The hashes are those read here, not those listed, so that nothing later trusts a list.
    """
    try:
        listed = read_manifest(manifest)
    except BadManifest as error:
        raise BadContainer("BUNDLE-MANIFEST", MANIFEST) from error
    unsigned = {MIMETYPE, MANIFEST, SIGNATURE}
    present = {name: container.sha256(name) for name in container.names if name not in unsigned}
    faults = [Fault("BUNDLE-UNLISTED", name) for name in sorted(present.keys() - listed.keys())]
    faults += [Fault("BUNDLE-MISSING", name) for name in sorted(listed.keys() - present.keys())]
    faults += [
        Fault("BUNDLE-CHANGED", name)
        for name in sorted(present.keys() & listed.keys())
        if present[name] != listed[name]
    ]
    faults += [Fault("BUNDLE-UNLISTED", name) for name in present if name.startswith(FOLDER)]
    return faults[:MOST_FAULTS], present


def with_lists(container: Container, against: Against) -> Against:
    """The revocation lists of the bundle beside those one has; each speaks by its signature."""
    names = [name for name in container.names if name.startswith(LISTS)]
    found = [container.read(name, MOST_LIST) for name in names]
    return replace(against, crls=(*against.crls, *found))

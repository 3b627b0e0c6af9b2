"""The log's part of a bundle: entries with their place, under a checkpoint of the present tree."""

import hashlib
from collections.abc import Mapping

from qms import audit
from qms.errors import Unavailable
from qms.service import Service
from qms.signing import bundle


def places_of(logged: Mapping[str, audit.Inclusion]) -> dict[str, tuple[bytes, bytes]]:
    """Statement's hash -> the log's entry about it and the proof of its place, as files."""
    return {
        sha256: (one.entry, bundle.Place(one.idx, one.size, one.proof).dump())
        for sha256, one in logged.items()
    }


def checkpoint_of(
    service: Service, logged: Mapping[str, audit.Inclusion], origin: bundle.Origin
) -> dict[str, bytes]:
    """The checkpoint all the proofs lead to, signed by the log's key; nothing where none is due."""
    from qms.signing.certificates import public_pem
    from qms.signing.notes import ORIGIN, Checkpoint, sign_checkpoint

    one = next(iter(logged.values()), None)
    if one is None:
        return {}
    stated = Checkpoint(f"{ORIGIN}{origin.system}", one.size, one.root, one.epoch)
    note = sign_checkpoint(stated, service.authority.log_key()).encode()
    public = public_pem(service.authority.log_public_keys()[0])
    return bundle.checkpoint_files(note, public, _token(service, note))


def _token(service: Service, note: bytes) -> bytes | None:
    try:
        return service.stamper.stamp(hashlib.sha256(note).digest(), service.now()).der
    except Unavailable:
        return None

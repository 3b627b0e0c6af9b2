"""From values to the canonical bytes that are signed (RFC 8785; no floats, booleans or nulls)."""

from datetime import datetime, timedelta, timezone

import rfc8785

from qms.db import nfc
from qms.signing.statements.shape import (
    STATEMENT_TYPE,
    Content,
    DocumentRef,
    FileRef,
    ListedDocument,
)

VIETNAM = timezone(timedelta(hours=7))  # the offset of the official time, no daylight saving
Plain = str | int | list["Plain"] | dict[str, "Plain"]


def encode(content: Content) -> bytes:
    """The canonical bytes of a statement; they are signed and stored, never made again."""
    return canonical(_statement(content))


def canonical(value: Plain) -> bytes:
    """RFC 8785 bytes of a plain value."""
    return rfc8785.dumps(value)


def _statement(content: Content) -> Plain:
    spec = content.spec
    return {
        "_type": STATEMENT_TYPE,
        "system": nfc(content.system),
        "installation": content.installation,
        "action": spec.action,
        "meaning": nfc(spec.meaning),
        "document": _document(spec.document),
        "files": [_file(one) for one in spec.files],
        "signer": {
            "user_id": str(spec.signer.user_id),
            "full_name": nfc(spec.signer.full_name),
            "role": nfc(spec.signer.role),
            "cert_sha256": content.cert_sha256,
        },
        "claimed_time": _time(content.claimed_time),
        "policy": {"id": content.policy_id, "sha256": content.policy_sha256},
        "prev": content.prev,
        "basis": list(spec.basis),
        "challenge": content.challenge,
        "log_head": {
            "epoch": content.log_head.epoch,
            "size": content.log_head.size,
            "hash": content.log_head.hash,
        },
    }


def _document(ref: DocumentRef) -> Plain:
    return {
        "id": str(ref.id),
        "code": nfc(ref.code),
        "title": nfc(ref.title),
        "revision": {
            "edition": ref.edition,
            "revision": ref.revision,
            "sequence": ref.sequence,
        },
        "organisation": nfc(ref.organisation),
    }


def _file(ref: FileRef) -> Plain:
    entry: dict[str, Plain] = {
        "role": ref.role,
        "name": nfc(ref.name),
        "media_type": ref.media_type,
        "size": ref.size,
        "sha256": ref.sha256,
    }
    if ref.converter:
        entry["converter"] = nfc(ref.converter)
    if ref.document is not None:
        entry["document"] = _listed(ref.document)
    return entry


def _listed(ref: ListedDocument) -> Plain:
    return {
        "id": str(ref.id),
        "code": nfc(ref.code),
        "title": nfc(ref.title),
        "edition": ref.edition,
        "revision": ref.revision,
    }


def _time(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")

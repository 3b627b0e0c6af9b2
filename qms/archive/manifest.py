"""The manifest: what a backup holds, so that nothing can be missing, changed or added unseen."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from qms.archive.neutral import time_text
from qms.audit import Head
from qms.errors import Broken, Unavailable

FORMAT = "qms-backup-1"
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside: its length and fingerprint before packing."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a restore needs to know before it begins."""

    id: str
    made_at: datetime
    database: str
    schema_version: str | None
    head: Head
    pending: int  # audit events without a place when the backup was made
    tables: Mapping[str, int]  # rows by table, in the order of restoring
    left_out: tuple[str, ...]  # tables that are empty after a restore
    objects: int
    missing: tuple[str, ...]  # files the database names that the store could not give
    with_keys: bool
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """As it stands in the file."""
        fields = asdict(self) | {"format": FORMAT, "made_at": time_text(self.made_at)}
        return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=False).encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest; raises Broken("BACKUP-MANIFEST"), Unavailable for a format of the future."""
    try:
        fields = json.loads(data)
        if fields["format"] != FORMAT:
            raise Unavailable("BACKUP-FORMAT", format=str(fields["format"])[:40])
        return _manifest(fields)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken("BACKUP-MANIFEST") from error


def _manifest(fields: dict[str, Any]) -> Manifest:
    version = fields["schema_version"]
    head = fields["head"]
    return Manifest(
        id=str(fields["id"]),
        made_at=_instant(fields["made_at"]),
        database=str(fields["database"]),
        schema_version=None if version is None else str(version),
        head=Head(int(head["epoch"]), int(head["size"]), str(head["hash"])),
        pending=int(fields["pending"]),
        tables={str(name): int(rows) for name, rows in fields["tables"].items()},
        left_out=tuple(map(str, fields["left_out"])),
        objects=int(fields["objects"]),
        missing=tuple(map(str, fields["missing"])),
        with_keys=bool(fields["with_keys"]),
        entries={
            str(name): Entry(int(one["size"]), str(one["sha256"]))
            for name, one in fields["entries"].items()
        },
    )


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at

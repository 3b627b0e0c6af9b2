"""Making a backup while the service writes: first one instant of the database, then the files.

Stored files are never changed or removed, so whatever the snapshot names is still there when its
turn comes. The backup is a prefix of the source's history. The search index is never part of it.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session

from qms import audit, schema
from qms.archive import keys
from qms.archive.dump import dump_tables, sealed_tables
from qms.archive.manifest import Manifest
from qms.archive.neutral import LEFT_OUT
from qms.archive.snapshot import snapshot
from qms.archive.writer import Writer, new_file
from qms.errors import Broken, NotFound, Unavailable
from qms.home.objects import named_objects
from qms.installation import installation
from qms.people.rules import Operator
from qms.service import Service, instance_secret
from qms.settings import Settings
from qms.signing import KdfCost
from qms.verification import Progress, silent

MADE = "archive.backup.made"
SETTINGS_NAME = "settings.json"
SECRETS = ("smtp_password", "backup_passphrase")


@dataclass(frozen=True, slots=True)
class BackupMade:
    """What was written; `fingerprint` is the SHA-256 of the manifest, to be kept elsewhere."""

    file: Path
    size: int
    fingerprint: str
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the snapshot showed."""

    head: audit.Head
    pending: int
    rows: dict[str, int]
    objects: Sequence[str]
    sealed: dict[str, bytes]


def make_backup(
    service: Service,
    target: Path,
    by: Operator,
    *,
    keys_passphrase: str | None = None,
    cost: KdfCost | None = None,
    progress: Progress = silent,
) -> BackupMade:
    """Write the whole installation into one new file; with a passphrase the keys too, sealed by it.

    Files the store cannot give are named in `manifest.missing`: a damaged store must not stop
    everything else from being saved.
    """
    if not schema.is_at_head(service.db):
        raise Unavailable("BACKUP-OLD-SCHEMA")
    at, backup_id = service.now(), uuid.uuid4().hex
    with new_file(target) as stream:
        writer = Writer(stream, at)
        progress("snapshot", 0, 0)
        with snapshot(service.db, target.parent) as connection:
            seen = _dump(connection, writer, progress, with_keys=keys_passphrase is not None)
        missing = _copy_objects(service, writer, seen.objects, progress)
        for name, data in keys.public_entries(service.settings.keys_path).items():
            writer.put(name, data)
        if keys_passphrase is not None:
            held = keys.collect(service.settings, instance_secret(service.settings), seen.sealed)
            writer.put(keys.SEALED_NAME, keys.seal(held, keys_passphrase, backup_id, cost))
        writer.put(SETTINGS_NAME, _settings(service.settings))
        manifest = _manifest(service, at, backup_id, seen, missing, writer)
        fingerprint = writer.finish(manifest)
        _note(service, by, fingerprint, with_keys=manifest.with_keys)
        size = stream.tell()
    return BackupMade(target, size, fingerprint, manifest)


def _dump(connection: Connection, writer: Writer, progress: Progress, *, with_keys: bool) -> _Seen:
    with Session(bind=connection) as session:
        head, pending = audit.head(session), audit.pending(session)
        rows = dump_tables(connection, writer, progress)
        objects = sorted(named_objects(session))
        sealed = sealed_tables(connection) if with_keys else {}
    return _Seen(head, pending, rows, objects, sealed)


def _copy_objects(
    service: Service, writer: Writer, objects: Sequence[str], progress: Progress
) -> list[str]:
    missing = []
    for number, sha256 in enumerate(objects, start=1):
        try:
            with service.store.open(sha256) as stream:
                writer.copy(object_name(sha256), stream)
        except (NotFound, Broken):
            missing.append(sha256)
        progress("files", number, len(objects))
    return missing


def object_name(sha256: str) -> str:
    """The name of a stored file inside a backup."""
    return f"store/{sha256}"


def _settings(settings: Settings) -> bytes:
    """The configuration for whoever sets the service up again; no secret is among it."""
    fields = {name: str(value) for name, value in asdict(settings).items() if name not in SECRETS}
    fields["database_url"] = make_url(settings.database_url).render_as_string(hide_password=True)
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def _manifest(
    service: Service,
    at: datetime,
    backup_id: str,
    seen: _Seen,
    missing: Sequence[str],
    writer: Writer,
) -> Manifest:
    return Manifest(
        id=backup_id,
        made_at=at,
        database=service.db.engine.dialect.name,
        schema_version=schema.head(),
        head=seen.head,
        pending=seen.pending,
        tables=seen.rows,
        left_out=tuple(sorted(LEFT_OUT)),
        objects=len(seen.objects),
        missing=tuple(missing),
        with_keys=keys.SEALED_NAME in writer.entries,
        entries=writer.entries,
    )


def _note(service: Service, by: Operator, fingerprint: str, *, with_keys: bool) -> None:
    """Whoever carries the whole installation away leaves a trace, before the file has its name."""
    with service.db.write() as session:
        audit.record(
            session,
            act_id=audit.new_act(),
            at=service.now(),
            actor_id=None,
            action=MADE,
            object_kind="installation",
            object_id=installation(session).system_id,
            data={"fingerprint": fingerprint, "with_keys": with_keys, "os_user": by.os_user},
        )

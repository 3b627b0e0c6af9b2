"""Restoring into an empty instance and database, proven as it goes.

Order: marks, files, keys, tables (one transaction), guards and upgrade, a new epoch of the log,
verification of everything, marks off. Killed anywhere, it can simply be started again.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from qms import audit, schema
from qms.archive import keys, unfinished
from qms.archive.backup import SETTINGS_NAME, object_name
from qms.archive.load import load_tables
from qms.archive.manifest import Manifest
from qms.archive.reader import Archive, open_archive
from qms.db import Database
from qms.errors import Broken, Invalid, Unavailable
from qms.installation import installation
from qms.people.rules import Operator
from qms.service import Service, instance_secret, utc_clock
from qms.settings import Settings
from qms.signing import KdfCost, renew_issuing
from qms.signing.keyfiles import write_file
from qms.store import open_store
from qms.verification import Progress, Report, silent, verify_installation

RESTORED = "archive.instance.restored"
EPOCH_REASON = "restore"
ROOT_PASSPHRASE = "root-passphrase.txt"  # noqa: S105 - a file's name
GROUPS = 6  # of 16 random bits each


@dataclass(frozen=True, slots=True)
class Wish:
    """How to restore: as whom, with which keys, and the fingerprint that was kept elsewhere.

    `passphrase` opens the sealed keys; None restores without them: a new secret, a new root and
    issuing CA, and everybody enrols again for signing.
    """

    by: Operator
    passphrase: Callable[[], str] | None = None
    fingerprint: str = ""
    cost: KdfCost | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, how it verifies, and the new root's passphrase where one was made."""

    manifest: Manifest
    report: Report
    root_passphrase: str = ""


def restore(
    settings: Settings,
    source: Path,
    wish: Wish,
    *,
    clock: Callable[[], datetime] = utc_clock,
    progress: Progress = silent,
) -> Restored:
    """Bring a backup into an empty instance; raises Conflict where something is there already."""
    with open_archive(source) as archive, unfinished.alone(settings):
        _check(archive, wish)
        archive.small(SETTINGS_NAME)  # for people to read; proven like the rest
        sealed = _unseal(archive, wish)
        db = Database(settings.database_url)
        try:
            unfinished.claim(settings, db)
            service = Service(settings, db, open_store(settings.store_path), clock)
            _files(service, archive, progress)
            passphrase = _keys(service, archive, sealed, wish)
            schema.upgrade(db.url, archive.manifest.schema_version or "head")
            load_tables(db, archive, dict(sealed.tables) if sealed else {}, progress)
            progress("schema", 0, 0)
            schema.upgrade(db.url)
            _new_epoch(service, archive, wish, with_keys=sealed is not None)
            report = verify_installation(service, progress)
            unfinished.release(settings, db)
        finally:
            db.close()
    return Restored(archive.manifest, report, passphrase)


def _check(archive: Archive, wish: Wish) -> None:
    if wish.fingerprint and wish.fingerprint.lower() != archive.fingerprint:
        raise Invalid("BACKUP-OTHER-FINGERPRINT", found=archive.fingerprint)
    version = archive.manifest.schema_version
    if not schema.knows(version):
        raise Unavailable("BACKUP-SCHEMA-UNKNOWN", version=version or "-")


def _unseal(archive: Archive, wish: Wish) -> keys.Keys | None:
    """First of all: a wrong passphrase must not leave half an instance behind."""
    if wish.passphrase is None or not archive.manifest.with_keys:
        return None
    data = archive.small(keys.SEALED_NAME)
    return keys.unseal(data, wish.passphrase(), archive.manifest.id)


def _files(service: Service, archive: Archive, progress: Progress) -> None:
    names = archive.names("store/")
    for number, name in enumerate(names, start=1):
        with archive.entry(name) as stream:
            stored = service.store.put(cast("BinaryIO", stream))
        if object_name(stored.sha256) != name:
            raise Broken("BACKUP-ENTRY-CHANGED", entry=name)
        progress("files", number, len(names))


def _keys(service: Service, archive: Archive, sealed: keys.Keys | None, wish: Wish) -> str:
    """Certificates, then either the old keys or new ones; returns a new root's passphrase."""
    settings = service.settings
    public = {name: archive.small(name) for name in archive.names(keys.PUBLIC)}
    keys.write_keys(settings, public, sealed)
    if sealed is not None or not public:
        return ""
    passphrase = "-".join(secrets.token_hex(2) for _group in range(GROUPS))
    write_file(settings.secret_path, secrets.token_bytes(32))
    write_file(settings.instance / ROOT_PASSPHRASE, passphrase.encode() + b"\n")
    renew_issuing(
        settings.keys_path,
        root_passphrase=passphrase,
        instance_secret=instance_secret(settings),
        now=service.now(),
        cost=wish.cost,
    )
    return passphrase


def _new_epoch(service: Service, archive: Archive, wish: Wish, *, with_keys: bool) -> None:
    """What happened after the backup is lost, and the log says so before it goes on."""
    manifest, now = archive.manifest, service.now()
    with service.db.write() as session:
        if (audit.head(session), audit.pending(session)) != (manifest.head, manifest.pending):
            raise Broken("BACKUP-OTHER-HEAD", size=manifest.head.size)
        audit.start_epoch(session, now=now, reason=EPOCH_REASON, lost_after=manifest.made_at)
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=None,
            action=RESTORED,
            object_kind="installation",
            object_id=installation(session).system_id,
            data={
                "fingerprint": archive.fingerprint,
                "with_keys": with_keys,
                "os_user": wish.by.os_user,
            },
        )
        audit.sequence(session)

"""Checkpoints of the log: made, time-stamped, and laid where the service's own host cannot reach.

A checkpoint covers every event before it, its own event not. It is the same note for everybody.
"""

import hashlib
import os
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from qms import audit, outbox
from qms.audit.model import Checkpoint, CheckpointToken
from qms.errors import Unavailable
from qms.installation import InstallationFacts, installation
from qms.outbox.errands import MAIL
from qms.people.rules import By, Operator
from qms.proofs.queries import checkpoints as queries
from qms.service import Service
from qms.signing import notes

MADE = "proofs.checkpoint.made"
KIND = "checkpoint"
FILE_ERRAND = "checkpoint"
LEAVES_AT_ONCE = 5_000  # of an older log, each in a transaction of its own
BATCH = 50


@dataclass(frozen=True, slots=True)
class CheckpointMade:
    """The checkpoint, and when it was time-stamped; None where the authority did not answer."""

    epoch: int
    size: int
    root: str
    note: str
    made_at: datetime
    stamped_at: datetime | None


def origin_of(system_id: uuid.UUID) -> str:
    """The name of this installation's log in its checkpoints."""
    return f"{notes.ORIGIN}{system_id}"


def make_checkpoint(service: Service, by: By | None = None) -> CheckpointMade:
    """Sign the log as it stands, queue the copies that leave the host, and have it stamped."""
    now, seed = service.now(), service.authority.log_key()
    grow_tree(service)
    with service.db.write() as session:
        audit.sequence(session)
        audit.grow_tree(session, LEAVES_AT_ONCE)
        row = _signed(session, service, seed, now, by)
        made = (row.epoch, row.size, row.root, row.note, row.made_at)
    return CheckpointMade(*made, stamp(service, made[0], made[1]))


def grow_tree(service: Service) -> None:
    """Bring a log that is older than the tree into it, without holding anybody up for long."""
    with service.db.read() as session:
        missing = audit.head(session).size - audit.tree_size(session)
    while missing > 0:
        with service.db.write() as session:
            missing = audit.grow_tree(session, LEAVES_AT_ONCE)


def _signed(
    session: Session, service: Service, seed: bytes, now: datetime, by: By | None
) -> Checkpoint:
    size, epoch, facts = audit.tree_size(session), audit.epoch_of(session), installation(session)
    present = session.get(Checkpoint, (epoch, size))
    if present is not None:  # nothing has happened since
        return present
    root = audit.root(session, size)
    content = notes.Checkpoint(origin_of(facts.system_id), size, root, epoch)
    note = notes.sign_checkpoint(content, seed)
    row = Checkpoint(epoch=epoch, size=size, root=root.hex(), note=note, made_at=now)
    session.add(row)
    _record(session, row, facts, by)
    _queue(session, service, row, facts)
    return row


def _record(session: Session, row: Checkpoint, facts: InstallationFacts, by: By | None) -> None:
    data: dict[str, object] = {"epoch": row.epoch, "size": row.size, "root": row.root}
    if isinstance(by, Operator):
        data["os_user"] = by.os_user
    audit.record(
        session,
        act_id=audit.new_act(),
        at=row.made_at,
        actor_id=by if isinstance(by, uuid.UUID) else None,
        action=MADE,
        object_kind=KIND,
        object_id=uuid.uuid5(facts.system_id, f"checkpoint {row.epoch} {row.size}"),
        data=data,
    )


def _queue(session: Session, service: Service, row: Checkpoint, facts: InstallationFacts) -> None:
    if service.settings.checkpoint_folder:
        _queue_file(session, row.epoch, row.size, row.made_at)
    if service.settings.checkpoint_mail:
        mail = {
            "to": service.settings.checkpoint_mail,
            "kind": KIND,
            "facts": {
                "agency": facts.agency,
                "size": row.size,
                "at": row.made_at.isoformat(timespec="seconds"),
                "note": row.note,
            },
        }
        outbox.put(session, MAIL, mail, now=row.made_at)


def _queue_file(session: Session, epoch: int, size: int, now: datetime) -> None:
    payload = {"epoch": epoch, "size": size}
    outbox.put(session, FILE_ERRAND, payload, now=now, key=f"{epoch}/{size}")


def stamp(service: Service, epoch: int, size: int) -> datetime | None:
    """Have a checkpoint time-stamped once; None where that must wait, which is no fault of it."""
    with service.db.read() as session:
        row = session.get_one(Checkpoint, (epoch, size))
        present = session.get(CheckpointToken, (epoch, size, 1))
    if present is not None:
        return present.gen_time
    now = service.now()
    try:
        token = service.stamper.stamp(hashlib.sha256(row.note.encode()).digest(), now)
    except Unavailable:
        return None
    with service.db.write() as session:
        # Two may have asked, a command and the clock: the second waits here for the first.
        session.get_one(Checkpoint, (epoch, size), with_for_update=True)
        kept = session.get(CheckpointToken, (epoch, size, 1))
        if kept is not None:
            return kept.gen_time
        session.add(
            CheckpointToken(
                epoch=epoch,
                size=size,
                number=1,
                der=token.der,
                gen_time=token.gen_time,
                ends_at=token.ends_at,
            )
        )
        if service.settings.checkpoint_folder:
            _queue_file(session, epoch, size, now)
    return token.gen_time


def stamp_missing(service: Service) -> int:
    """Try again for checkpoints that no authority has stamped yet; how many still wait."""
    with service.db.read() as session:
        waiting = queries.unstamped(session, BATCH)
    for done, (epoch, size) in enumerate(waiting):
        if stamp(service, epoch, size) is None:  # it does not answer: the others need not ask
            return len(waiting) - done
    return 0


def publish(service: Service) -> list[Path]:
    """Write the checkpoints that wait into the folder of the settings; what fails is tried again.

    Raises Unavailable("CHECKPOINT-FOLDER") where the folder cannot be written.
    """
    now = service.now()
    written: list[Path] = []
    with service.db.read() as session:
        items = outbox.take(session, FILE_ERRAND, BATCH, now)
    for item in items:
        try:
            written += _write(service, int(item.payload["epoch"]), int(item.payload["size"]))
        except OSError as error:
            with service.db.write() as session:
                outbox.fail(session, item.id, str(error), now)
            folder = service.settings.checkpoint_folder
            raise Unavailable("CHECKPOINT-FOLDER", folder=folder, reason=str(error)) from error
        with service.db.write() as session:
            outbox.done(session, [item.id])
    return written


def _write(service: Service, epoch: int, size: int) -> Sequence[Path]:
    if not service.settings.checkpoint_folder:
        return []
    with service.db.read() as session:
        row = session.get_one(Checkpoint, (epoch, size))
        token = session.get(CheckpointToken, (epoch, size, 1))
    stem = Path(service.settings.checkpoint_folder) / f"checkpoint-{epoch}-{size:012d}"
    files = {stem.with_suffix(".txt"): row.note.encode()}
    if token is not None:
        files[stem.with_suffix(".tst")] = token.der
    for path, data in files.items():
        write_outside(path, data)
    return list(files)


def write_outside(path: Path, data: bytes) -> None:
    """Whole or not at all, and only where the folder is there: an unmounted one is no success."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)

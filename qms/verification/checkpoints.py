"""The checkpoints on record, and one that was kept elsewhere: what the log must live up to."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from qms import audit
from qms.audit.model import AuditEvent
from qms.errors import Invalid
from qms.installation import installation
from qms.proofs.acts.checkpoints import MADE, origin_of
from qms.proofs.queries.checkpoints import CheckpointRow, checkpoints
from qms.service import Service
from qms.signing import notes, timestamps
from qms.verification.report import Found
from qms.verification.statements import told

AT_ONCE = 500
SHORT = 1_000  # bytes: longer than any address in a code


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Heads of the tree that checkpoints vouch for, and what is wrong with the checkpoints."""

    heads: tuple[audit.Head, ...]
    problems: tuple[Found, ...]


def read_since(service: Service, note: bytes) -> audit.Head:
    """The head in a checkpoint that was kept outside; raises Invalid where it is not this log's.

    What the code on a printed copy says is one too, unsigned: its holder vouches for the paper.
    """
    printed = audit.read_printed(note.decode("utf-8", "replace")) if len(note) < SHORT else None
    if printed is not None:
        return printed
    with service.db.read() as session:
        origin = origin_of(installation(session).system_id)
    found = notes.open_checkpoint(note, origin, service.authority.log_public_keys())
    return audit.Head(found.epoch, found.size, found.root.hex())


def check_checkpoints(service: Service) -> OnRecord:
    """Every checkpoint in the database: its signature, its columns, its stamp, and none gone."""
    with service.db.read() as session:
        origin = origin_of(installation(session).system_id)
        said = _said(session.scalars(select(AuditEvent.data).where(AuditEvent.action == MADE)))
    keys = service.authority.log_public_keys()
    anchors = service.authority.stamp_anchors()
    heads, problems = [], []
    for row in _all(service):
        said.discard((row.epoch, row.size, row.root))
        heads.append(audit.Head(row.epoch, row.size, row.root))
        code = _wrong(row, origin, keys) or _misstamped(row, anchors)
        if code:
            problems.append(Found(code, {"size": row.size}))
    problems += [Found("CHECKPOINT-REMOVED", {"size": size}) for _, size, _ in sorted(said)]
    return OnRecord(tuple(heads), tuple(problems))


def _all(service: Service) -> list[CheckpointRow]:
    found: list[CheckpointRow] = []
    while True:
        with service.db.read() as session:
            rows = checkpoints(session, AT_ONCE, len(found))
        found += rows
        if len(rows) < AT_ONCE:
            return found


def _wrong(row: CheckpointRow, origin: str, keys: Sequence[bytes]) -> str:
    try:
        found = notes.open_checkpoint(row.note.encode(), origin, keys)
    except Invalid:
        return "CHECKPOINT-EDITED"
    same = (found.epoch, found.size, found.root.hex()) == (row.epoch, row.size, row.root)
    return "" if same else "CHECKPOINT-EDITED"


def _misstamped(row: CheckpointRow, anchors: Sequence[bytes]) -> str:
    if row.token is None:
        return ""
    digest = hashlib.sha256(row.note.encode()).digest()
    verdict = timestamps.check_token(row.token, digest, anchors=anchors)
    good = verdict.ok and verdict.gen_time == row.stamped_at
    return "" if good else "CHECKPOINT-TOKEN"


def _said(data: Iterable[str]) -> set[tuple[int, int, str]]:
    found = set()
    for one in map(told, data):
        epoch, size, root = one.get("epoch"), one.get("size"), one.get("root")
        if isinstance(epoch, int) and isinstance(size, int):
            found.add((epoch, size, str(root)))
    return found

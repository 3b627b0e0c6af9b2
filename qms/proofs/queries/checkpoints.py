"""Checkpoints as pages, programs and bundles read them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.orm import Session

from qms.audit.model import Checkpoint, CheckpointToken
from qms.errors import NotFound


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """One checkpoint; `token` (DER, over the SHA-256 of the note) may come later than the note."""

    epoch: int
    size: int
    root: str
    note: str
    made_at: datetime
    token: bytes | None
    stamped_at: datetime | None

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"checkpoint-{self.epoch}-{self.size:012d}.txt"


def checkpoints(session: Session, limit: int = 50, offset: int = 0) -> list[CheckpointRow]:
    """The newest first."""
    query = _rows().order_by(Checkpoint.made_at.desc(), Checkpoint.size.desc())
    return [_row(one) for one in session.execute(query.limit(limit).offset(offset))]


def newest(session: Session) -> CheckpointRow | None:
    """The last one made."""
    return next(iter(checkpoints(session, 1)), None)


def checkpoint(session: Session, epoch: int, size: int) -> CheckpointRow:
    """One of them; raises NotFound("CHECKPOINT-UNKNOWN")."""
    query = _rows().where(Checkpoint.epoch == epoch, Checkpoint.size == size)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound("CHECKPOINT-UNKNOWN")
    return _row(found)


def covering(session: Session, idx: int) -> CheckpointRow | None:
    """The first one that covers the event in this place: the earliest proof that it was there."""
    query = _rows().where(Checkpoint.size > idx).order_by(Checkpoint.size).limit(1)
    found = session.execute(query).first()
    return None if found is None else _row(found)


def unstamped(session: Session, limit: int) -> list[tuple[int, int]]:
    """(epoch, size) of those without a time-stamp, the newest first."""
    query = (
        select(Checkpoint.epoch, Checkpoint.size)
        .outerjoin(CheckpointToken, _own())
        .where(CheckpointToken.number.is_(None))
        .order_by(Checkpoint.made_at.desc())
        .limit(limit)
    )
    return [(row.epoch, row.size) for row in session.execute(query)]


def _rows() -> Select[Checkpoint, bytes, datetime]:
    query = select(Checkpoint, CheckpointToken.der, CheckpointToken.gen_time)
    return query.outerjoin(CheckpointToken, and_(_own(), CheckpointToken.number == 1))


def _own() -> ColumnElement[bool]:
    return and_(CheckpointToken.epoch == Checkpoint.epoch, CheckpointToken.size == Checkpoint.size)


def _row(found: Row[Checkpoint, bytes, datetime]) -> CheckpointRow:
    row, token, stamped_at = found
    return CheckpointRow(row.epoch, row.size, row.root, row.note, row.made_at, token, stamped_at)

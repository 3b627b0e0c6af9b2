"""A Word file with tracked changes: asked for by a person, made by the jobs process, kept."""

import uuid
from datetime import datetime

from qms import outbox
from qms.documents.acts.case import lock_document
from qms.documents.model import Redline
from qms.documents.queries.comparison import (
    Beside,
    RedlineLine,
    RedlineState,
    beside,
    redline_line,
)
from qms.errors import QmsError
from qms.people.queries import lock_actor
from qms.service import Service
from qms.store import read_bytes
from qms.word import Limits
from qms.word.redline import find_engine, redline

KIND = "redline"
FOLDER = "programs"  # in the instance: unpacked once, can be thrown away


def ask_redline(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    *,
    base: str | None = None,
    file: str | None = None,
) -> RedlineLine:
    """Have the redline made unless it is there or under way; what failed may be tried again."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        pair = beside(session, actor, revision_id, now, base=base, file=file)
        lock_document(session, pair.document_id)
        known = redline_line(session, pair.old.sha256, pair.new.sha256)
        if known.state in (RedlineState.READY, RedlineState.WAITING):
            return known
        row = session.get(Redline, (pair.old.sha256, pair.new.sha256))
        if row is None:
            row = _row(pair, actor_id, now)
            session.add(row)
        row.failure, row.ended_at, row.asked_at, row.asked_by = None, None, now, actor_id
        payload = {"old": row.old_sha256, "new": row.new_sha256}
        outbox.put(session, KIND, payload, now=now, key=f"{row.old_sha256}:{row.new_sha256}")
        return RedlineLine(RedlineState.WAITING)


def make_redline(service: Service, old_sha256: str, new_sha256: str) -> RedlineLine:
    """Make what was asked for, outside of any transaction; what goes wrong is its answer."""
    with service.db.read() as session:
        row = session.get(Redline, (old_sha256, new_sha256))
        if row is None or row.ended_at is not None:
            return redline_line(session, old_sha256, new_sha256)
        author, at = row.author, row.changed_at
    try:
        made = redline_bytes(service, old_sha256, new_sha256, author, at)
        return _ended(service, old_sha256, new_sha256, service.store.put(made).sha256, None)
    except QmsError as error:
        return _ended(service, old_sha256, new_sha256, None, error.code)


def redline_bytes(
    service: Service, old_sha256: str, new_sha256: str, author: str, at: datetime
) -> bytes:
    """The file itself, made now; raises what `qms.word.redline` raises."""
    engine = find_engine(service.settings.instance / FOLDER)
    old, new = read_bytes(service.store, old_sha256), read_bytes(service.store, new_sha256)
    limits = Limits(file=service.settings.max_upload_bytes)
    return redline(old, new, author, engine=engine, at=at, limits=limits)


def _row(pair: Beside, actor_id: uuid.UUID, now: datetime) -> Redline:
    return Redline(
        old_sha256=pair.old.sha256,
        new_sha256=pair.new.sha256,
        author=pair.author,
        changed_at=pair.new.at,
        asked_at=now,
        asked_by=actor_id,
    )


def _ended(
    service: Service, old_sha256: str, new_sha256: str, sha256: str | None, failure: str | None
) -> RedlineLine:
    with service.db.write() as session:
        row = session.get_one(Redline, (old_sha256, new_sha256), with_for_update=True)
        row.sha256, row.failure, row.ended_at = sha256, failure, service.now()
        session.flush()
        return redline_line(session, old_sha256, new_sha256)

"""Reading approved texts for citations: derived, so it may be thrown away and made again."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from qms.db import dialect_of
from qms.references.model import Citation, CitationReading
from qms.references.queries.derived import BATCH, prefixes, unread
from qms.references.rules.citations import Cited, rules_in_use
from qms.service import Service


def read_citations(service: Service, most: int | None = None) -> int:
    """Read every approved text that was not read by the present rules; returns how many.

    `most`: at the latest then stop, as a page does that only wants to be up to date.
    """
    done = 0
    while most is None or done < most:
        limit = BATCH if most is None else min(BATCH, most - done)
        read = _read_some(service, limit)
        done += read
        if read < limit:
            break
    return done


def forget_citations(service: Service) -> None:
    """Throw away what was read; the jobs process reads it again."""
    with service.db.write() as session:
        session.execute(delete(Citation))
        session.execute(delete(CitationReading))


def _read_some(service: Service, limit: int) -> int:
    with service.db.read() as session:
        known = prefixes(session)
        rules = rules_in_use(known)
        waiting = unread(session, rules, limit)
    if not waiting:
        return 0
    read = [(one.revision_id, one.citations(known)) for one in waiting]
    with service.db.write() as session:
        for revision_id, found in read:
            _keep(session, revision_id, rules, found, service.now())
    return len(read)


def _keep(
    session: Session, revision_id: uuid.UUID, rules: str, found: Sequence[Cited], now: datetime
) -> None:
    """What was read of one revision, unless another process was as quick."""
    stale = CitationReading.revision_id == revision_id, CitationReading.rules != rules
    session.execute(delete(CitationReading).where(*stale))
    insert = sqlite.insert if dialect_of(session) == "sqlite" else postgresql.insert
    once = insert(CitationReading).values(revision_id=revision_id, rules=rules, read_at=now)
    taken = once.on_conflict_do_nothing().returning(CitationReading.revision_id)
    if session.execute(taken).first() is None:
        return
    session.execute(delete(Citation).where(Citation.revision_id == revision_id))
    session.add_all(
        Citation(
            revision_id=revision_id,
            number=number,
            kind=one.kind,
            key=one.key,
            base=one.base,
            written=one.written,
            position=one.position,
            heading=one.heading,
            snippet=one.snippet,
            sure=one.sure,
            dated=one.dated,
        )
        for number, one in enumerate(found, 1)
    )
    session.flush()

"""Whether the present revision of a document carries the seal, for its page."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Revision
from qms.documents.rules.numbering import number_text
from qms.people.queries import names
from qms.people.rules import Actor
from qms.sealing.model import SealUse
from qms.sealing.queries.clerks import is_clerk
from qms.sealing.queries.papers import waiting_rows


@dataclass(frozen=True, slots=True)
class SealState:
    """Sealed, or waiting for it; `may_seal` for the clerk who is asked."""

    revision_id: uuid.UUID
    number: str
    sealed_at: datetime | None
    clerk: str
    may_seal: bool


def seal_states(
    session: Session,
    actor: Actor,
    document_id: uuid.UUID,
    now: datetime,
    revision_id: uuid.UUID | None = None,
) -> list[SealState]:
    """What waits for the seal, and its last use, of a document or of one revision of it."""
    which = Revision.id == revision_id if revision_id else Revision.document_id == document_id
    waiting = session.execute(waiting_rows(now).where(which)).all()
    keeps = bool(waiting) and is_clerk(session, actor.id, now)
    found = [
        SealState(one.id, _number(one), None, "", keeps and one.approved_by != actor.id)
        for one, _ in waiting
    ]
    query = (
        select(SealUse, Revision)
        .join(Revision, Revision.id == SealUse.revision_id)
        .where(which)
        .order_by(SealUse.sealed_at.desc())
        .limit(1)
    )
    for use, revision in session.execute(query):
        clerk = names(session, [use.clerk_id])[use.clerk_id].full_name
        found.append(SealState(revision.id, _number(revision), use.sealed_at, clerk, False))
    return found


def _number(revision: Revision) -> str:
    return number_text(revision.edition, revision.revision)

"""Whether the present revision of a document carries the seal, for its page."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.people.queries import names
from qms.people.rules import Actor
from qms.sealing.model import SealUse
from qms.sealing.queries.clerks import is_clerk
from qms.sealing.queries.papers import waiting_rows


@dataclass(frozen=True, slots=True)
class SealState:
    """Sealed, or waiting for it; `may_seal` for the clerk who is asked."""

    revision_id: uuid.UUID
    sealed_at: datetime | None
    clerk: str
    may_seal: bool


def seal_states(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> list[SealState]:
    """What waits for the seal, and the last use of it on this document; nothing where neither."""
    waiting = session.execute(waiting_rows(now).where(Document.id == document_id)).all()
    keeps = bool(waiting) and is_clerk(session, actor.id, now)
    found = [
        SealState(one.id, None, "", keeps and one.approved_by != actor.id) for one, _ in waiting
    ]
    query = (
        select(SealUse)
        .join(Revision, Revision.id == SealUse.revision_id)
        .where(Revision.document_id == document_id)
        .order_by(SealUse.sealed_at.desc())
        .limit(1)
    )
    use = session.scalars(query).one_or_none()
    if use is not None:
        clerk = names(session, [use.clerk_id])[use.clerk_id].full_name
        found.append(SealState(use.revision_id, use.sealed_at, clerk, False))
    return found

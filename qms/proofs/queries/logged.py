"""What the log of the installation holds about statements, with the proof of each event's place."""

import json
import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, signing
from qms.audit import AuditEvent
from qms.documents.model import Revision
from qms.errors import NotFound, Unavailable

MARK = "statement_sha256"
# An act is logged in the transaction that records its signature; the PDF and its time-stamp are
# made in between, after the time that is signed.
AROUND = timedelta(minutes=15)
AT_ONCE = 1_000


def receipts(
    session: Session, found: Sequence[signing.Evidence], document_id: uuid.UUID | None
) -> dict[str, audit.Inclusion]:
    """Statement's hash -> the receipt of the event that tells of its signature.

    About one document the events are found by their object, about a period by their time. A
    statement whose event the tree does not hold yet has none.
    """
    wanted = {one.sha256 for one in found}
    size = audit.tree_size(session)
    told: dict[str, audit.Inclusion] = {}
    for event, sha256 in list(_events(session, found, document_id)):
        if sha256 in wanted and sha256 not in told:
            try:
                told[sha256] = audit.inclusion_of(session, event, size)
            except (NotFound, Unavailable):
                continue
    return told


def _events(
    session: Session, found: Sequence[signing.Evidence], document_id: uuid.UUID | None
) -> Iterator[tuple[uuid.UUID, str]]:
    if not found:
        return
    query = select(AuditEvent.event_uuid, AuditEvent.data).where(AuditEvent.data.contains(MARK))
    if document_id is None:
        times = [one.signed_at for one in found]
        first, last = min(times) - AROUND, max(times) + AROUND
        query = query.where(AuditEvent.at >= first, AuditEvent.at <= last)
    else:
        query = query.where(AuditEvent.object_id.in_(_objects(session, found, document_id)))
    for row in session.execute(query.order_by(AuditEvent.id).execution_options(yield_per=AT_ONCE)):
        sha256 = _statement(row.data)
        if sha256:
            yield row.event_uuid, sha256


def _objects(
    session: Session, found: Sequence[signing.Evidence], document_id: uuid.UUID
) -> Collection[uuid.UUID]:
    revisions = select(Revision.id).where(Revision.document_id == document_id)
    return {document_id, *session.scalars(revisions), *(one.subject_id for one in found)}


def _statement(data: str) -> str:
    try:
        value = json.loads(data).get(MARK)
    except (ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""

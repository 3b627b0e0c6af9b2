""" "Đã nhận và đọc": one person, one revision in force, exactly this file (ISO 9001, 7.5.3.2 a)."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.distribution.model import Acknowledgement
from qms.distribution.queries.circle import readers
from qms.distribution.schemas import Acknowledge
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import document_facts, period_of
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import DEAD, Standing, standing
from qms.errors import Conflict, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.service import Service


def acknowledge(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, read: Acknowledge
) -> uuid.UUID:
    """This person has received and read this revision; returns the document."""
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        document, revision = _readable(session, actor, revision_id, now)
        if read.sha256 not in {revision.docx_sha256, revision.pdf_sha256}:
            raise Conflict("ACKNOWLEDGED-OTHER-FILE")
        _not_before(session, actor, revision)
        if not _is_asked(session, actor, document, now):
            raise Conflict("ACKNOWLEDGE-NOT-ASKED", code=document.code)
        row = Acknowledgement(
            revision_id=revision.id, person_id=actor.id, sha256=read.sha256, acknowledged_at=now
        )
        session.add(row)
        session.flush()
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=actor.id,
            action="distribution.reading.acknowledged",
            object_kind="reading_acknowledgement",
            object_id=row.id,
            data={
                "document_id": str(document.id),
                "revision_id": str(revision.id),
                "person_id": str(actor.id),
                "sha256": read.sha256,
            },
        )
        return document.id


def _readable(
    session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime
) -> tuple[Document, Revision]:
    """What is in force for this person; whoever read an ended one is told of the present one."""
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    document = session.get_one(Document, revision.document_id)
    if not permissions.may_read_in_force(actor, document_facts(session, document)):
        raise NotFound("DOCUMENT-NOT-FOUND")
    stands = standing(revision.state, period_of(revision), now)
    if stands in DEAD:
        raise _outdated(session, document, revision, now)
    if stands is not Standing.IN_FORCE:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return document, revision


def _outdated(session: Session, document: Document, old: Revision, now: datetime) -> Conflict:
    query = select(Revision).where(Revision.document_id == document.id, in_force_at(now))
    current = session.scalars(query).one_or_none()
    number = number_text(old.edition, old.revision)
    if current is None:
        return Conflict("ACKNOWLEDGE-WITHDRAWN", code=document.code, number=number)
    return Conflict(
        "ACKNOWLEDGE-OUTDATED",
        code=document.code,
        number=number,
        current=number_text(current.edition, current.revision),
        revision_id=str(current.id),
        document_id=str(document.id),
    )


def _not_before(session: Session, actor: Actor, revision: Revision) -> None:
    query = select(Acknowledgement.acknowledged_at).where(
        Acknowledgement.revision_id == revision.id, Acknowledgement.person_id == actor.id
    )
    at = session.scalar(query)
    if at is not None:
        raise Conflict("ACKNOWLEDGED-ALREADY", at=at)


def _is_asked(session: Session, actor: Actor, document: Document, now: datetime) -> bool:
    query = readers(now, person_id=actor.id, document_id=document.id)
    return session.execute(query.limit(1)).first() is not None

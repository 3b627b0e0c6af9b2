"""Which bytes a person may have, and under which name."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import word
from qms.documents.model import Document, DraftFile, Revision
from qms.documents.queries.facts import document_facts, last_approved, latest_file, period_of
from qms.documents.queries.timeline import facts_of_revision
from qms.documents.rules import permissions
from qms.documents.rules.period import Standing, standing
from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.rules import Actor
from qms.service import Service
from qms.store import read_bytes


@dataclass(frozen=True, slots=True)
class FileToSend:
    """A stored file with the name it is sent under; `standing` tells how to mark it."""

    sha256: str
    name: str
    document_id: uuid.UUID
    revision_id: uuid.UUID
    standing: Standing


def reading_file(
    session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime
) -> FileToSend:
    """The file of a revision for somebody who may see it: in force for readers, else by right."""
    document, revision, stands = _permitted(session, actor, revision_id, now)
    sha256 = revision.docx_sha256
    if sha256 is None:
        present = latest_file(session, revision.id)
        if present is None:
            raise NotFound("FILE-NOT-FOUND")
        sha256 = present.sha256
    return FileToSend(sha256, _name(document, revision), document.id, revision.id, stands)


def draft_file(
    session: Session, actor: Actor, revision_id: uuid.UUID, number: int, now: datetime
) -> FileToSend:
    """One upload of a revision, by its number."""
    document, revision, stands = _permitted(session, actor, revision_id, now)
    query = select(DraftFile.sha256).where(
        DraftFile.revision_id == revision.id, DraftFile.number == number
    )
    sha256 = session.scalar(query)
    if sha256 is None:
        raise NotFound("FILE-NOT-FOUND")
    return FileToSend(sha256, _name(document, revision), document.id, revision.id, stands)


def file_to_edit(
    service: Service, actor: Actor, revision_id: uuid.UUID
) -> tuple[bytes, str, uuid.UUID]:
    """The present draft (or what it follows) carrying its identity and base, ready for Word."""
    now = service.now()
    with service.db.read() as session:
        document, revision, _ = _permitted(session, actor, revision_id, now)
        if not permissions.may_draft(actor, document_facts(session, document)):
            raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act="edit")
        base = base_sha256(session, revision)
    if not base:
        raise Conflict("NOTHING-TO-EDIT-YET")
    identity = word.Identity(document.id, revision.id, document.code, base)
    return (
        word.with_identity(read_bytes(service.store, base), identity),
        _name(document, revision),
        document.id,
    )


def base_sha256(session: Session, revision: Revision) -> str:
    """The hash a new upload must be based on; empty for the very first file of a document."""
    present = latest_file(session, revision.id)
    if present is not None:
        return present.sha256
    predecessor = last_approved(session, revision.document_id)
    return (predecessor.docx_sha256 or "") if predecessor is not None else ""


def _permitted(
    session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime
) -> tuple[Document, Revision, Standing]:
    revision = session.get(Revision, revision_id)
    if revision is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    document = session.get_one(Document, revision.document_id)
    facts = document_facts(session, document)
    stands = standing(revision.state, period_of(revision), now)
    own = facts_of_revision(session, actor, document, revision, now)
    if not permissions.may_see_revision(actor, facts, own, stands):
        raise NotFound("DOCUMENT-NOT-FOUND")
    return document, revision, stands


def _name(document: Document, revision: Revision) -> str:
    return word.download_name(document.code, revision.edition, revision.revision, revision.title)

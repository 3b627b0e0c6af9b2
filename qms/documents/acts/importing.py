"""Bringing a file of a prepared set into the register: one document per transaction, repeatable."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, word
from qms.documents.acts.case import add_author
from qms.documents.acts.draft import add_revision
from qms.documents.acts.register import add_document
from qms.documents.acts.upload import add_text, limits
from qms.documents.model import Document, DraftFile, Revision
from qms.documents.queries.facts import latest_file
from qms.documents.rules import numbering
from qms.documents.rules.states import State
from qms.documents.schemas import ImportRow
from qms.errors import Conflict
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.service import Service
from qms.store import Stored


class Imported(StrEnum):
    """What became of a row."""

    CREATED = "created"
    PRESENT = "present"  # the same bytes are there already: nothing to do


@dataclass(frozen=True, slots=True)
class _File:
    stored: Stored
    name: str
    content: word.Content


def import_document(
    service: Service,
    actor_id: uuid.UUID,
    row: ImportRow,
    data: bytes,
    adoption_id: uuid.UUID | None = None,
) -> Imported:
    """Register the document if new and put the file into a draft with the stated number."""
    report = word.guard(data, limits(service))
    if report.strippable:
        data = word.drop_embedded(data)
    file = _File(service.store.put(data), row.file, word.read_text(data))
    with service.db.write() as session:
        actor = lock_actor(session, actor_id, service.now())
        document = _document(session, actor, service, row)
        present = _revision(session, document, row)
        if present is not None:
            return _same(session, present, file)
        revision = _draft(session, actor, service, document, row, adoption_id)
        _attach(session, actor, service, revision, file)
        return Imported.CREATED


def _document(session: Session, actor: Actor, service: Service, row: ImportRow) -> Document:
    canonical = numbering.canonical_code(numbering.check_code(row.code))
    query = select(Document).where(Document.canonical_code == canonical).with_for_update()
    document = session.scalars(query).one_or_none()
    return document or add_document(session, actor, row, service.now())


def _revision(session: Session, document: Document, row: ImportRow) -> Revision | None:
    query = select(Revision).where(
        Revision.document_id == document.id,
        Revision.edition == row.edition,
        Revision.revision == row.revision,
        Revision.state.not_in([State.ABANDONED, State.CANCELLED]),
    )
    return session.scalars(query).one_or_none()


def _same(session: Session, present: Revision, file: _File) -> Imported:
    sha256 = present.docx_sha256
    if sha256 is None:
        draft = latest_file(session, present.id)
        sha256 = draft.sha256 if draft is not None else None
    if sha256 != file.stored.sha256:
        number = numbering.number_text(present.edition, present.revision)
        raise Conflict("IMPORT-DIFFERS", number=number)
    return Imported.PRESENT


def _draft(
    session: Session,
    actor: Actor,
    service: Service,
    document: Document,
    row: ImportRow,
    adoption_id: uuid.UUID | None,
) -> Revision:
    now = service.now()
    revision = add_revision(session, actor, document, (row.edition, row.revision), now)
    revision.title = row.title
    revision.change_summary = row.summary
    revision.effective_on = row.effective_on
    revision.adoption_id = adoption_id
    audit.record(
        session,
        act_id=audit.new_act(),
        at=now,
        actor_id=actor.id,
        action="documents.revision.imported",
        object_kind="revision",
        object_id=revision.id,
        data={"document_id": str(document.id), "code": document.code},
    )
    return revision


def _attach(
    session: Session, actor: Actor, service: Service, revision: Revision, file: _File
) -> None:
    add_text(session, file.stored.sha256, file.content)
    add_author(session, revision.id, actor.id)
    session.add(
        DraftFile(
            revision_id=revision.id,
            number=1,
            sha256=file.stored.sha256,
            size=file.stored.size,
            name=word.clean_file_name(file.name),
            uploaded_by=actor.id,
            uploaded_at=service.now(),
        )
    )

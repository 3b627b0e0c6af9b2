"""Bringing a file of a prepared set into the register: one document per transaction, repeatable."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, word
from qms.documents.acts.case import add_author
from qms.documents.acts.draft import add_revision, last_number, none_open
from qms.documents.acts.register import add_document, record_registered
from qms.documents.acts.submission import NotReady
from qms.documents.acts.upload import add_text, limits
from qms.documents.model import Adoption, Document, DraftFile, Revision
from qms.documents.queries.facts import document_facts, last_approved, latest_file
from qms.documents.rules import numbering, permissions
from qms.documents.rules.readiness import FileFacts, file_problems
from qms.documents.rules.states import Act, State
from qms.documents.schemas import ImportRow
from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor, Role
from qms.service import Service
from qms.store import Stored


class Imported(StrEnum):
    """What became of a row."""

    CREATED = "created"
    PRESENT = "present"  # the same bytes are there already: nothing to do
    LISTED = "listed"  # they were there as a draft, and are now on the list to be adopted


@dataclass(frozen=True, slots=True)
class Intake:
    """A file as it will be kept: guarded, embedded objects dropped, read."""

    data: bytes
    name: str
    content: word.Content
    dropped: tuple[word.Problem, ...]


@dataclass(frozen=True, slots=True)
class _Import:
    """One row under way inside its transaction."""

    session: Session
    service: Service
    actor: Actor
    row: ImportRow
    taken: Intake
    stored: Stored
    adoption_id: uuid.UUID | None
    act_id: uuid.UUID = field(default_factory=audit.new_act)

    def event(self, action: str, revision: Revision, document: Document) -> None:
        audit.record(
            self.session,
            act_id=self.act_id,
            at=self.service.now(),
            actor_id=self.actor.id,
            action=f"documents.revision.{action}",
            object_kind="revision",
            object_id=revision.id,
            data={
                "document_id": str(document.id),
                "code": document.code,
                "edition": revision.edition,
                "revision": revision.revision,
                "sha256": self.stored.sha256,
                "adoption_id": str(self.adoption_id or ""),
            },
        )


def take_in(service: Service, name: str, data: bytes) -> Intake:
    """Guard and read a file; objects it embeds are dropped, their pictures stay."""
    dropped = word.guard(data, limits(service)).strippable
    if dropped:
        data = word.drop_embedded(data)
    return Intake(data, word.clean_file_name(name), word.read_text(data), dropped)


def import_document(
    service: Service,
    actor_id: uuid.UUID,
    row: ImportRow,
    data: bytes,
    adoption_id: uuid.UUID | None = None,
) -> Imported:
    """Register the document if new and put the file into a draft with the stated number."""
    taken = take_in(service, row.file, data)
    stored = service.store.put(taken.data)
    with service.db.write() as session:
        actor = lock_actor(session, actor_id, service.now())
        _open_list(session, actor, adoption_id)
        work = _Import(session, service, actor, row, taken, stored, adoption_id)
        document = _document(work)
        present = present_revision(session, document.id, row)
        if present is not None:
            return _same(work, document, present)
        _create(work, document)
        return Imported.CREATED


def _open_list(session: Session, actor: Actor, adoption_id: uuid.UUID | None) -> None:
    """A list takes documents only until it is signed: what came later could never be adopted."""
    if adoption_id is None:
        return
    if not actor.has_everywhere(Role.QUALITY_MANAGER):
        raise NotAllowed("ADOPTION-NOT-ALLOWED")
    query = select(Adoption).where(Adoption.id == adoption_id).with_for_update()
    adoption = session.scalars(query).one_or_none()
    if adoption is None:
        raise NotFound("ADOPTION-NOT-FOUND")
    if adoption.signed_at is not None:
        raise Conflict("ADOPTION-ALREADY-SIGNED", number=adoption.decision_number)


def _document(work: _Import) -> Document:
    canonical = numbering.canonical_code(numbering.check_code(work.row.code))
    query = select(Document).where(Document.canonical_code == canonical)
    query = query.with_for_update(key_share=True)
    document = work.session.scalars(query).one_or_none()
    if document is None:
        document = add_document(work.session, work.actor, work.row, work.service.now())
        record_registered(work.session, work.actor, document, work.act_id)
    elif not permissions.may_draft(work.actor, document_facts(work.session, document)):
        raise NotAllowed("DOCUMENT-ACT-NOT-ALLOWED", act=Act.EDIT.value)
    return document


def present_revision(session: Session, document_id: uuid.UUID, row: ImportRow) -> Revision | None:
    """The revision that has the number of this row already."""
    query = select(Revision).where(
        Revision.document_id == document_id,
        Revision.edition == row.edition,
        Revision.revision == row.revision,
        Revision.state.not_in([State.ABANDONED, State.CANCELLED]),
    )
    return session.scalars(query).one_or_none()


def check_same(session: Session, present: Revision, sha256: str) -> None:
    """Raises Conflict("IMPORT-DIFFERS") where the number is taken by other bytes."""
    known = present.docx_sha256
    if known is None:
        draft = latest_file(session, present.id)
        known = draft.sha256 if draft is not None else None
    if known != sha256:
        number = numbering.number_text(present.edition, present.revision)
        raise Conflict("IMPORT-DIFFERS", number=number)


def check_new(session: Session, document: Document, row: ImportRow, *, adopting: bool) -> None:
    """A new number follows the last one; what has a version in force is revised, not adopted."""
    none_open(session, document)
    last = last_number(session, document.id)
    if last is not None and (row.edition, row.revision) < last:
        raise Conflict("IMPORT-OLDER", last=numbering.number_text(*last))
    if adopting and last_approved(session, document.id) is not None:
        raise Conflict("IMPORT-ADOPTS-OVER-APPROVED", code=document.code)


def check_adoptable(row: ImportRow, content: word.Content) -> None:
    """What is adopted is signed as it is: no tracked changes, comments or another code in it."""
    found = [{"code": one.code, **one.parameters} for one in word.submission_problems(content)]
    problems = file_problems(FileFacts(content.code or "", found), row.code)
    if problems:
        raise NotReady(problems)


def _same(work: _Import, document: Document, present: Revision) -> Imported:
    check_same(work.session, present, work.stored.sha256)
    wanted = work.adoption_id is not None and present.adoption_id is None
    if not wanted or present.state is not State.DRAFT:
        return Imported.PRESENT
    check_new_on_list(work, document)
    present.adoption_id, present.effective_on = work.adoption_id, work.row.effective_on
    work.event("listed", present, document)
    return Imported.LISTED


def check_new_on_list(work: _Import, document: Document) -> None:
    """The same conditions for a draft that was imported before its list was made."""
    check_adoptable(work.row, work.taken.content)
    if last_approved(work.session, document.id) is not None:
        raise Conflict("IMPORT-ADOPTS-OVER-APPROVED", code=document.code)


def _create(work: _Import, document: Document) -> None:
    row, adopting = work.row, work.adoption_id is not None
    check_new(work.session, document, row, adopting=adopting)
    if adopting:
        check_adoptable(row, work.taken.content)
    now = work.service.now()
    revision = add_revision(work.session, work.actor, document, (row.edition, row.revision), now)
    revision.title = row.title
    revision.change_summary = row.summary
    revision.effective_on = row.effective_on
    revision.adoption_id = work.adoption_id
    add_text(work.session, work.stored.sha256, work.taken.content)
    add_author(work.session, revision.id, work.actor.id)
    work.session.add(
        DraftFile(
            revision_id=revision.id,
            number=1,
            sha256=work.stored.sha256,
            size=work.stored.size,
            name=work.taken.name,
            dropped=[{"code": one.code, **one.parameters} for one in work.taken.dropped],
            uploaded_by=work.actor.id,
            uploaded_at=now,
        )
    )
    work.event("imported", revision, document)

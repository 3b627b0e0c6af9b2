"""Which bytes a person may have, and under which name."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import word
from qms.documents import wording
from qms.documents.model import Document, DocumentType, DraftFile, Revision, Round
from qms.documents.queries.controlled import prepared_form, wanted_form
from qms.documents.queries.facts import document_facts, last_approved, latest_file, period_of
from qms.documents.queries.signed_pdf import head_of_revision, head_of_round
from qms.documents.queries.timeline import facts_of_revision
from qms.documents.rules import permissions
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import Standing, standing
from qms.errors import Conflict, NotAllowed, NotFound
from qms.people.queries import names
from qms.people.rules import Actor
from qms.service import Service
from qms.store import read_bytes

TITLE_LONGEST = 90


MOST_FILES = 1_000_000  # no revision has so many; a larger number is no place to look


@dataclass(frozen=True, slots=True)
class FileToSend:
    """A stored file with the name it is sent under; `standing` tells how to mark it."""

    sha256: str
    name: str
    document_id: uuid.UUID
    revision_id: uuid.UUID
    standing: Standing


@dataclass(frozen=True, slots=True)
class Readable:
    """What there is to read of a revision: its Word file and, where it has one, its PDF."""

    file: FileToSend
    pdf_sha256: str | None
    pdf_wanted: bool  # the type has PDFs: where this revision has none, one is made to read
    is_form: bool
    code: str
    public_token: str
    note: str  # who approved it and from when it is in force; empty before
    original: bool  # whether this person may have the files untouched


def readable(session: Session, actor: Actor, revision_id: uuid.UUID, now: datetime) -> Readable:
    """What somebody who may see this revision may read: in force for readers, else by right."""
    document, revision, stands = _permitted(session, actor, revision_id, now)
    kind = session.get_one(DocumentType, document.type_code)
    docx, pdf = _bytes_to_read(session, document, revision)
    facts = document_facts(session, document)
    own = facts_of_revision(session, actor, document, revision, now)
    name = _reading_name(document, revision, stands)
    return Readable(
        file=FileToSend(docx, name, document.id, revision.id, stands),
        pdf_sha256=pdf,
        pdf_wanted=kind.requires_pdf,
        is_form=kind.is_form,
        code=document.code,
        public_token=revision.public_token,
        note=approval_note(session, revision),
        original=permissions.may_see_history(actor, facts) or permissions.is_party(actor, own),
    )


def approval_note(session: Session, revision: Revision) -> str:
    """What every copy of an approved revision says of its approval."""
    if revision.effective_at is None or revision.approved_by is None:
        return ""
    name = names(session, [revision.approved_by])[revision.approved_by].full_name
    return wording.copy_note(
        (revision.edition, revision.revision),
        revision.effective_at,
        name,
        adopted=revision.adoption_id is not None,
    )


def _bytes_to_read(
    session: Session, document: Document, revision: Revision
) -> tuple[str, str | None]:
    """What was approved; else what runs through review; else what was prepared or uploaded.

    A PDF comes with the signatures that were appended to it so far.
    """
    if revision.docx_sha256 is not None:
        signed = head_of_revision(session, revision)
        return revision.docx_sha256, signed.sha256 if signed is not None else revision.pdf_sha256
    running = session.scalars(
        select(Round).where(Round.revision_id == revision.id, Round.ended_at.is_(None))
    ).one_or_none()
    if running is not None:
        signed = head_of_round(session, running)
        return running.docx_sha256, signed.sha256 if signed is not None else running.pdf_sha256
    present = latest_file(session, revision.id)
    if present is None:
        raise NotFound("FILE-NOT-FOUND")
    form = prepared_form(session, revision.id, wanted_form(session, document, revision))
    return (form.docx_sha256, form.pdf_sha256) if form else (present.sha256, None)


def original_file(
    session: Session, actor: Actor, revision_id: uuid.UUID, kind: str, now: datetime
) -> FileToSend:
    """The very bytes that were signed, `docx` or `pdf`, for who answers for them or audits them."""
    found = readable(session, actor, revision_id, now)
    if not found.original:
        raise NotAllowed("ORIGINAL-NOT-ALLOWED")
    if kind == "docx":
        return found.file
    if found.pdf_sha256 is None:
        raise NotFound("FILE-NOT-FOUND")
    name = found.file.name.removesuffix(".docx") + ".pdf"
    return replace(found.file, sha256=found.pdf_sha256, name=name)


def draft_file(
    session: Session, actor: Actor, revision_id: uuid.UUID, number: int, now: datetime
) -> FileToSend:
    """One upload of a revision, by its number."""
    document, revision, stands = _permitted(session, actor, revision_id, now)
    facts = document_facts(session, document)
    own = facts_of_revision(session, actor, document, revision, now)
    if number > MOST_FILES or not permissions.may_see_making(actor, facts, own, stands):
        raise NotFound("FILE-NOT-FOUND")
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


# Words on the copy itself: they do not follow the language of whoever takes it.
_MARKS = {
    Standing.SUPERSEDED: "HẾT HIỆU LỰC",
    Standing.WITHDRAWN: "HẾT HIỆU LỰC",
    Standing.CANCELLED: "ĐÃ HỦY",
    Standing.ABANDONED: "ĐÃ HỦY",
    Standing.SCHEDULED: "CHƯA CÓ HIỆU LỰC",
    Standing.DRAFT: "DỰ THẢO",
    Standing.IN_REVIEW: "DỰ THẢO",
    Standing.IN_APPROVAL: "DỰ THẢO",
}


def _reading_name(document: Document, revision: Revision, stands: Standing) -> str:
    """A copy to read says in its name which it is, and in front whether it is not in force."""
    number = number_text(revision.edition, revision.revision).replace("/", "-")
    name = f"{document.code.replace('/', '-')} {number} {revision.title[:TITLE_LONGEST]}.docx"
    mark = _MARKS.get(stands)
    return word.clean_file_name(f"{mark} - {name}" if mark else name)


def _name(document: Document, revision: Revision) -> str:
    return word.download_name(document.code, revision.edition, revision.revision, revision.title)

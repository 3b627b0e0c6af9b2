"""Preparing: the upload gets its controlled form and, where the type has one, its PDF.

Slow, so it happens before any transaction, which checks that nothing has changed meanwhile.
"""

import uuid

from sqlalchemy.orm import Session

from qms import signing, word
from qms.documents.acts.case import Case, add_author, load_case
from qms.documents.acts.upload import add_text
from qms.documents.model import DraftPdf, PreparedFile, SignablePdf
from qms.documents.queries.controlled import (
    Form,
    Wanted,
    bare_pdf,
    find_prepared,
    hands,
    prepared_form,
    signable_pdf,
    wanted_form,
)
from qms.documents.rules.states import Act
from qms.errors import Conflict
from qms.service import Service
from qms.store import read_bytes


def prepare(service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID) -> None:
    """Bring the present draft into its controlled form.

    Where the type requires a PDF and none can be made, the Word file is prepared all the same and
    the reason is raised: Unavailable("PDF-CONVERTER-ABSENT"), "PDF-TIMEOUT" and their like.
    """
    wanted, docx_sha256, needs_pdf = _state(service, actor_id, revision_id)
    if docx_sha256 is None:
        docx_sha256 = _prepare_docx(service, actor_id, revision_id, wanted)
    if needs_pdf:
        _prepare_pdf(service, actor_id, revision_id, wanted, docx_sha256)
    _prepare_places(service, revision_id, wanted)


def _state(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID
) -> tuple[Wanted, str | None, bool]:
    """What is wanted, what was prepared of it, and whether a PDF is still to be made."""
    with service.db.read() as session:
        case = load_case(session, service, actor_id, revision_id)
        case.allow(Act.EDIT)
        wanted = _wanted(case)
        found = find_prepared(session, revision_id, wanted)
        if found is None:
            return wanted, None, wanted.requires_pdf
        bare = bare_pdf(session, revision_id, wanted)
        return wanted, found.docx_sha256, wanted.requires_pdf and bare is None


def _prepare_docx(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, wanted: Wanted
) -> str:
    source = read_bytes(service.store, wanted.source_sha256)
    layout = read_bytes(service.store, wanted.layout_sha256) if wanted.layout_sha256 else None
    data = word.controlled(source, wanted.facts, layout)
    content = word.read_text(data)
    stored = service.store.put(data)
    with service.db.write() as session:
        case = _unchanged(session, service, actor_id, revision_id, wanted)
        if find_prepared(session, revision_id, wanted) is None:  # else somebody was as quick
            add_text(session, stored.sha256, content)
            made = PreparedFile(
                revision_id=revision_id,
                fingerprint=wanted.fingerprint,
                source_sha256=wanted.source_sha256,
                docx_sha256=stored.sha256,
                docx_size=stored.size,
                made_at=case.now,
            )
            session.add(made)
            case.event("prepared", docx_sha256=stored.sha256)
    return stored.sha256


def _prepare_pdf(
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    wanted: Wanted,
    docx_sha256: str,
) -> None:
    rendition = word.to_pdf(read_bytes(service.store, docx_sha256), service.converter)
    stored = service.store.put(rendition.data)
    with service.db.write() as session:
        case = _unchanged(session, service, actor_id, revision_id, wanted)
        made = find_prepared(session, revision_id, wanted)
        if made is None or made.pdf_sha256 is not None:
            return
        made.pdf_sha256, made.pdf_size = stored.sha256, stored.size
        made.pdf_pages = rendition.pages
        case.event("rendered", docx_sha256=docx_sha256, pdf_sha256=stored.sha256)


def _prepare_places(service: Service, revision_id: uuid.UUID, wanted: Wanted) -> None:
    """Give the PDF its empty signature fields, before the first of them is signed."""
    with service.db.read() as session:
        bare, signers = bare_pdf(session, revision_id, wanted), hands(session, revision_id)
        if bare is None or signable_pdf(session, bare[0], signers) is not None:
            return
    form = word.signing_form(
        read_bytes(service.store, bare[0]), signers.reviewers, seal=signers.seal
    )
    stored = service.store.put(signing.pdf.with_fields(form.data, form.places))
    with service.db.write() as session:
        if signable_pdf(session, bare[0], signers) is None:  # else somebody was as quick
            made = SignablePdf(
                base_sha256=bare[0],
                reviewers=signers.reviewers,
                seal=signers.seal,
                sha256=stored.sha256,
                size=stored.size,
                places=list(form.places),
                made_at=service.now(),
            )
            session.add(made)


def _unchanged(
    session: Session,
    service: Service,
    actor_id: uuid.UUID,
    revision_id: uuid.UUID,
    wanted: Wanted,
) -> Case:
    """The case, if nothing of what the form is made from has changed meanwhile."""
    case = load_case(session, service, actor_id, revision_id)
    case.allow(Act.EDIT)
    if _wanted(case) != wanted:
        raise Conflict("PREPARED-MEANWHILE-CHANGED")
    return case


def take_author_pdf(
    service: Service, actor_id: uuid.UUID, revision_id: uuid.UUID, data: bytes, name: str
) -> None:
    """A PDF the author made of the prepared Word file, where the service cannot make one.

    Only without scripts, forms, layers, attachments or encryption, and with the file's text in it.
    """
    wanted, docx_sha256, _ = _state(service, actor_id, revision_id)
    if docx_sha256 is None:
        docx_sha256 = _prepare_docx(service, actor_id, revision_id, wanted)
    rendition = word.check_author_pdf(data, read_bytes(service.store, docx_sha256))
    stored = service.store.put(data)
    with service.db.write() as session:
        case = _unchanged(session, service, actor_id, revision_id, wanted)
        session.add(
            DraftPdf(
                revision_id=revision_id,
                docx_sha256=docx_sha256,
                sha256=stored.sha256,
                size=stored.size,
                name=word.clean_file_name(name),
                pages=rendition.pages,
                uploaded_by=case.actor.id,
                uploaded_at=case.now,
            )
        )
        add_author(session, revision_id, case.actor.id)
        case.event("pdf_uploaded", docx_sha256=docx_sha256, pdf_sha256=stored.sha256)
    _prepare_places(service, revision_id, wanted)


class NotPrepared(Conflict):
    """The present draft has no controlled form yet, or has changed since it got one."""

    code = "SUBMIT-NOT-PREPARED"


def present_form(case: Case) -> Form:
    """The controlled form of the present draft, whole.

    Raises Conflict("SUBMIT-NOT-PREPARED"), and Conflict("SUBMIT-WITHOUT-PDF") where the type
    requires a PDF and there is none: such a revision is never issued.
    """
    wanted = _wanted(case)
    form = prepared_form(case.session, case.revision.id, wanted)
    if form is None:
        raise NotPrepared()
    if wanted.requires_pdf and form.pdf_sha256 is None:
        raise Conflict("SUBMIT-WITHOUT-PDF")
    return form


def _wanted(case: Case) -> Wanted:
    return wanted_form(case.session, case.document, case.revision)

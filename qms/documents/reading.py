"""What a reader takes away: a stamped copy of the PDF, or a form that knows its identity.

The approved bytes themselves are never changed; a copy is made anew each time it is asked for.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from qms import audit, word
from qms.documents import wording
from qms.documents.model import Rendition, Revision
from qms.documents.queries.files import Readable
from qms.documents.queries.signed_pdf import head_of_revision
from qms.documents.rules.period import Standing
from qms.errors import NotFound
from qms.service import Service
from qms.store import read_bytes
from qms.word import DOCX, PDF

PUBLIC = "/t/"  # the page that a QR code opens


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to hand out."""

    data: bytes
    media_type: str
    name: str


def public_address(service: Service, token: str) -> str:
    """Where anybody can ask whether the copy in hand is still in force."""
    return f"{service.settings.public_url}{PUBLIC}{token}"


def reading_copy(service: Service, found: Readable, reader: str, now: datetime) -> Copy:
    """The copy for this reader: slow, so outside of any transaction.

    Where the type has PDFs and none can be made, the stamped Word file is handed out instead.
    """
    docx = read_bytes(service.store, found.file.sha256)
    if found.is_form:
        return Copy(_form(service, docx, found), DOCX, found.file.name)
    with service.db.read() as session:
        checkpoint = audit.printed_checkpoint(session)
    stamp = word.Stamp(
        line=wording.copy_line(reader, now),
        note=found.note,
        mark=wording.copy_mark(found.file.standing),
        qr=public_address(service, found.public_token),
        beyond=checkpoint,
    )
    if found.pdf_sha256 is None and not (found.pdf_wanted and service.converter):
        return Copy(word.stamped_docx(docx, stamp), DOCX, found.file.name)
    pdf = _pdf(service, found.file.sha256, found.pdf_sha256)
    return Copy(word.stamped_pdf(pdf, stamp), PDF, f"{found.file.name.removesuffix('.docx')}.pdf")


def reading_pdf(service: Service, revision_id: uuid.UUID) -> bytes:
    """The PDF of an approved revision, unstamped: the signed one, or one made of an adopted file.

    Raises Unavailable("PDF-CONVERTER-ABSENT") where it has none and none can be made.
    """
    with service.db.read() as session:
        revision = session.get(Revision, revision_id)
        if revision is None or revision.docx_sha256 is None:
            raise NotFound("FILE-NOT-FOUND")
        signed = head_of_revision(session, revision)
        docx_sha256 = revision.docx_sha256
        pdf_sha256 = signed.sha256 if signed is not None else revision.pdf_sha256
    return _pdf(service, docx_sha256, pdf_sha256)


def _form(service: Service, docx: bytes, found: Readable) -> bytes:
    """A form in force goes out clean, to be filled; any other is marked on every page."""
    file = found.file
    identity = word.Identity(file.document_id, file.revision_id, found.code, file.sha256)
    data = word.with_identity(docx, identity)
    if file.standing is Standing.IN_FORCE:
        return data
    mark = wording.copy_mark(file.standing)
    qr = public_address(service, found.public_token)
    return word.stamped_docx(data, word.Stamp(line=mark, mark=mark, qr=qr))


def _pdf(service: Service, docx_sha256: str, pdf_sha256: str | None) -> bytes:
    """The original where there is one, else a rendition that is made once."""
    if pdf_sha256 is not None:
        return read_bytes(service.store, pdf_sha256)
    with service.db.read() as session:
        made = session.get(Rendition, docx_sha256)
        kept = made.pdf_sha256 if made is not None else None
    if kept is not None and service.store.has(kept):
        return read_bytes(service.store, kept)
    rendition = word.to_pdf(read_bytes(service.store, docx_sha256), service.converter)
    stored = service.store.put(rendition.data)
    with service.db.write() as session:
        session.merge(
            Rendition(
                docx_sha256=docx_sha256,
                pdf_sha256=stored.sha256,
                pdf_size=stored.size,
                pages=rendition.pages,
                made_at=service.now(),
            )
        )
    return rendition.data

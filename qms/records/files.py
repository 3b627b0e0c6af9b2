"""Files of a record on their way out: the form with what is known, the record itself, its PDF."""

import uuid
from dataclasses import dataclass

from qms import word
from qms.errors import NotFound
from qms.people.rules import Actor
from qms.records import values
from qms.records.queries.record import RecordPage, record_page
from qms.service import Service
from qms.store import read_bytes
from qms.word.fill import filled


@dataclass(frozen=True, slots=True)
class RecordFile:
    """Bytes to send, under a name that says which record they are."""

    data: bytes
    name: str
    document_id: uuid.UUID
    revision_id: uuid.UUID


def prefilled(service: Service, actor: Actor, record_id: uuid.UUID) -> RecordFile:
    """The form of a record with what was typed so far, knowing which form version it is."""
    page = _page(service, actor, record_id)
    if page.disposed_at is not None:
        raise NotFound("RECORD-NO-FILE")
    form = read_bytes(service.store, page.form_sha256)
    identity = word.Identity(page.document_id, page.revision_id, page.form, page.form_sha256)
    data = word.with_identity(filled(form, values.trimmed(page.values)), identity)
    return _file(page, data, "dien-san.docx")


def record_file(service: Service, actor: Actor, record_id: uuid.UUID) -> RecordFile:
    """The Word file that is the record, proven on its way out; raises Broken where it is not."""
    page = _page(service, actor, record_id)
    if page.docx_sha256 is None or page.disposed_at is not None:
        raise NotFound("RECORD-NO-FILE")
    return _file(page, read_bytes(service.store, page.docx_sha256), "docx")


def record_pdf(service: Service, actor: Actor, record_id: uuid.UUID) -> RecordFile:
    """The same as a PDF in the form's own layout; raises Unavailable("PDF-CONVERTER-ABSENT")."""
    from qms.word.rendition import to_pdf

    found = record_file(service, actor, record_id)
    made = to_pdf(found.data, service.converter)
    name = found.name.removesuffix(".docx") + ".pdf"
    return RecordFile(made.data, name, found.document_id, found.revision_id)


def _page(service: Service, actor: Actor, record_id: uuid.UUID) -> RecordPage:
    with service.db.read() as session:
        return record_page(session, actor, record_id, service.now())


def _file(page: RecordPage, data: bytes, end: str) -> RecordFile:
    mark = "_" if end != "docx" else "."
    name = f"{word.slug(page.form)}_so-{page.number:02}-{page.year}{mark}{end}"
    return RecordFile(data, name, page.document_id, page.revision_id)

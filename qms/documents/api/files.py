"""Word files: read, taken out to be edited, brought back, decided about."""

from io import BytesIO
from uuid import UUID

from flask import Response
from werkzeug.datastructures import FileStorage

from qms.documents import acts
from qms.documents.acts import Upload
from qms.documents.api.blueprint import api
from qms.documents.api.pages import load
from qms.documents.model.access import AccessKind
from qms.documents.queries import files
from qms.documents.queries.files import FileToSend
from qms.documents.queries.revision import RevisionPage
from qms.documents.reading import reading_copy
from qms.documents.schemas import Sha256
from qms.documents.views.noting import note
from qms.documents.views.sending import send
from qms.errors import TooLarge
from qms.people.current import actor, service
from qms.schemas import Schema
from qms.web.guards import signed_in
from qms.web.rest import operation
from qms.word import DOCX, PDF

MEGABYTE = 1024 * 1024
LAST = 2**31 - 1  # what the database can compare a number with
NAMED = {"Content-Disposition": "Carries the file's name"}


class PdfForm(Schema):
    """Nothing goes with the PDF."""


class UploadForm(Schema):
    """The hash of the file it was made from (none for the first), and whether to drop objects."""

    base_sha256: Sha256 | None = None
    drop_embedded: bool = False


@api.get("/revisions/<uuid:revision_id>/file")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_file(revision_id: UUID) -> Response:
    """The stamped reading copy: a PDF where its type has one; a form as a Word file."""
    with service().db.read() as session:
        found = files.readable(session, actor(), revision_id, service().now())
    copy = reading_copy(service(), found, actor().full_name, service().now())
    note(AccessKind.DOWNLOAD, found.file.document_id, revision_id)
    return send(BytesIO(copy.data), copy.media_type, copy.name)


@api.get("/revisions/<uuid:revision_id>/original/docx")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_original_docx(revision_id: UUID) -> Response:
    """The very Word file that was signed, for who answers for it or audits it."""
    return _original(revision_id, "docx", DOCX)


@api.get("/revisions/<uuid:revision_id>/original/pdf")
@signed_in
@operation(media=PDF, headers=NAMED)
def get_original_pdf(revision_id: UUID) -> Response:
    """The very PDF that was signed."""
    return _original(revision_id, "pdf", PDF)


@api.post("/revisions/<uuid:revision_id>/prepared")
@signed_in
@operation(RevisionPage, status=201, tagged=True)
def post_prepared(revision_id: UUID) -> RevisionPage:
    """Bring the draft into its controlled form: header, amendment log, and the PDF of its type."""
    acts.prepare(service(), actor().id, revision_id)
    return load(revision_id)


@api.post("/revisions/<uuid:revision_id>/pdf")
@signed_in
@operation(RevisionPage, form=PdfForm, status=201, tagged=True)
def post_pdf(revision_id: UUID, file: FileStorage, form: PdfForm) -> RevisionPage:
    """A PDF the author made of the prepared Word file, where the service cannot make one."""
    data = _bytes(file)
    acts.take_author_pdf(service(), actor().id, revision_id, data, file.filename or "")
    return load(revision_id)


@api.get("/revisions/<uuid:revision_id>/files/<int:number>")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_draft_file(revision_id: UUID, number: int) -> Response:
    """One upload exactly as it was taken."""
    wanted, now = min(number, LAST), service().now()
    with service().db.read() as session:
        found = files.draft_file(session, actor(), revision_id, wanted, now)
    return _stored(found)


@api.get("/revisions/<uuid:revision_id>/file-to-edit")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_file_to_edit(revision_id: UUID) -> Response:
    """The present text for Word, carrying its identity and base."""
    data, name, document_id = files.file_to_edit(service(), actor(), revision_id)
    note(AccessKind.DOWNLOAD, document_id, revision_id)
    return send(BytesIO(data), DOCX, name)


@api.post("/revisions/<uuid:revision_id>/files")
@signed_in
@operation(RevisionPage, form=UploadForm, status=201, tagged=True)
def post_file(revision_id: UUID, file: FileStorage, form: UploadForm) -> RevisionPage:
    """Put a Word file into a draft; 412 where it was made from an older base.

    A file with embedded objects is held and refused with UPLOAD-HAS-EMBEDDED: `parameters.held`
    names it for `POST /revisions/{id}/held/{held}/accept`. An old .doc is held with DOC-HELD, for
    `.../held/{held}/convert`.
    """
    load(revision_id)
    sent = Upload(_bytes(file), file.filename or "", form.base_sha256 or "", form.drop_embedded)
    acts.upload(service(), actor().id, revision_id, sent)
    return load(revision_id)


@api.post("/revisions/<uuid:revision_id>/held/<uuid:held_id>/accept")
@signed_in
@operation(RevisionPage, status=201, tagged=True)
def post_accept_held(revision_id: UUID, held_id: UUID) -> RevisionPage:
    """Take a held upload: pictures stay, embedded objects and template links are dropped."""
    acts.accept_held(service(), actor().id, revision_id, held_id)
    return load(revision_id)


@api.post("/revisions/<uuid:revision_id>/held/<uuid:held_id>/convert")
@signed_in
@operation(RevisionPage, status=201, tagged=True)
def post_convert_held(revision_id: UUID, held_id: UUID) -> RevisionPage:
    """Take a held .doc as a new Word file made from it; 503 where there is no LibreOffice."""
    acts.convert_held(service(), actor().id, revision_id, held_id)
    return load(revision_id)


def _bytes(file: FileStorage) -> bytes:
    most = service().settings.max_upload_bytes
    data = file.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return data


def _original(revision_id: UUID, kind: str, media: str) -> Response:
    with service().db.read() as session:
        found = files.original_file(session, actor(), revision_id, kind, service().now())
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    return send(service().store.open(found.sha256), media, found.name)


def _stored(found: FileToSend) -> Response:
    note(AccessKind.DOWNLOAD, found.document_id, found.revision_id)
    return send(service().store.open(found.sha256), DOCX, found.name)

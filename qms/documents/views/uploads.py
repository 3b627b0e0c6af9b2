"""Word files of a draft: taken out to be edited in Word, brought back, decided about."""

from io import BytesIO
from uuid import UUID

from flask import Response, flash, request, send_file
from flask_babel import gettext as _

from qms.documents import acts
from qms.documents.acts import Upload
from qms.documents.model.access import AccessKind
from qms.documents.queries import files
from qms.documents.views.blueprints import documents
from qms.documents.views.noting import note
from qms.documents.views.revision_page import refused_page
from qms.errors import Conflict, Invalid, NotFound, TooLarge, Unavailable
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.web.forms import submitted
from qms.web.guards import signed_in
from qms.word import DOCX

MEGABYTE = 1024 * 1024


@documents.get("/revisions/<uuid:revision_id>/edit-file")
@signed_in
def file_to_edit(revision_id: UUID) -> Page:
    """The present text for Word; name and properties say which document and base it is."""
    data, name, document_id = files.file_to_edit(service(), actor(), revision_id)
    note(AccessKind.DOWNLOAD, document_id, revision_id)
    return _send(BytesIO(data), name)


@documents.get("/revisions/<uuid:revision_id>/files/<int:number>")
@signed_in
def draft_file(revision_id: UUID, number: int) -> Page:
    """One upload exactly as it was taken."""
    with service().db.read() as session:
        found = files.draft_file(session, actor(), revision_id, number, service().now())
    note(AccessKind.DOWNLOAD, found.document_id, revision_id)
    with service().store.open(found.sha256) as stream:
        return _send(BytesIO(stream.read()), found.name)


@documents.post("/revisions/<uuid:revision_id>/file")
@signed_in
def upload(revision_id: UUID) -> Page:
    """A file made from an older base, or unsafe, is refused with the reason."""
    values = submitted()
    try:
        acts.upload(service(), actor().id, revision_id, _sent(values.get("base_sha256", "")))
    except (Invalid, Conflict) as error:
        return refused_page(revision_id, "upload", values, error)
    flash(_("Đã nhận tệp. Hãy kiểm tra những điểm khác với danh mục, nếu có."))
    return see_other("documents.revision", revision_id=revision_id)


@documents.post("/revisions/<uuid:revision_id>/prepared")
@signed_in
def prepare(revision_id: UUID) -> Page:
    """The draft in its controlled form, to be looked at before anybody signs."""
    try:
        acts.prepare(service(), actor().id, revision_id)
    except (Invalid, Conflict, Unavailable) as error:
        return refused_page(revision_id, "submit", {}, error)
    flash(_("Đã chuẩn bị bản có kiểm soát."))
    return see_other("documents.revision", revision_id=revision_id)


@documents.post("/revisions/<uuid:revision_id>/pdf")
@signed_in
def upload_pdf(revision_id: UUID) -> Page:
    """A PDF the author made of the prepared Word file."""
    try:
        sent = _sent("")
        acts.take_author_pdf(service(), actor().id, revision_id, sent.data, sent.name)
    except (Invalid, Conflict) as error:
        return refused_page(revision_id, "submit", {}, error)
    flash(_("Đã nhận bản PDF."))
    return see_other("documents.revision", revision_id=revision_id)


@documents.post("/revisions/<uuid:revision_id>/held/<uuid:held_id>")
@signed_in
def accept_held(revision_id: UUID, held_id: UUID) -> Page:
    """Pictures stay, embedded objects and template links are dropped."""
    try:
        acts.accept_held(service(), actor().id, revision_id, held_id)
    except (Invalid, Conflict, NotFound) as error:
        return refused_page(revision_id, "upload", {}, error)
    flash(_("Đã nhận tệp: giữ hình, bỏ đối tượng nhúng và liên kết."))
    return see_other("documents.revision", revision_id=revision_id)


@documents.post("/revisions/<uuid:revision_id>/held/<uuid:held_id>/convert")
@signed_in
def convert_held(revision_id: UUID, held_id: UUID) -> Page:
    """An old .doc becomes a new Word file in the draft, because its sender wants it so."""
    try:
        acts.convert_held(service(), actor().id, revision_id, held_id)
    except (Invalid, Conflict, NotFound, Unavailable) as error:
        return refused_page(revision_id, "upload", {}, error)
    flash(_("Đã chuyển tệp .doc thành dự thảo mới. Hãy đối chiếu với bản gốc trước khi trình."))
    return see_other("documents.revision", revision_id=revision_id)


def _sent(base_sha256: str) -> Upload:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    most = service().settings.max_upload_bytes
    data = given.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return Upload(data, given.filename, base_sha256)


def _send(stream: BytesIO, name: str) -> Response:
    return send_file(stream, mimetype=DOCX, as_attachment=True, download_name=name)

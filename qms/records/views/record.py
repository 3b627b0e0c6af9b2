"""The page of a record: facts, values, file, notes, integrity; filed, closed, noted, given up."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request, send_file
from flask_babel import gettext as _

from qms.documents.model.access import AccessKind
from qms.documents.views.noting import note
from qms.errors import Conflict, Invalid, QmsError, TooLarge
from qms.people.current import actor, service
from qms.people.views.sign_in import Page, see_other
from qms.records import acts, files
from qms.records.acts import FormChanged
from qms.records.files import RecordFile
from qms.records.queries.forms import form_fields
from qms.records.queries.plan import file_choices
from qms.records.queries.record import RecordPage, is_whole
from qms.records.schemas import FileInto, NewNote, ReasonGiven, Versioned
from qms.records.values import in_words
from qms.records.views.blueprints import records
from qms.records.views.filling import load
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import signed_in
from qms.word import DOCX, PDF

MEGABYTE = 1024 * 1024


@records.get("/<uuid:record_id>")
@signed_in
def record(record_id: UUID) -> Page:
    """Everything about a record; its bytes are read through and compared with their hash."""
    return _draw(load(record_id), Form())


def _draw(page: RecordPage, form: Form) -> str:
    with service().db.read() as session:
        choices = file_choices(session, page.year)
    fields = form_fields(service().store, page.form_sha256)
    said = [
        (one.label, in_words(one, page.values[one.key])) for one in fields if one.key in page.values
    ]
    kept = page.docx_sha256 if page.disposed_at is None else None
    context: dict[str, Any] = {
        "said": said,
        "choices": choices,
        "whole": is_whole(service(), kept) if kept else None,
        "converter": service().converter is not None,
    }
    return render_template("records/record.html", page=page, form=form, **context)


def _refused(record_id: UUID, values: dict[str, Any], error: QmsError) -> Page:
    return _draw(load(record_id), refusal(values, error)), row_of(type(error)).page


@records.post("/<uuid:record_id>/complete")
@signed_in
def complete(record_id: UUID) -> Page:
    """Make the file of the record from what was saved."""
    try:
        acts.complete(service(), actor().id, record_id)
    except FormChanged:
        return see_other("records.form_changed", record_id=record_id)
    except (Invalid, Conflict) as error:
        return _refused(record_id, {}, error)
    flash(_("Đã hoàn thành: tệp của hồ sơ được tạo. Hãy xếp vào danh mục rồi đóng hồ sơ."))
    return see_other("records.record", record_id=record_id)


@records.post("/<uuid:record_id>/close")
@signed_in
def close(record_id: UUID) -> Page:
    """Lock the record for good."""
    values = submitted()
    try:
        version = take(Versioned, values, form=True).row_version
        acts.close(service(), actor().id, record_id, version)
    except (Invalid, Conflict) as error:
        return _refused(record_id, values, error)
    flash(_("Hồ sơ đã đóng. Từ nay chỉ thêm được ghi chú."))
    return see_other("records.record", record_id=record_id)


@records.post("/<uuid:record_id>/note")
@signed_in
def add_note(record_id: UUID) -> Page:
    """A correction is added, never written over."""
    values = submitted()
    try:
        acts.add_note(service(), actor().id, record_id, take(NewNote, values, form=True).text)
    except (Invalid, Conflict) as error:
        return _refused(record_id, values, error)
    flash(_("Đã thêm ghi chú."))
    return see_other("records.record", record_id=record_id)


@records.post("/<uuid:record_id>/file-into")
@signed_in
def file_into(record_id: UUID) -> Page:
    """Into which file of the plan."""
    values = submitted()
    try:
        line_id = take(FileInto, values, form=True).line_id
        acts.file_into(service(), actor().id, record_id, line_id)
    except (Invalid, Conflict) as error:
        return _refused(record_id, values, error)
    flash(_("Đã xếp hồ sơ vào danh mục."))
    return see_other("records.record", record_id=record_id)


@records.post("/<uuid:record_id>/abandon")
@signed_in
def abandon(record_id: UUID) -> Page:
    """Given up with a reason; the number stays used."""
    values = submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        acts.abandon(service(), actor().id, record_id, reason)
    except (Invalid, Conflict) as error:
        return _refused(record_id, values, error)
    flash(_("Đã bỏ hồ sơ. Số của hồ sơ không dùng lại."))
    return see_other("records.record", record_id=record_id)


@records.post("/<uuid:record_id>/upload")
@signed_in
def upload(record_id: UUID) -> Page:
    """The file filled in outside becomes the record, as it is."""
    try:
        acts.upload_filled(service(), actor().id, record_id, sent_bytes())
    except FormChanged:
        return see_other("records.form_changed", record_id=record_id)
    except (Invalid, Conflict) as error:
        return _refused(record_id, {}, error)
    flash(_("Đã nhận tệp. Hãy đối chiếu nội dung đọc được bên dưới."))
    return see_other("records.record", record_id=record_id)


def sent_bytes() -> bytes:
    """The bytes of the chosen file, up to the limit of uploads."""
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    most = service().settings.max_upload_bytes
    data = given.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return data


@records.get("/<uuid:record_id>/prefilled")
@signed_in
def prefilled(record_id: UUID) -> Page:
    """The form with what is known, to be filled in with Word."""
    return send(files.prefilled(service(), actor(), record_id), DOCX)


@records.get("/<uuid:record_id>/file")
@signed_in
def file(record_id: UUID) -> Page:
    """The Word file that is the record."""
    return send(files.record_file(service(), actor(), record_id), DOCX)


@records.get("/<uuid:record_id>/pdf")
@signed_in
def pdf(record_id: UUID) -> Page:
    """The same as a PDF, in the form's own layout."""
    return send(files.record_pdf(service(), actor(), record_id), PDF)


def send(found: RecordFile, media: str) -> Response:
    """A file to keep; that it was taken is noted."""
    note(AccessKind.DOWNLOAD, found.document_id, found.revision_id)
    return send_file(
        BytesIO(found.data), mimetype=media, as_attachment=True, download_name=found.name
    )

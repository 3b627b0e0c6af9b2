"""A form filled in outside: taken out with what is known, brought back, kept as it is."""

import uuid

from qms import word
from qms.documents.acts.upload import limits
from qms.errors import Invalid
from qms.records.acts.case import Case, load_case
from qms.records.acts.filling import content_sha256, put_file
from qms.records.rules import Act, Origin, State
from qms.service import Service
from qms.store import read_bytes
from qms.word.fill import read_values


def upload_filled(
    service: Service,
    actor_id: uuid.UUID,
    record_id: uuid.UUID,
    data: bytes,
    row_version: int | None = None,
) -> None:
    """Take the filled form as the record; it must be the download of this very form version.

    Values are read where the form's own words stand; the bytes are kept as they came.
    """
    with service.db.read() as session:  # nothing is kept for who may not upload here
        case = load_case(session, service, actor_id, record_id)
        _check(case, row_version)
        version, sha256 = case.record.row_version, case.record.form_sha256
    word.accept(data, limits=limits(service))
    _check_identity(case, word.read_identity(data))
    content = read_values(data, read_bytes(service.store, sha256))
    if not content:
        raise Invalid("RECORD-UPLOAD-EMPTY")
    stored = service.store.put(data)
    with service.db.write() as session:
        case = load_case(session, service, actor_id, record_id)
        state = _check(case, version)
        record = case.record
        record.content = content
        record.saved_at, record.saved_by = case.now, case.actor.id
        put_file(case, stored, Origin.UPLOADED, state)
        case.event("uploaded", docx=stored.sha256, content=content_sha256(content))


def _check(case: Case, row_version: int | None) -> State:
    state = case.allow(Act.UPLOAD)
    case.expect(row_version)
    case.demand_form()
    return state


def _check_identity(case: Case, found: word.Identity | None) -> None:
    """The file says that it is the download of the form version this record is bound to."""
    if found is None:
        raise Invalid("RECORD-UPLOAD-UNKNOWN", form=case.document.code)
    record = case.record
    if found.document_id != record.document_id:
        raise Invalid("RECORD-UPLOAD-OTHER-FORM", form=case.document.code, found=found.code)
    if found.revision_id != record.revision_id or found.base_sha256 != record.form_sha256:
        raise Invalid("RECORD-UPLOAD-OTHER-VERSION", form=case.document.code)

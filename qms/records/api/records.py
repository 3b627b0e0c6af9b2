"""Records: listed, begun, filled in, completed, brought back from Word."""

from typing import Annotated
from uuid import UUID

from flask import Response
from pydantic import Field
from werkzeug.datastructures import FileStorage

from qms.errors import TooLarge
from qms.people.current import actor, service
from qms.records import acts, files
from qms.records.api.blueprint import api
from qms.records.queries.forms import demand_in_force, form_fields, readable_form
from qms.records.queries.listing import PAGE, RecordFilter, RecordRow, records_page
from qms.records.queries.record import RecordPage
from qms.records.rules import State
from qms.records.schemas import Filled, ReasonGiven, StartRecord
from qms.records.views.filling import load
from qms.records.views.record import MEGABYTE, send
from qms.schemas import Line200, Line300, Schema
from qms.web.guards import signed_in
from qms.web.rest import Items, operation
from qms.word import DOCX, PDF
from qms.word.fill import Field as FormField

NAMED = {"Content-Disposition": "Carries the file's name"}


class RecordQuery(Schema):
    """Which records: words, form, unit, year, state, file of the plan."""

    text: Line200 = ""
    document_id: UUID | None = None
    unit_id: UUID | None = None
    year: Annotated[int, Field(ge=1945, le=2999)] | None = None
    state: State | None = None
    file_id: UUID | None = None
    cursor: Line300 = ""
    limit: Annotated[int, Field(ge=1, le=200)] = PAGE


class NothingBeside(Schema):
    """Nothing goes with the file."""


@api.get("/records")
@signed_in
@operation(Items[RecordRow], query=RecordQuery)
def list_records(query: RecordQuery) -> Items[RecordRow]:
    """Records the caller may read, the newest first."""
    wanted = RecordFilter(**query.model_dump(exclude={"cursor", "limit"}))
    with service().db.read() as session:
        page = records_page(session, actor(), wanted, service().now(), query.cursor, query.limit)
    return Items(page.rows, page.next or None)


@api.get("/documents/<uuid:document_id>/form-fields")
@signed_in
@operation(Items[FormField])
def list_form_fields(document_id: UUID) -> Items[FormField]:
    """What the form's version in force asks for, with the keys under which values are sent."""
    with service().db.read() as session:
        document = readable_form(session, actor(), document_id)
        form = demand_in_force(session, document, service().now())
    return Items(form_fields(service().store, form.sha256))


@api.post("/documents/<uuid:document_id>/records")
@signed_in
@operation(RecordPage, body=StartRecord, status=201, tagged=True)
def post_record(document_id: UUID, body: StartRecord) -> RecordPage:
    """Begin a record of a form's version in force; an outdated one is refused, naming this one."""
    return load(acts.start_record(service(), actor().id, document_id, body))


@api.get("/records/<uuid:record_id>")
@signed_in
@operation(RecordPage, tagged=True)
def get_record(record_id: UUID) -> RecordPage:
    """A record: values, file, notes, and what the caller may do next."""
    return load(record_id)


@api.get("/records/<uuid:record_id>/form-fields")
@signed_in
@operation(Items[FormField])
def list_record_fields(record_id: UUID) -> Items[FormField]:
    """What the form version of this record asks for."""
    return Items(form_fields(service().store, load(record_id).form_sha256))


@api.put("/records/<uuid:record_id>/values")
@signed_in
@operation(RecordPage, body=Filled, versioned=True, tagged=True)
def put_values(record_id: UUID, body: Filled) -> RecordPage:
    """Keep what was filled in so far; all values at once, by the keys of the form."""
    acts.save_values(service(), actor().id, record_id, body.values, body.row_version, body.title)
    return load(record_id)


@api.post("/records/<uuid:record_id>/complete")
@signed_in
@operation(RecordPage, status=201, tagged=True)
def post_complete(record_id: UUID) -> RecordPage:
    """Make the Word file of the record; refused while the form has changed."""
    acts.complete(service(), actor().id, record_id)
    return load(record_id)


@api.post("/records/<uuid:record_id>/keep-old-form")
@signed_in
@operation(RecordPage, body=ReasonGiven, status=201, tagged=True)
def post_keep_old(record_id: UUID, body: ReasonGiven) -> RecordPage:
    """Go on under the form version the record was begun with, for a recorded reason."""
    acts.keep_old_form(service(), actor().id, record_id, body.reason)
    return load(record_id)


@api.post("/records/<uuid:record_id>/carry-over")
@signed_in
@operation(RecordPage, status=201, tagged=True)
def post_carry_over(record_id: UUID) -> RecordPage:
    """Put the values into the form's version in force; what does not fit is in `left_over`."""
    acts.carry_over(service(), actor().id, record_id)
    return load(record_id)


@api.get("/records/<uuid:record_id>/prefilled")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_prefilled(record_id: UUID) -> Response:
    """The form with what is known, to be filled in with Word."""
    return send(files.prefilled(service(), actor(), record_id), DOCX)


@api.post("/records/<uuid:record_id>/file")
@signed_in
@operation(RecordPage, form=NothingBeside, status=201, tagged=True)
def post_record_file(record_id: UUID, file: FileStorage, form: NothingBeside) -> RecordPage:
    """The download filled in outside becomes the record; its bytes are kept as they are."""
    most = service().settings.max_upload_bytes
    data = file.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    acts.upload_filled(service(), actor().id, record_id, data)
    return load(record_id)


@api.get("/records/<uuid:record_id>/file")
@signed_in
@operation(media=DOCX, headers=NAMED)
def get_record_file(record_id: UUID) -> Response:
    """The Word file that is the record, proven on its way out."""
    return send(files.record_file(service(), actor(), record_id), DOCX)


@api.get("/records/<uuid:record_id>/pdf")
@signed_in
@operation(media=PDF, headers=NAMED)
def get_record_pdf(record_id: UUID) -> Response:
    """The same as a PDF, in the form's own layout."""
    return send(files.record_pdf(service(), actor(), record_id), PDF)

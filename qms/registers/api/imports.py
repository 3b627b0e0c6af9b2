"""The import wizard for programs: table, files, columns, trial, run; the same acts as the pages."""

from dataclasses import dataclass
from io import BytesIO
from typing import Annotated
from uuid import UUID

from flask import Response, send_file
from pydantic import Field
from werkzeug.datastructures import FileStorage

from qms.errors import TooLarge
from qms.people.current import actor, service
from qms.registers import acts
from qms.registers.api.blueprint import api
from qms.registers.queries.imports import (
    PAGE,
    ImportLine,
    ImportPage,
    RowLine,
    import_list,
    import_page,
    import_rows,
)
from qms.registers.rules.permissions import may_import
from qms.registers.schemas import Mapping, RunWish, Versioned
from qms.registers.views.tables import MEDIA, errors_file
from qms.schemas import Schema
from qms.web.guards import permission
from qms.web.rest import Items, operation

MEGABYTE = 1024 * 1024


class NoFields(Schema):
    """Nothing beside the file."""


class RowQuery(Schema):
    """Only refused rows, or all of them."""

    faulty: bool = True
    cursor: Annotated[str, Field(max_length=20)] = ""
    limit: Annotated[int, Field(ge=1, le=500)] = PAGE


@dataclass(frozen=True, slots=True)
class FilesTaken:
    """How many Word files were kept, and what was not Word."""

    taken: int
    ignored: tuple[str, ...]
    row_version: int


@api.get("/register-imports")
@permission(may_import)
@operation(Items[ImportLine])
def list_imports() -> Items[ImportLine]:
    """What the caller brought in, the latest first."""
    with service().db.read() as session:
        return Items(import_list(session, actor(), 200))


@api.post("/register-imports")
@permission(may_import)
@operation(ImportPage, form=NoFields, status=201, tagged=True)
def post_import(file: FileStorage, form: NoFields) -> ImportPage:
    """Send a table (XLSX or CSV); its columns are guessed."""
    job_id = acts.open_import(service(), actor().id, file.filename or "", _bytes(file))
    return _page(job_id)


@api.get("/register-imports/<uuid:job_id>")
@permission(may_import)
@operation(ImportPage, tagged=True)
def get_import(job_id: UUID) -> ImportPage:
    """Where the import stands."""
    return _page(job_id)


@api.post("/register-imports/<uuid:job_id>/files")
@permission(may_import)
@operation(FilesTaken, form=NoFields, status=201, tagged=True)
def post_import_file(job_id: UUID, file: FileStorage, form: NoFields) -> FilesTaken:
    """Add a Word file, or a ZIP of them; may be repeated."""
    _page(job_id)
    taken = acts.add_files(service(), actor().id, job_id, file.filename or "", _bytes(file))
    return FilesTaken(taken.taken, taken.ignored, _page(job_id).row_version)


@api.put("/register-imports/<uuid:job_id>/mapping")
@permission(may_import)
@operation(ImportPage, body=Mapping, versioned=True, tagged=True)
def put_import_mapping(job_id: UUID, body: Mapping) -> ImportPage:
    """Say which column is what, common values, how days are written, drafts or adopted."""
    acts.map_columns(service(), actor().id, job_id, body)
    return _page(job_id)


@api.post("/register-imports/<uuid:job_id>/check")
@permission(may_import)
@operation(ImportPage, body=Versioned, status=202, tagged=True)
def post_import_check(job_id: UUID, body: Versioned) -> ImportPage:
    """Try everything without writing; the background process works on it."""
    acts.start_check(service(), actor().id, job_id, body.row_version)
    return _page(job_id)


@api.post("/register-imports/<uuid:job_id>/run")
@permission(may_import)
@operation(ImportPage, body=RunWish, status=202, tagged=True)
def post_import_run(job_id: UUID, body: RunWish) -> ImportPage:
    """Bring the rows in; the background process works on it, also after a restart."""
    acts.start_run(service(), actor().id, job_id, body)
    return _page(job_id)


@api.post("/register-imports/<uuid:job_id>/again")
@permission(may_import)
@operation(ImportPage, body=Versioned, status=202, tagged=True)
def post_import_again(job_id: UUID, body: Versioned) -> ImportPage:
    """Try the refused rows once more."""
    acts.run_again(service(), actor().id, job_id, body.row_version)
    return _page(job_id)


@api.post("/register-imports/<uuid:job_id>/cancel")
@permission(may_import)
@operation(ImportPage, body=Versioned, tagged=True)
def post_import_cancel(job_id: UUID, body: Versioned) -> ImportPage:
    """Stop; what has come in stays in."""
    acts.cancel_import(service(), actor().id, job_id, body.row_version)
    return _page(job_id)


@api.get("/register-imports/<uuid:job_id>/rows")
@permission(may_import)
@operation(Items[RowLine], query=RowQuery)
def list_import_rows(job_id: UUID, query: RowQuery) -> Items[RowLine]:
    """Rows by number, with the column, code and words of every fault."""
    with service().db.read() as session:
        rows, following = import_rows(
            session,
            actor(),
            job_id,
            faulty=query.faulty,
            after=query.cursor,
            limit=query.limit,
        )
    return Items(rows, following or None)


@api.get("/register-imports/<uuid:job_id>/errors")
@permission(may_import)
@operation(media=MEDIA, headers={"Content-Disposition": "Carries the file's name"})
def get_import_errors(job_id: UUID) -> Response:
    """The table of faults as XLSX."""
    with service().db.read() as session:
        rows, _next = import_rows(session, actor(), job_id, limit=20_000)
    return send_file(
        BytesIO(errors_file(rows)), mimetype=MEDIA, as_attachment=True, download_name="errors.xlsx"
    )


def _bytes(file: FileStorage) -> bytes:
    most = service().settings.max_upload_bytes
    data = file.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return data


def _page(job_id: UUID) -> ImportPage:
    with service().db.read() as session:
        return import_page(session, actor(), job_id)

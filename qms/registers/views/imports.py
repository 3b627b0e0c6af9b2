"""The wizard: table and files up, columns assigned, tried, carried out, with progress."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import flash, render_template, request, send_file
from flask_babel import gettext as _
from flask_babel import ngettext

from qms.documents.views.register import choices
from qms.errors import Conflict, Invalid, NotAllowed, NotFound, QmsError, TooLarge
from qms.people.current import actor, service
from qms.people.queries import people_with, unit_tree
from qms.people.rules import Role
from qms.people.views.sign_in import Page, see_other
from qms.registers import acts
from qms.registers.queries.imports import ImportPage, import_list, import_page, import_rows
from qms.registers.rules.columns import Target
from qms.registers.rules.permissions import may_adopt, may_import
from qms.registers.rules.states import JobState, Way
from qms.registers.schemas import Mapping, RunWish, Versioned
from qms.registers.views import words
from qms.registers.views.blueprints import registers
from qms.registers.views.tables import MEDIA, errors_file, template_file, told
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission

MEGABYTE = 1024 * 1024
REFUSED = (Invalid, Conflict, NotAllowed)
PAGE = "registers/import.html"


@registers.get("/imports")
@permission(may_import)
def imports() -> Page:
    """What was brought in so far, and where to begin."""
    return _begin(Form())


def _begin(form: Form, status: int = 200) -> Page:
    with service().db.read() as session:
        rows = import_list(session, actor())
    page = render_template("registers/imports.html", form=form, rows=rows, states=words.STATES)
    return page, status


@registers.post("/imports")
@permission(may_import)
def open_import() -> Page:
    """The table is read and kept, its columns are guessed; files may come at once or later."""
    values = submitted()
    try:
        name, data = sent("table")
        job_id = acts.open_import(service(), actor().id, name, data)
    except REFUSED as error:
        return _begin(refusal(values, error), _status(error))
    ignored = _bring_files(job_id)
    return ignored or see_other("registers.one_import", job_id=job_id)


@registers.get("/imports/template.xlsx")
@permission(may_import)
def import_template() -> Page:
    """An empty table with the headings that are understood without help."""
    return send_file(
        BytesIO(template_file()),
        mimetype=MEDIA,
        as_attachment=True,
        download_name="mau-nhap-danh-muc.xlsx",
    )


@registers.get("/imports/<uuid:job_id>")
@permission(may_import)
def one_import(job_id: UUID) -> Page:
    """Where the import stands and what comes next."""
    return _draw(job_id, Form())


@registers.post("/imports/<uuid:job_id>/files")
@permission(may_import)
def import_files(job_id: UUID) -> Page:
    """More Word files, one by one or in a ZIP."""
    refused_page = _bring_files(job_id, needed=True)
    return refused_page or see_other("registers.one_import", job_id=job_id)


def _bring_files(job_id: UUID, *, needed: bool = False) -> Page | None:
    """Each file stands for itself: one that is refused does not lose the others."""
    given = [one for one in request.files.getlist("files") if one.filename]
    if needed and not given:
        return _draw(job_id, refusal({}, _missing("files")), 422)
    taken, ignored = 0, 0
    for one in given:
        try:
            data = one.stream.read(service().settings.max_upload_bytes + 1)
            result = acts.add_files(service(), actor().id, job_id, one.filename or "", data)
        except REFUSED as error:
            return _draw(job_id, refusal({}, error), _status(error))
        taken, ignored = taken + result.taken, ignored + len(result.ignored)
    if given:
        flash(ngettext("Đã nhận %(num)s tệp Word.", "Đã nhận %(num)s tệp Word.", taken))
    if ignored:
        flash(_("%(count)s tệp không phải .docx nên bị bỏ qua.", count=ignored), "warning")
    return None


@registers.post("/imports/<uuid:job_id>/mapping")
@permission(may_import)
def import_mapping(job_id: UUID) -> Page:
    """Columns and common values as chosen; with the button "try", the trial begins."""
    values = submitted()
    try:
        acts.map_columns(service(), actor().id, job_id, read_mapping(values))
        with service().db.read() as session:
            version = import_page(session, actor(), job_id).row_version
        acts.start_check(service(), actor().id, job_id, version)
    except REFUSED as error:
        return _draw(job_id, refusal(values, error), _status(error))
    return see_other("registers.one_import", job_id=job_id)


def read_mapping(values: dict[str, Any]) -> Mapping:
    """The form has one choice for each column."""
    columns = {
        name.removeprefix("column_"): value
        for name, value in values.items()
        if name.startswith("column_")
    }
    rest = {name: value for name, value in values.items() if not name.startswith("column_")}
    return take(Mapping, {**rest, "columns": columns}, form=True)


@registers.post("/imports/<uuid:job_id>/run")
@permission(may_import)
def import_run(job_id: UUID) -> Page:
    """Bring the rows in."""
    values = submitted()
    try:
        acts.start_run(service(), actor().id, job_id, take(RunWish, values, form=True))
    except (*REFUSED, NotFound) as error:
        return _draw(job_id, refusal(values, error), _status(error))
    return see_other("registers.one_import", job_id=job_id)


@registers.post("/imports/<uuid:job_id>/again")
@permission(may_import)
def import_again(job_id: UUID) -> Page:
    """Try the refused rows once more."""
    return _simple(job_id, acts.run_again)


@registers.post("/imports/<uuid:job_id>/cancel")
@permission(may_import)
def import_cancel(job_id: UUID) -> Page:
    """Stop; what has come in stays."""
    return _simple(job_id, acts.cancel_import)


def _simple(job_id: UUID, act: Any) -> Page:
    values = submitted()
    try:
        act(service(), actor().id, job_id, take(Versioned, values, form=True).row_version)
    except REFUSED as error:
        return _draw(job_id, refusal(values, error), _status(error))
    return see_other("registers.one_import", job_id=job_id)


@registers.get("/imports/<uuid:job_id>/errors.xlsx")
@permission(may_import)
def import_errors(job_id: UUID) -> Page:
    """The table of faults: row, column, what is wrong, what to do."""
    with service().db.read() as session:
        page = import_page(session, actor(), job_id)
        rows, _next = import_rows(session, actor(), job_id, limit=20_000)
    return send_file(
        BytesIO(errors_file(rows)),
        mimetype=MEDIA,
        as_attachment=True,
        download_name=f"loi-{page.created_at:%Y-%m-%d}.xlsx",
    )


def _draw(job_id: UUID, form: Form, status: int = 200) -> Page:
    me, now = actor(), service().now()
    faulty = request.args.get("rows") != "all"
    cursor = request.args.get("cursor", "")
    with service().db.read() as session:
        page = import_page(session, me, job_id)
        rows, following = import_rows(session, me, job_id, faulty=faulty, after=cursor)
        context = _choices(session, page, now)
    drawn = render_template(
        PAGE,
        form=form,
        job=page,
        rows=told(rows),
        next=following,
        faulty=faulty,
        words=words,
        way_form=Form({"way": page.way.value}),
        **context,
    )
    return drawn, status


def _choices(session: Any, page: ImportPage, now: Any) -> dict[str, Any]:
    if page.state not in {JobState.READ, JobState.CHECKED}:
        return {}
    found = choices(session, now)
    approvers = people_with(session, Role.APPROVER, None, now) if may_adopt(actor()) else []
    ways = list(Way) if may_adopt(actor()) else [Way.DRAFTS]
    return {
        **found,
        "units": _codes(session, now),
        "targets": [(one.value, words.TARGETS[one]) for one in Target],
        "approvers": [(one.id, one.full_name) for one in approvers],
        "ways": [(one.value, words.WAYS[one]) for one in ways],
    }


def _codes(session: Any, now: Any) -> list[tuple[str, str]]:
    return [(one.code, "— " * one.depth + one.name) for one in unit_tree(session, now)]


def sent(name: str) -> tuple[str, bytes]:
    """An uploaded file, never more of it than may come in."""
    given = request.files.get(name)
    if given is None or not given.filename:
        raise _missing(name)
    most = service().settings.max_upload_bytes
    data = given.stream.read(most + 1)
    if len(data) > most:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=most // MEGABYTE)
    return given.filename, data


def _missing(name: str) -> Invalid:
    return Invalid("FIELDS-INVALID", fields={name: "FIELD-MISSING"})


def _status(error: QmsError) -> int:
    return row_of(type(error)).page

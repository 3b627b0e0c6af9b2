"""Filling a form in: begun, typed into, completed; both versions offered where the form changed."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import redirect

from qms.errors import Conflict, Invalid, NotFound, QmsError
from qms.people.current import actor, service
from qms.people.queries import unit_tree
from qms.people.views.sign_in import Page, see_other
from qms.records import acts
from qms.records.acts import FormChanged
from qms.records.queries.forms import demand_in_force, form_fields, readable_form
from qms.records.queries.record import RecordPage, record_page
from qms.records.rules import Act, may_start
from qms.records.schemas import Filled, ReasonGiven, StartRecord
from qms.records.views.blueprints import records
from qms.records.views.typed import PREFIX, drawn, typed, with_row, without_row
from qms.schemas import take
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, refused, submitted
from qms.web.guards import signed_in


@records.get("/forms/<uuid:document_id>/new")
@signed_in
def start(document_id: UUID) -> Page:
    """For which unit, under which title; the form's version in force is named."""
    context = _start_context(document_id)
    units = context["units"]
    values = {"unit_id": units[0][0]} if units else {}
    return render_template("records/start.html", form=Form(values), **context)


@records.post("/forms/<uuid:document_id>/new")
@signed_in
def begin(document_id: UUID) -> Page:
    """The record is begun; who had an older version before them is told."""
    values = submitted()
    try:
        wish = take(StartRecord, values, form=True)
        record_id = acts.start_record(service(), actor().id, document_id, wish)
    except (Invalid, Conflict) as error:
        return refused("records/start.html", values, error, **_start_context(document_id))
    return see_other("records.fill", record_id=record_id)


def _start_context(document_id: UUID) -> dict[str, Any]:
    me, now = actor(), service().now()
    with service().db.read() as session:
        document = readable_form(session, me, document_id)
        blank = demand_in_force(session, document, now)
        units = [one for one in unit_tree(session, now) if may_start(me, one.id)]
    own = sorted(units, key=lambda one: one.id not in me.unit_ids)
    return {"blank": blank, "units": [(one.id, one.name) for one in own]}


@records.get("/<uuid:record_id>/fill")
@signed_in
def fill(record_id: UUID) -> Page:
    """The fields of the form, for a phone first."""
    page = load(record_id)
    if Act.SAVE not in page.acts:
        return see_other("records.record", record_id=record_id)
    return _draw(page, page.values, Form({"title": page.title}))


@records.post("/<uuid:record_id>/fill")
@signed_in
def save(record_id: UUID) -> Page:
    """Kept at every button; one of them adds or takes away a row, one completes."""
    page = load(record_id)
    fields = form_fields(service().store, page.form_sha256)
    step, _sign, detail = request.form.get("go", "save").partition(":")
    values = typed(fields, request.form)
    if step == "add":
        values = with_row(fields, values, detail)
    elif step == "drop":
        key, _sign, place = detail.rpartition(":")
        values = without_row(fields, values, key, place)
    try:
        sent = {"title": request.form.get("title", ""), "values": {}}
        kept = take(Filled, {**sent, "row_version": request.form.get("row_version")}, form=True)
        acts.save_values(
            service(), actor().id, record_id, values, kept.row_version, kept.title or page.title
        )
        if step == "complete":
            acts.complete(service(), actor().id, record_id)
    except FormChanged:
        return see_other("records.form_changed", record_id=record_id)
    except (Invalid, Conflict) as error:
        return _refused(load(record_id), values, error)
    return _after(record_id, step, detail)


def _after(record_id: UUID, step: str, detail: str) -> Page:
    if step == "complete":
        flash(_("Đã hoàn thành: tệp của hồ sơ được tạo. Hãy xếp vào danh mục rồi đóng hồ sơ."))
        return see_other("records.record", record_id=record_id)
    if step in {"add", "drop"}:
        place = PREFIX + (detail if step == "add" else detail.rpartition(":")[0])
        return redirect(url_for("records.fill", record_id=record_id, _anchor=place), 303)
    flash(_("Đã lưu."))
    return see_other("records.fill", record_id=record_id)


def _refused(page: RecordPage, values: dict[str, Any], error: QmsError) -> Page:
    """The page again with what was typed; every fault at its field."""
    form = refusal({"title": request.form.get("title", "")}, error)
    own = {"title", "row_version"}
    named = {name if name in own else PREFIX + name: text for name, text in form.fields.items()}
    shown = Form(form.values, form.sentence, named)
    return _draw(page, values, shown), row_of(type(error)).page


def _draw(page: RecordPage, values: dict[str, Any], form: Form) -> str:
    entries = drawn(form_fields(service().store, page.form_sha256), values)
    return render_template("records/fill.html", page=page, entries=entries, form=form)


@records.get("/<uuid:record_id>/form-changed")
@signed_in
def form_changed(record_id: UUID) -> Page:
    """Both versions: carry over to the new one, or go on under the old with a reason."""
    page = load(record_id)
    if not page.form_ended or Act.SAVE not in page.acts:
        return see_other("records.record", record_id=record_id)
    return render_template("records/changed.html", page=page, form=Form())


@records.post("/<uuid:record_id>/keep-old")
@signed_in
def keep_old(record_id: UUID) -> Page:
    """Go on under the version it was begun with; the reason stands on the record."""
    values = submitted()
    try:
        reason = take(ReasonGiven, values, form=True).reason
        acts.keep_old_form(service(), actor().id, record_id, reason)
    except (Invalid, Conflict) as error:
        return refused("records/changed.html", values, error, page=load(record_id))
    flash(_("Hồ sơ tiếp tục theo bản cũ của biểu mẫu; lý do đã được ghi."))
    return see_other("records.fill", record_id=record_id)


@records.post("/<uuid:record_id>/carry-over")
@signed_in
def carry_over(record_id: UUID) -> Page:
    """The values go into the new version; what has no place there is shown."""
    try:
        left = acts.carry_over(service(), actor().id, record_id)
    except (Invalid, Conflict, NotFound) as error:
        return refused("records/changed.html", {}, error, page=load(record_id))
    flash(
        _("Đã chuyển sang bản mới. %(count)s mục không có chỗ được giữ bên dưới.", count=left)
        if left
        else _("Đã chuyển toàn bộ nội dung sang bản mới.")
    )
    return see_other("records.fill", record_id=record_id)


def load(record_id: UUID) -> RecordPage:
    """The record as the person of this request may see it."""
    with service().db.read() as session:
        return record_page(session, actor(), record_id, service().now())

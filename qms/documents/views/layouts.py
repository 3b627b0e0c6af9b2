"""House layouts: the fields there are, the layouts there are, one tried before it is used."""

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.documents.acts import layouts as acts
from qms.documents.queries import layout_sample, layouts
from qms.documents.views.blueprints import documents
from qms.documents.views.sending import send
from qms.errors import Conflict, Invalid, QmsError, TooLarge
from qms.people.current import actor, service
from qms.people.rules import may_administer
from qms.people.views.sign_in import Page, see_other
from qms.settings import ROOT
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission
from qms.word import DOCX, LAYOUT_LIMITS

MEGABYTE = 1024 * 1024
STANDARD = ROOT / "controlled_docs" / "layouts" / "bo-cuc-chung.docx"
FIELD_WORDS = {
    "agency": _l("Tên cơ quan, tổ chức"),
    "parent_agency": _l("Tên cơ quan chủ quản"),
    "place": _l("Địa danh"),
    "kind": _l("Tên loại tài liệu"),
    "code": _l("Mã hiệu"),
    "title": _l("Tên tài liệu"),
    "edition": _l("Lần ban hành, hai chữ số"),
    "revision": _l("Lần sửa đổi, hai chữ số"),
    "issued_on": _l("Ngày ban hành; in “…/…/……” khi chưa định ngày"),
    "year": _l("Năm ban hành"),
    "decision": _l("Quyết định ban hành, nếu có"),
    "log": _l("Các dòng theo dõi sửa đổi, dùng trong vòng lặp"),
    "line.request": _l("Số phiếu yêu cầu sửa đổi, trong vòng lặp"),
    "line.place": _l("Trang, phần liên quan, trong vòng lặp"),
    "line.summary": _l("Mô tả nội dung sửa đổi, trong vòng lặp"),
    "line.number": _l("Lần ban hành / lần sửa đổi, trong vòng lặp"),
    "line.edition": _l("Lần ban hành của dòng, trong vòng lặp"),
    "line.revision": _l("Lần sửa đổi của dòng, trong vòng lặp"),
    "line.issued_on": _l("Ngày sửa đổi (ban hành), trong vòng lặp"),
    "line.approver": _l("Người phê duyệt; để trống ở lần đang duyệt, trong vòng lặp"),
}


@documents.get("/layouts")
@permission(may_administer)
def layout_list() -> Page:
    """What there is, and how a layout is written."""
    return _page()


@documents.post("/layouts")
@permission(may_administer)
def upload_layout() -> Page:
    """Checked before it is kept; used only when it is activated."""
    try:
        data, name = _sent()
        acts.upload_layout(service(), actor().id, data, name)
    except (Invalid, Conflict) as error:
        return _page({}, error)
    flash(_("Đã nhận tệp bố cục. Hãy thử trên một tài liệu rồi đưa vào sử dụng."))
    return see_other("documents.layout_list")


@documents.get("/layouts/standard")
@permission(may_administer)
def standard_layout() -> Page:
    """The layout that comes with the service, to begin one's own from."""
    return send(STANDARD.open("rb"), DOCX, STANDARD.name)


@documents.get("/layouts/<uuid:layout_id>/file")
@permission(may_administer)
def layout_file(layout_id: UUID) -> Page:
    """The layout as it is kept."""
    with service().db.read() as session:
        line = layouts.layout_line(session, layout_id)
    return send(service().store.open(line.sha256), DOCX, line.name)


@documents.get("/layouts/<uuid:layout_id>/sample")
@permission(may_administer)
def layout_sample_file(layout_id: UUID) -> Page:
    """A document in force as it would look; nothing is stored."""
    values = {"code": request.args.get("code", "").strip(), "layout": str(layout_id)}
    try:
        data, name = layout_sample.sample(service(), actor(), layout_id, values["code"])
    except (Invalid, Conflict) as error:
        return _page(values, error)
    return send(BytesIO(data), DOCX, name)


@documents.post("/layouts/<uuid:layout_id>/activate")
@permission(may_administer)
def activate_layout(layout_id: UUID) -> Page:
    """Every form prepared from now on uses it."""
    try:
        acts.activate_layout(service(), actor().id, layout_id)
    except Conflict as error:
        return _page({}, error)
    flash(_("Bố cục đã được đưa vào sử dụng cho các bản chuẩn bị từ bây giờ."))
    return see_other("documents.layout_list")


@documents.post("/layouts/<uuid:layout_id>/retire")
@permission(may_administer)
def retire_layout(layout_id: UUID) -> Page:
    """Not used any more."""
    try:
        acts.retire_layout(service(), actor().id, layout_id)
    except Conflict as error:
        return _page({}, error)
    flash(_("Bố cục đã ngừng sử dụng."))
    return see_other("documents.layout_list")


def _page(values: dict[str, Any] | None = None, error: QmsError | None = None) -> Page:
    with service().db.read() as session:
        lines = layouts.all_layouts(session)
    form = Form(values or {}) if error is None else refusal(values or submitted(), error)
    page = render_template(
        "documents/layouts.html",
        lines=lines,
        fields=FIELD_WORDS,
        form=form,
        most=LAYOUT_LIMITS.file,
    )
    return page if error is None else (page, row_of(type(error)).page)


def _sent() -> tuple[bytes, str]:
    given = request.files.get("file")
    if given is None or not given.filename:
        raise Invalid("FIELDS-INVALID", fields={"file": "FIELD-MISSING"})
    data = given.stream.read(LAYOUT_LIMITS.file + 1)
    if len(data) > LAYOUT_LIMITS.file:
        raise TooLarge("INTAKE-FILE-TOO-LARGE", limit=LAYOUT_LIMITS.file // MEGABYTE)
    return data, given.filename

"""Administration of trust: which outside CAs count, and whose their certificates are."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.errors import Conflict, Invalid, NotAllowed, QmsError
from qms.people.acts import outside_certificates, trust_anchors
from qms.people.current import actor, service
from qms.people.queries import certificates as queries
from qms.people.rules import may_administer
from qms.people.schemas import NewAnchor, Refusal
from qms.people.views.blueprints import admin
from qms.people.views.outside import sent_file
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.signing.model import Asks
from qms.signing.outside import MOST_BYTES
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, submitted
from qms.web.guards import permission

USAGES: dict[str, LazyString] = {
    "non_repudiation": _l("Chống chối bỏ (nonRepudiation)"),
    "digital_signature": _l("Ký số (digitalSignature)"),
}
ASKS: dict[Asks, LazyString] = {
    Asks.REQUIRED: _l("Phải có danh sách thu hồi còn hạn"),
    Asks.IF_KNOWN: _l("Chỉ xét khi có danh sách thu hồi"),
}
MOST_LIST = 10 * 1024 * 1024  # a national CA's revocation list may be large
OIDS = ("extended_usages", "policies")


@admin.app_template_filter("usage_name")
def usage_name(usage: str) -> str:
    """A key usage in words."""
    return str(USAGES[usage])


@admin.app_template_filter("asks_name")
def asks_name(asks: Asks) -> str:
    """What an anchor asks about revocation, in words."""
    return str(ASKS[asks])


@admin.get("/trust")
@permission(may_administer)
def trust() -> Page:
    """Outside roots, revocation lists, and certificates waiting to be confirmed."""
    return _page(Form({"usages": ["non_repudiation"], "revocation": Asks.REQUIRED.value}))


@admin.post("/trust/anchors")
@permission(may_administer)
def add_anchor() -> Page:
    """Certificates below it can be registered from now on."""
    values = submitted("usages")
    try:
        data = take(NewAnchor, {**values, **_oids(values)}, form=True)
        files = [one.stream.read(MOST_BYTES + 1) for one in request.files.getlist("files") if one]
        trust_anchors.add_anchor(service(), actor().id, data, files)
    except (Invalid, Conflict) as error:
        return _refused(values, error)
    flash(_("Đã thêm chứng thư gốc được tin cậy."))
    return see_other("admin.trust")


@admin.post("/trust/anchors/<uuid:anchor_id>/retire")
@permission(may_administer)
def retire_anchor(anchor_id: UUID) -> Page:
    """What was signed before stays valid."""
    try:
        trust_anchors.retire_anchor(service(), actor().id, anchor_id)
    except Conflict as error:
        return _refused({}, error)
    flash(_("Đã ngừng tin cậy chứng thư gốc; chữ ký trước đó giữ nguyên giá trị."))
    return see_other("admin.trust")


@admin.post("/trust/revocation-lists")
@permission(may_administer)
def take_revocation_list() -> Page:
    """A CRL of an outside CA, fetched by whoever may reach it."""
    try:
        data = sent_file("list", MOST_LIST)
        trust_anchors.take_revocation_list(service(), actor().id, data)
    except (Invalid, Conflict) as error:
        return _refused({}, error)
    flash(_("Đã nạp danh sách thu hồi."))
    return see_other("admin.trust")


@admin.post("/trust/registrations/<uuid:registration_id>/confirm")
@permission(may_administer)
def confirm_certificate(registration_id: UUID) -> Page:
    """From now on this person signs with it; never one's own."""
    try:
        outside_certificates.confirm_certificate(service(), actor().id, registration_id)
    except (Invalid, Conflict, NotAllowed) as error:
        return _refused({}, error)
    flash(_("Đã xác nhận chứng thư."))
    return see_other("admin.trust")


@admin.post("/trust/registrations/<uuid:registration_id>/refuse")
@permission(may_administer)
def refuse_certificate(registration_id: UUID) -> Page:
    """With the reason, which the person reads."""
    values = submitted()
    try:
        reason = take(Refusal, values, form=True).reason
        outside_certificates.refuse_certificate(service(), actor().id, registration_id, reason)
    except (Invalid, Conflict, NotAllowed) as error:
        return _refused(values, error)
    flash(_("Đã từ chối xác nhận chứng thư."))
    return see_other("admin.trust")


def _oids(values: dict[str, Any]) -> dict[str, list[str]]:
    return {name: str(values.get(name, "")).replace(",", " ").split() for name in OIDS}


def _refused(values: dict[str, Any], error: QmsError) -> tuple[str, int]:
    return _page(refusal(values, error)), row_of(type(error)).page


def _page(form: Form) -> str:
    now = service().now()
    with service().db.read() as session:
        waiting = queries.waiting_registrations(session)
        found = queries.trust_anchors(session, now)
    return render_template(
        "people/trust.html",
        form=form,
        waiting=waiting,
        anchors=found,
        me=actor().id,
        now=now,
        usages=list(USAGES.items()),
        asks=[(one.value, word) for one, word in ASKS.items()],
    )

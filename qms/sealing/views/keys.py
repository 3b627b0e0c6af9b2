"""The administrator's page: the seal's key and certificate, and its picture."""

from typing import Any
from uuid import UUID

from flask import Response, flash, render_template, request
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, NotFound, QmsError, Throttled, Unavailable
from qms.people.current import actor, address, service
from qms.people.queries.pictures import picture_of
from qms.people.rules import may_administer
from qms.people.views.keys import REASONS
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.sealing import acts
from qms.sealing.queries.clerks import clerks, is_clerk
from qms.sealing.queries.keys import seal_page
from qms.sealing.rules import require_clerk
from qms.sealing.schemas import DeviceKey, NewSealKey, SealEnd, SealPicture
from qms.sealing.views.blueprints import sealing
from qms.signing.pictures import PNG
from qms.store import read_bytes
from qms.web.errors import row_of
from qms.web.forms import Form, refusal, same_twice, submitted
from qms.web.guards import confirmed, permission, signed_in

REFUSED = (Invalid, Conflict, NotFound, Throttled, Unavailable)
KEY = "/key"


@sealing.get(KEY)
@permission(may_administer)
def key() -> Page:
    """Certificate in use, all before it, the picture in its actual size."""
    return _draw(Form())


@sealing.post(f"{KEY}/software")
@confirmed
@permission(may_administer)
def make_key() -> Page:
    """A key under a passphrase, the clerk being present."""
    values = submitted()
    try:
        data = take(NewSealKey, _flags(same_twice(values, "passphrase"), "replace"), form=True)
        acts.make_key(service(), actor().id, data, address=address())
    except REFUSED as error:
        return _refused(values, error)
    flash(_("Đã tạo khóa con dấu và cấp chứng thư cho cơ quan."))
    return see_other("sealing.key")


@sealing.post(f"{KEY}/device")
@confirmed
@permission(may_administer)
def certify_device() -> Page:
    """A certificate for the key in the configured device."""
    values = submitted()
    try:
        data = take(DeviceKey, _flags(values, "make", "replace"), form=True)
        acts.certify_device(service(), actor().id, data, address=address())
    except REFUSED as error:
        return _refused(values, error)
    flash(_("Đã cấp chứng thư cho khóa trong thiết bị."))
    return see_other("sealing.key")


@sealing.post(f"{KEY}/<uuid:certificate_id>/end")
@confirmed
@permission(may_administer)
def end_key(certificate_id: UUID) -> Page:
    """Final; what was sealed before stays valid unless the key was compromised."""
    values = submitted()
    try:
        data = take(SealEnd, values, form=True)
        acts.end_key(service(), actor().id, certificate_id, data.reason)
    except REFUSED as error:
        return _refused(values, error)
    flash(_("Chứng thư của con dấu đã bị thu hồi."))
    return see_other("sealing.key")


@sealing.post("/picture")
@permission(may_administer)
def put_picture() -> Page:
    """The red picture of the seal and its width on paper."""
    values, sent = submitted(), request.files.get("file")
    try:
        size = take(SealPicture, values, form=True)
        acts.put_picture(service(), actor().id, sent.read() if sent is not None else b"", size)
    except Invalid as error:
        fields = error.fields or {"file": error.code}
        return _refused(values, Invalid(error.code, fields=fields, **error.parameters))
    flash(_("Đã lưu ảnh con dấu."))
    return see_other("sealing.key")


@sealing.get("/picture.png")
@signed_in
def picture_file() -> Response:
    """The seal's picture as it is kept: for who keeps the seal, and who puts the picture.

    It is on every sealed paper, but there nobody finds it clean and without a ground.
    """
    now = service().now()
    with service().db.read() as session:
        require_clerk(may_administer(actor()) or is_clerk(session, actor().id, now))
        found = picture_of(session, seal_page(session, now).holder_id)
    if found is None:
        raise NotFound("PICTURE-NONE")
    return Response(read_bytes(service().store, found.sha256), mimetype=PNG)


def _flags(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**values, **{name: name in values for name in names}}


def _refused(values: dict[str, Any], error: QmsError) -> Page:
    return _draw(refusal(values, error)), row_of(type(error)).page


def _draw(form: Form) -> str:
    now = service().now()
    with service().db.read() as session:
        page = seal_page(session, now)
        keepers = clerks(session, now)
    return render_template(
        "sealing/key.html",
        form=form,
        page=page,
        keepers=[(one.id, one.full_name) for one in keepers],
        device=acts.configured_device(service()),
        reasons=[(one.value, word) for one, word in REASONS.items() if one.value != "superseded"],
    )

"""One's handwritten signature as a picture: put, looked at, taken away."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _

from qms.errors import Invalid, NotFound
from qms.people.acts import pictures as acts
from qms.people.current import actor, service
from qms.people.queries.pictures import picture_of
from qms.people.views.blueprints import own
from qms.people.views.sign_in import Page, see_other
from qms.signing.pictures import PNG
from qms.store import read_bytes
from qms.web.errors import row_of
from qms.web.forms import Form, refusal
from qms.web.guards import signed_in

ADDRESS = "/profile/signature-picture"


@own.get(ADDRESS)
@signed_in
def picture() -> Page:
    """What will stand between position and name on what I sign."""
    return _page(Form())


@own.post(ADDRESS)
@signed_in
def put_picture() -> Page:
    """A scan or photograph of a signature on white paper."""
    sent = request.files.get("file")
    try:
        acts.put_picture(service(), actor().id, sent.read() if sent is not None else b"")
    except Invalid as error:
        told = Invalid(error.code, fields={"file": error.code}, **error.parameters)
        return _page(refusal({}, told)), row_of(type(error)).page
    flash(_("Đã lưu ảnh chữ ký. Ảnh hiện trên những bản PDF Ông/Bà ký từ nay."))
    return see_other("people.picture")


@own.post(f"{ADDRESS}/remove")
@signed_in
def remove_picture() -> Page:
    """No picture from now on."""
    acts.remove_picture(service(), actor().id)
    flash(_("Đã gỡ ảnh chữ ký."))
    return see_other("people.picture")


@own.get(f"{ADDRESS}.png")
@signed_in
def picture_file() -> Response:
    """My picture as it is kept."""
    with service().db.read() as session:
        found = picture_of(session, actor().id)
    if found is None:
        raise NotFound("PICTURE-NONE")
    return Response(read_bytes(service().store, found.sha256), mimetype=PNG)


def _page(form: Form) -> str:
    with service().db.read() as session:
        found = picture_of(session, actor().id)
    return render_template("people/picture.html", form=form, picture=found)

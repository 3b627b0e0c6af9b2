"""One's own certificate of another CA: handed in, waiting, taken back."""

from uuid import UUID

from flask import flash, render_template, request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.errors import Conflict, Invalid, QmsError
from qms.people.acts import outside_certificates as acts
from qms.people.current import actor, service
from qms.people.queries.certificates import registrations_of, trust_anchors
from qms.people.rules.certificates import RegistrationState
from qms.people.views.blueprints import own
from qms.people.views.keys import certificate_row
from qms.people.views.sign_in import Page, see_other
from qms.signing.outside import MOST_BYTES, own_token_certificates
from qms.web.errors import row_of
from qms.web.forms import Form, refusal
from qms.web.guards import signed_in

ADDRESS = "/profile/own-certificate"
STATES: dict[RegistrationState, tuple[str, LazyString]] = {
    RegistrationState.WAITING: ("wait", _l("Chờ xác nhận")),
    RegistrationState.CONFIRMED: ("good", _l("Đã xác nhận")),
    RegistrationState.REFUSED: ("dead", _l("Không xác nhận")),
    RegistrationState.TAKEN_BACK: ("quiet", _l("Đã rút lại")),
}


@own.app_template_filter("registration_state")
def registration_state(state: RegistrationState) -> tuple[str, str]:
    """Tone and words of how far a registration is."""
    tone, words = STATES[state]
    return tone, str(words)


@own.get(ADDRESS)
@signed_in
def own_certificate() -> Page:
    """What I may sign with outside, and what waits to be confirmed."""
    return _page(Form())


@own.post(ADDRESS)
@signed_in
def register_certificate() -> Page:
    """Judged at once; an administrator confirms that it is mine."""
    try:
        acts.register_certificate(service(), actor().id, sent_file())
    except (Invalid, Conflict) as error:
        return _refused(error)
    flash(_("Đã nhận chứng thư. Chứng thư ký được sau khi quản trị hệ thống xác nhận."))
    return see_other("people.own_certificate")


@own.post(f"{ADDRESS}/<uuid:registration_id>/take-back")
@signed_in
def take_back_certificate(registration_id: UUID) -> Page:
    """Before anybody has confirmed it."""
    try:
        acts.take_back_certificate(service(), actor().id, registration_id)
    except Conflict as error:
        return _refused(error)
    flash(_("Đã rút lại đề nghị."))
    return see_other("people.own_certificate")


def sent_file(name: str = "file", most: int = MOST_BYTES) -> bytes:
    """The one file of a form, never more of it than could be taken."""
    given = request.files.get(name)
    if given is None or not given.filename:
        raise Invalid("FIELDS-INVALID", fields={name: "FIELD-MISSING"})
    return given.stream.read(most + 1)


def _refused(error: QmsError) -> tuple[str, int]:
    return _page(refusal({}, error)), row_of(type(error)).page


def _page(form: Form) -> str:
    now, me = service().now(), actor()
    with service().db.read() as session:
        live = [certificate_row(one, now) for one in own_token_certificates(session, me.id, now)]
        asked = registrations_of(session, me.id)
        trusted = [one for one in trust_anchors(session, now) if one.retired_at is None]
    return render_template(
        "people/own_certificate.html", form=form, live=live, registrations=asked, anchors=trusted
    )

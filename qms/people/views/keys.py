"""One's own signing key: made under a passphrase, revoked with a reason, made anew."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from qms.errors import Conflict, Invalid, NotSignedIn, QmsError, Throttled
from qms.people.acts import signing_keys as acts
from qms.people.current import actor, address, service
from qms.people.queries.own_certificates import certificate_lines
from qms.people.schemas import Enrol, Revocation
from qms.people.views.blueprints import own
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.signing import Certificate, RevocationReason, live_certificate
from qms.signing.model import Source
from qms.web.forms import Form, refusal, same_twice, submitted
from qms.web.guards import signed_in

REASONS: dict[RevocationReason, LazyString] = {
    RevocationReason.PASSPHRASE_LOST: _l("Quên mật khẩu ký"),
    RevocationReason.KEY_COMPROMISE: _l("Lộ khóa hoặc lộ mật khẩu ký"),
    RevocationReason.AFFILIATION_CHANGED: _l("Thay đổi vị trí công tác"),
    RevocationReason.CESSATION_OF_OPERATION: _l("Không ký nữa"),
    RevocationReason.SUPERSEDED: _l("Đã thay bằng chứng thư mới"),
}


SOURCES: dict[Source, LazyString] = {
    Source.INTERNAL: _l("Cơ quan cấp, khóa giữ tại đây"),
    Source.OUTSIDE: _l("Nơi khác cấp, khóa trong thiết bị riêng"),
    Source.TOKEN: _l("Khóa trong thiết bị của cơ quan"),
}


@own.app_template_filter("source_name")
def source_name(source: Source | str) -> str:
    """Where a certificate and its key are from, in words."""
    return str(SOURCES[Source(source)])


@own.app_template_filter("revocation_name")
def revocation_name(reason: RevocationReason | str) -> str:
    """A reason of revocation in words."""
    return str(REASONS[RevocationReason(reason)])


@own.get("/profile/signing-key")
@signed_in
def signing_key() -> Page:
    """Whether I can sign, and what I have signed with."""
    return _page(Form())


@own.post("/profile/signing-key")
@signed_in
def enrol() -> Page:
    """A new key; one that is still good ends as superseded when that was asked for."""
    values = submitted()
    replace = values.pop("replace", "") == "true"
    try:
        data = take(Enrol, same_twice(values, "passphrase"), form=True)
        acts.enrol_signing_key(
            service(),
            actor().id,
            data.passphrase,
            data.password,
            replace=replace,
            address=address(),
        )
    except (Invalid, NotSignedIn, Throttled, Conflict) as error:
        return _refused(values, error)
    flash(_("Đã tạo khóa ký số. Từ nay Ông/Bà ký bằng mật khẩu ký vừa đặt."))
    return see_other("people.signing_key")


@own.post("/profile/signing-key/<uuid:certificate_id>/revoke")
@signed_in
def revoke(certificate_id: UUID) -> Page:
    """Final; signatures made before stay valid unless the key was compromised."""
    values = submitted()
    try:
        data = take(Revocation, values, form=True)
        acts.revoke_certificate(
            service(), actor().id, certificate_id, data.reason, invalidity_at=data.invalidity_at
        )
    except (Invalid, Conflict) as error:
        return _refused(values, error)
    flash(_("Chứng thư đã bị thu hồi."))
    return see_other("people.signing_key")


def reasons() -> list[tuple[str, LazyString]]:
    """What may be chosen: that a new one took its place is never chosen."""
    return [(one.value, word) for one, word in REASONS.items() if one.value != "superseded"]


def _refused(values: dict[str, Any], error: QmsError) -> tuple[str, int]:
    return _page(refusal(values, error)), 422


def _page(form: Form) -> str:
    now, me = service().now(), actor()
    with service().db.read() as session:
        live = live_certificate(session, me.id, now)
        certificates = certificate_lines(session, me.id, now)
    return render_template(
        "people/signing_key.html",
        form=form,
        live=live and certificate_row(live, now),
        certificates=certificates,
        reasons=reasons(),
    )


def certificate_row(certificate: Certificate, now: datetime) -> dict[str, Any]:
    """What a page shows of a certificate."""
    expired = certificate.not_after < now
    return {
        "id": certificate.id,
        "serial": certificate.serial,
        "sha256": certificate.sha256,
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "not_before": certificate.not_before,
        "not_after": certificate.not_after,
        "revoked_at": certificate.revoked_at,
        "reason": certificate.reason,
        "status": "revoked" if certificate.revoked_at else "expired" if expired else "valid",
    }

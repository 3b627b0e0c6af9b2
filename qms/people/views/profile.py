"""One's own page: who I am here, my sessions, my password."""

from flask import flash, render_template, request
from flask_babel import gettext as _

from qms.errors import Conflict, Invalid, NotSignedIn, Throttled
from qms.people import queries
from qms.people.acts import passwords, sessions
from qms.people.current import actor, address, service
from qms.people.queries.own_certificates import certificate_lines
from qms.people.schemas import PasswordChange
from qms.people.tokens import digest
from qms.people.views.blueprints import own
from qms.people.views.sign_in import Page, see_other
from qms.schemas import take
from qms.web.cookies import session_token
from qms.web.forms import Form, refused, same_twice, submitted
from qms.web.guards import before_password_change, signed_in


@own.get("/profile")
@signed_in
def profile() -> Page:
    """Roles, positions, delegations, sessions and tokens of whoever asks."""
    me, now = actor(), service().now()
    with service().db.read() as session:
        context = {
            "person": queries.person_detail(session, me.id, now),
            "holdings": queries.holdings(session, me.id, now=now),
            "delegations": queries.delegations(session, me.id, now=now),
            "sessions": queries.sessions_of(session, me.id, now, queries.idle_of(service())),
            "certificates": certificate_lines(session, me.id, now),
            "tokens": queries.tokens_of(session, me.id),
        }
    return render_template(
        "people/profile.html", this_session=digest(session_token(request) or ""), now=now, **context
    )


@own.get("/profile/password")
@before_password_change
def password() -> Page:
    """A new password for whoever knows the present one."""
    return render_template("people/password.html", form=Form())


@own.post("/profile/password")
@before_password_change
def change_password() -> Page:
    """Every other session ends; this one goes on."""
    values = submitted()
    try:
        data = take(PasswordChange, same_twice(values, "password"), form=True)
        passwords.change_password(
            service(),
            actor().id,
            data.present,
            data.password,
            keep_session=session_token(request) or "",
            address=address(),
        )
    except (Invalid, NotSignedIn, Throttled, Conflict) as error:
        return refused("people/password.html", values, error)
    flash(_("Mật khẩu đã được đổi. Các phiên đăng nhập khác đã kết thúc."))
    return see_other("people.profile")


@own.post("/profile/sessions/<session_id>/end")
@signed_in
def end_session(session_id: str) -> Page:
    """A browser left open elsewhere is signed out."""
    sessions.end_session(service(), actor().id, session_id)
    flash(_("Phiên đăng nhập đã được kết thúc."))
    return see_other("people.profile")

"""Signing in and out, the one-time code, the password once more, the language."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from qms.errors import Invalid, NotFound, NotSignedIn, Throttled
from qms.people.acts import language, passwords, sessions
from qms.people.current import actor, address, service
from qms.people.schemas import Confirm, Redeem, SignIn
from qms.people.views.blueprints import own
from qms.schemas import take
from qms.web.cookies import end_session, remember_language, session_token, start_session
from qms.web.current import current_actor
from qms.web.forms import Form, refused, same_twice, submitted
from qms.web.guards import before_password_change, public
from qms.web.locales import DEFAULT, LOCALES
from qms.web.redirects import safe_path

Page = str | tuple[str, int] | AnyResponse
REFUSALS = (Invalid, NotFound, NotSignedIn, Throttled)


def see_other(endpoint: str, **values: Any) -> AnyResponse:
    """After a form: look at this page."""
    return redirect(url_for(endpoint, **values), 303)


def _onward() -> AnyResponse:
    return redirect(safe_path(request.args.get("next")), 303)


@own.get("/sign-in")
@public
def sign_in() -> Page:
    """The door."""
    if current_actor() is not None:
        return _onward()
    return render_template("people/sign_in.html", form=Form())


@own.post("/sign-in")
@public
def open_session() -> Page:
    """A right password starts a new session; one that was open in this browser ends."""
    values = submitted()
    try:
        data = take(SignIn, values, form=True)
        raw = sessions.sign_in(
            service(),
            data.login,
            data.password,
            address=address(),
            user_agent=request.user_agent.string,
        )
    except REFUSALS as error:
        return refused("people/sign_in.html", values, error)
    _end_present()
    return start_session(_as_response(_onward()), raw)


@own.post("/sign-out")
@before_password_change
def sign_out() -> Page:
    """The session ends in the database, so that a copy of the cookie is dead too."""
    _end_present()
    flash(_("Ông/Bà đã đăng xuất."))
    return end_session(_as_response(see_other("people.sign_in")))


@own.get("/first-sign-in")
@public
def first_sign_in() -> Page:
    """For whoever was handed a code, at the first sign-in or after a forgotten password."""
    return render_template(
        "people/first_sign_in.html", form=Form({"code": request.args.get("code", "")})
    )


@own.post("/first-sign-in")
@public
def redeem() -> Page:
    """A code sets a password, once."""
    values = submitted()
    try:
        given = same_twice(values, "password")
        data = take(Redeem, given, form=True)
        passwords.redeem_one_time_code(service(), data.code, data.password, address=address())
    except REFUSALS as error:
        return refused("people/first_sign_in.html", values, error)
    flash(_("Mật khẩu đã được đặt. Hãy đăng nhập bằng mật khẩu mới."))
    return see_other("people.sign_in")


@own.get("/confirm")
@before_password_change
def confirm() -> Page:
    """Before something that matters: the password once more."""
    return render_template("people/confirm.html", form=Form())


@own.post("/confirm")
@before_password_change
def confirm_again() -> Page:
    """Good for ten minutes in this session."""
    values = submitted()
    try:
        data = take(Confirm, values, form=True)
        raw = session_token(request) or ""
        sessions.confirm_again(service(), raw, data.password, address=address())
    except (Invalid, NotSignedIn, Throttled) as error:
        return refused("people/confirm.html", values, error)
    return _onward()


@own.post("/language")
@public
def choose_language() -> Page:
    """The choice is the person's; for whoever is not signed in it is the browser's."""
    wanted = request.form.get("locale", DEFAULT)
    locale = wanted if wanted in LOCALES else DEFAULT
    if current_actor() is not None:
        language.choose_language(service(), actor().id, locale)
    onward = redirect(safe_path(request.form.get("next")), 303)
    return remember_language(_as_response(onward), locale)


def _end_present() -> None:
    raw = session_token(request)
    if raw is not None:
        sessions.sign_out(service(), raw)


def _as_response(response: AnyResponse) -> Response:
    if not isinstance(response, Response):
        raise TypeError("a redirect of this application is a Flask response")
    return response

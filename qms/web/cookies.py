"""The session cookie: an opaque random token, nothing else. Its row is in the database."""

from flask import Request, Response, current_app, session

LIFETIME = 12 * 3600  # the absolute limit of a session; the row decides, the cookie only forgets
LANGUAGE = "lang"


def cookie_name(name: str, *, secure: bool) -> str:
    """With `__Host-` where HTTPS is promised: no subdomain can set such a cookie (RFC 6265bis)."""
    return f"__Host-{name}" if secure else name


def session_token(req: Request) -> str | None:
    """The raw session token of this request."""
    return req.cookies.get(_name()) or None


def start_session(response: Response, raw: str) -> Response:
    """Hand over a new session; whatever was known before signing in is forgotten."""
    session.clear()
    response.set_cookie(
        _name(), raw, max_age=LIFETIME, path="/", httponly=True, samesite="Lax", secure=_secure()
    )
    return response


def end_session(response: Response) -> Response:
    """Forget the session in this browser."""
    session.clear()
    response.delete_cookie(_name(), path="/", httponly=True, samesite="Lax", secure=_secure())
    return response


def remember_language(response: Response, locale: str) -> Response:
    """Keep the language for a year, for whoever is not signed in."""
    response.set_cookie(
        LANGUAGE,
        locale,
        max_age=365 * 86400,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=_secure(),
    )
    return response


def _name() -> str:
    return cookie_name("qms", secure=_secure())


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])

"""Who is asking: found once per request through the loaders that the application injects.

Pages take the session cookie only, the API takes a bearer token only: so no page can be driven by a
token, and the API needs no protection against forged forms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast
from uuid import UUID

from flask import Flask, Request, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user

from qms.errors import NotSignedIn, QmsError
from qms.web.cookies import session_token

API_PREFIX = "/api/"
EXTENSION = "qms.identity"


class SomeActor(Protocol):
    """What the shell needs to know of the person who is acting."""

    @property
    def id(self) -> UUID: ...
    @property
    def login(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def token_acts(self) -> bool: ...
    @property
    def must_change(self) -> bool: ...
    def has(self, role: Any, unit_id: UUID | None = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """How the application finds people; each takes the raw secret that came with the request."""

    by_session: Callable[[str], SomeActor | None]
    by_token: Callable[[str], SomeActor | None]
    is_confirmed: Callable[[str], bool]


class Visitor(UserMixin):  # type: ignore[misc]
    """The user as Flask-Login knows it."""

    def __init__(self, actor: SomeActor) -> None:
        self.actor = actor

    def get_id(self) -> str:
        return str(self.actor.id)


def install(app: Flask, identity: Identity) -> None:
    """Let Flask-Login find people by the request alone; its own signed cookie names nobody."""
    app.extensions[EXTENSION] = identity
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.request_loader(_load)


def is_api() -> bool:
    """Whether this request speaks to the API."""
    return request.path.startswith(API_PREFIX)


def current_actor() -> SomeActor | None:
    """The person of this request, or None."""
    if not current_user:
        return None
    return getattr(current_user, "actor", None)


def required_actor() -> SomeActor:
    """The person of this request; raises NotSignedIn."""
    actor = current_actor()
    if actor is None:
        raise NotSignedIn()
    return actor


def is_confirmed() -> bool:
    """Whether the password of this session was typed lately."""
    raw = session_token(request)
    return raw is not None and not is_api() and _identity().is_confirmed(raw)


def bearer_token(req: Request) -> str | None:
    """The token of `Authorization: Bearer TOKEN`."""
    scheme, _, token = req.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _identity() -> Identity:
    return cast(Identity, current_app.extensions[EXTENSION])


def _load(req: Request) -> Visitor | None:
    if g.get("identity_failed"):  # the page that reports the failure is drawn for nobody
        return None
    try:
        actor = _find(req)
    except QmsError:
        g.identity_failed = True
        raise
    return Visitor(actor) if actor is not None else None


def _find(req: Request) -> SomeActor | None:
    if is_api():
        token = bearer_token(req)
        return _identity().by_token(token) if token else None
    raw = session_token(req)
    return _identity().by_session(raw) if raw else None

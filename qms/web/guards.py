"""Deny by default: a view that does not say who may call it is called by nobody.

These are doors, not rules: what a person may do to an object is decided by the act.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask import Flask, current_app, request

from qms.errors import NotAllowed, NotSignedIn
from qms.web.current import SomeActor, current_actor, is_api, is_confirmed

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "_qms_access"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC = frozenset({"static", "bootstrap.static"})


class NotConfirmed(NotAllowed):
    """The password must be typed again before this (HTTP 403; pages ask for it)."""

    code = "CONFIRM-AGAIN"


class MustChangePassword(NotAllowed):
    """Nothing else may be done before the password is changed (HTTP 403; pages ask for it)."""

    code = "MUST-CHANGE-PASSWORD"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may call a view."""

    signed_in: bool = True
    roles: frozenset[Any] = frozenset()
    permit: Callable[[Any], bool] | None = None
    confirmed: bool = False
    before_change: bool = False


def public(view: View) -> View:
    """Anybody, signed in or not."""
    return _declare(view, Access(signed_in=False))


def signed_in(view: View) -> View:
    """Everybody with a valid session or token."""
    return _declare(view, Access())


def before_password_change(view: View) -> View:
    """Like `signed_in`, also for who must change the password first."""
    return _declare(view, Access(before_change=True))


def allow(*roles: Any) -> Callable[[View], View]:
    """Everybody who holds one of these roles anywhere."""
    return lambda view: _declare(view, Access(roles=frozenset(roles)))


def permission(permit: Callable[[Any], bool]) -> Callable[[View], View]:
    """Everybody for whom this rule of the room says yes."""
    return lambda view: _declare(view, Access(permit=permit))


def confirmed(view: View) -> View:
    """Above another declaration: and who has typed the password within ten minutes."""
    access = access_of(view)
    if access is None or not access.signed_in:
        raise TypeError("@confirmed stands above @signed_in, @allow or @permission")
    return _declare(view, replace(access, confirmed=True), again=True)


def declare_public(app: Flask, endpoint: str) -> None:
    """For a view that a library made."""
    public(app.view_functions[endpoint])


def access_of(view: Callable[..., Any]) -> Access | None:
    """What the view declares."""
    return getattr(view, ATTRIBUTE, None)


def install(app: Flask) -> None:
    """Check every request before its view."""
    app.before_request(_check_request)


def check(access: Access | None, actor: SomeActor | None) -> None:
    """Raises NotSignedIn or NotAllowed unless this person may come in."""
    if access is None:
        raise NotAllowed("NO-ACCESS-DECLARED")
    if not access.signed_in:
        return
    if actor is None:
        raise NotSignedIn()
    _check_actor(access, actor)


def _check_actor(access: Access, actor: SomeActor) -> None:
    if actor.must_change and not access.before_change:
        raise MustChangePassword()
    if access.roles and not any(actor.has(role) for role in access.roles):
        raise NotAllowed("ROLE-MISSING")
    if access.permit is not None and not access.permit(actor):
        raise NotAllowed("ROLE-MISSING")


def _check_request() -> None:
    if request.endpoint is None or request.endpoint in STATIC:
        return
    access = access_of(current_app.view_functions[request.endpoint])
    actor = current_actor() if access is not None and access.signed_in else None
    if actor is not None and is_api() and request.method not in SAFE and not actor.token_acts:
        raise NotAllowed("TOKEN-READ-ONLY")  # before the roles: another role would not help
    check(access, actor)
    if access is not None and access.confirmed and not is_confirmed():
        raise NotConfirmed()


def _declare(view: View, access: Access, *, again: bool = False) -> View:
    if access_of(view) is not None and not again:
        raise TypeError(f"{view.__name__} declares its access twice")
    setattr(view, ATTRIBUTE, access)
    return view

"""The layout around every page, and one call that equips an application with all of this."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from apiflask import APIFlask
from flask import current_app, request, url_for
from flask_babel import LazyString, get_locale
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from qms.errors import NotAllowed, QmsError
from qms.settings import ROOT, Settings
from qms.web import current, description, errors, filters, guards, headers, health, limits, locales
from qms.web.cookies import cookie_name
from qms.web.redirects import present_path

NAV_DRAWN = "qms.nav"  # in the environment of one request


@dataclass(frozen=True, slots=True)
class NavItem:
    """A room's entry in the main navigation."""

    endpoint: str
    label: LazyString
    is_shown: Callable[[Any], bool] = lambda _actor: True
    count: Callable[[Any], int] | None = None


@dataclass(frozen=True, slots=True)
class About:
    """Whose installation this is."""

    agency: str = ""
    agency_en: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What the application hands to the layout; the layout knows no room."""

    identity: current.Identity
    about: Callable[[], About]
    nav: tuple[NavItem, ...]
    checks: Mapping[str, health.Check]
    search: str = ""  # the endpoint that the box in the header asks
    home: str = ""


def make_app(settings: Settings, title: str, version: str) -> APIFlask:
    """A bare application: our folders, no JSON errors, the OpenAPI page in its place."""
    return APIFlask(
        "qms",
        title=title,
        version=version,
        spec_path=description.SPEC_PATH,
        docs_path=None,
        json_errors=False,
        root_path=str(ROOT / "qms"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "qms" / "web" / "static"),
        static_url_path="/static",
        instance_path=str(settings.instance),
    )


def equip(app: APIFlask, settings: Settings, secret: bytes, shell: Shell) -> None:
    """Guards, errors, headers, limits, languages, layout: in the order a request meets them."""
    _configure(app, settings, secret)
    limits.install(app, settings.max_upload_bytes)
    current.install(app, shell.identity)
    locales.install(app, str(ROOT / "qms" / "translations"))
    _protect_forms(app)
    guards.install(app)
    errors.install(app)
    headers.install(app)
    filters.install(app)
    health.install(app, shell.checks)
    description.install(app)
    guards.declare_public(app, "openapi.spec")
    Bootstrap5(app)
    app.context_processor(lambda: _layout(shell))
    app.add_template_global(here_with, "here_with")
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_port=hops
        )


def _configure(app: APIFlask, settings: Settings, secret: bytes) -> None:
    app.config.update(
        SECRET_KEY=secret,
        SESSION_COOKIE_NAME=cookie_name("qms_form", secure=settings.secure_cookies),
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_NAME="qms_unused",  # Flask-Login's own cookies name nobody here
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open as long as the session lives
        WTF_CSRF_CHECK_DEFAULT=False,  # checked by us: pages always, the API never
        BOOTSTRAP_SERVE_LOCAL=True,
        PREFERRED_URL_SCHEME="https" if settings.secure_cookies else "http",
    )
    if settings.base_url:
        host = urlsplit(settings.base_url).hostname or ""
        app.config["TRUSTED_HOSTS"] = [host, "localhost", "127.0.0.1"]
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}


def _protect_forms(app: APIFlask) -> None:
    csrf = CSRFProtect(app)

    def check() -> None:
        if request.method in guards.SAFE or current.is_api() or request.endpoint is None:
            return
        # Browsers say where a request comes from; older ones say nothing and have the token.
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise NotAllowed("CROSS-SITE")
        csrf.protect()

    app.before_request(check)


def _layout(shell: Shell) -> dict[str, Any]:
    actor = current.current_actor()
    locale = str(get_locale() or locales.DEFAULT)
    about = _about(shell)
    return {
        "actor": actor,
        "agency": (about.agency_en if locale == "en" else "") or about.agency,
        "demo": about.demo,
        "nav": _nav_of_request(shell, actor),
        "search_address": _address(shell.search),
        "home_address": _address(shell.home) or "/",
        "locale": locale,
        "locales": locales.LOCALES,
        "here": present_path(),
    }


def here_with(**changes: str | None) -> str:
    """The address of this page with some of its arguments changed or (None) left out."""
    kept = {name: values for name, values in request.args.lists() if name not in changes}
    added = {name: [value] for name, value in changes.items() if value is not None}
    query = urlencode({**kept, **added}, doseq=True)
    return f"{request.path}?{query}" if query else request.path


def _about(shell: Shell) -> About:
    try:
        return shell.about()
    except QmsError:  # the page that reports the failure is drawn without a name
        return About()


def _address(endpoint: str) -> str | None:
    return url_for(endpoint) if endpoint in current_app.view_functions else None


def _nav_of_request(shell: Shell, actor: current.SomeActor | None) -> list[dict[str, Any]]:
    """Counted once a request: a page is drawn from many templates, each with this layout."""
    drawn = request.environ.get(NAV_DRAWN)
    if drawn is None or drawn[0] is not actor:
        drawn = request.environ[NAV_DRAWN] = (actor, _nav(shell, actor))
    return cast(list[dict[str, Any]], drawn[1])


def _nav(shell: Shell, actor: current.SomeActor | None) -> list[dict[str, Any]]:
    if actor is None or actor.must_change:
        return []
    entries = {item.endpoint for item in shell.nav}
    return [
        {
            "endpoint": item.endpoint,
            "label": item.label,
            "current": _is_in(item.endpoint, entries),
            "count": _count(item, actor),
        }
        for item in shell.nav
        if item.endpoint in current_app.view_functions and item.is_shown(actor)
    ]


def _is_in(endpoint: str, others: set[str]) -> bool:
    """The entry of this very page, else the one of its room where the page has no own entry."""
    if request.endpoint == endpoint:
        return True
    room = endpoint.partition(".")[0]
    return request.endpoint not in others and request.blueprint == room


def _count(item: NavItem, actor: current.SomeActor) -> int:
    try:
        return item.count(actor) if item.count else 0
    except QmsError:  # the page itself says what is wrong
        return 0

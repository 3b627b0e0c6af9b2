"""The application: wires the rooms together and decides nothing."""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import replace

from apiflask import APIFlask
from flask_babel import lazy_gettext as _l

from qms import schema
from qms.changes import api as changes_api
from qms.changes import views as changes_views
from qms.distribution import api as distribution_api
from qms.distribution import views as distribution_views
from qms.documents import api as documents_api
from qms.documents import views as documents_views
from qms.documents.views import noting
from qms.errors import Unavailable
from qms.home import api as home_api
from qms.home import queries as home_queries
from qms.home import views as home_views
from qms.installation import InstallationFacts, installation
from qms.people import api as people_api
from qms.people import current, queries
from qms.people import views as people_views
from qms.people.rules import CONFIRMED_FOR, Actor, may_administer
from qms.periodic import api as periodic_api
from qms.periodic import views as periodic_views
from qms.proofs import api as proofs_api
from qms.proofs import views as proofs_views
from qms.records import api as records_api
from qms.records import views as records_views
from qms.references import api as references_api
from qms.references import views as references_views
from qms.registers import api as registers_api
from qms.registers import views as registers_views
from qms.retention import api as retention_api
from qms.retention import views as retention_views
from qms.sealing import api as sealing_api
from qms.sealing import views as sealing_views
from qms.service import Service, instance_secret, open_service
from qms.settings import Settings
from qms.transition import api as transition_api
from qms.transition import views as transition_views
from qms.web import idempotency, panels
from qms.web.current import Identity
from qms.web.health import Check
from qms.web.shell import About, NavItem, Shell, equip, make_app

TITLE = "QMS"
VERSION = "0.1.0"

# The rooms above the documents, in the order in which they show themselves on a document's page.
UPPER_VIEWS = (
    sealing_views,
    proofs_views,
    distribution_views,
    changes_views,
    references_views,
    periodic_views,
    records_views,
    retention_views,
    transition_views,
    registers_views,
)
UPPER_APIS = (
    sealing_api,
    proofs_api,
    distribution_api,
    changes_api,
    references_api,
    periodic_api,
    records_api,
    retention_api,
    transition_api,
    registers_api,
)

NAV = (
    NavItem("home.my_work", _l("Việc của tôi")),
    NavItem("documents.register", _l("Tài liệu")),
    NavItem("registers.index", _l("Sổ và danh mục")),
    NavItem("home.search", _l("Tìm kiếm")),
    NavItem("admin.people", _l("Quản trị"), may_administer),
)


def create_app(settings: Settings | None = None, service: Service | None = None) -> APIFlask:
    """The web application of one installation."""
    settings = settings or (service.settings if service else Settings.from_env())
    service = service or open_service(settings)
    app = make_app(settings, TITLE, VERSION)
    app.extensions[current.EXTENSION] = service
    secret = hmac.digest(instance_secret(settings), b"forms and flashes", hashlib.sha256)
    equip(app, settings, secret, _shell(service))
    idempotency.install(app, service.db, service.now)
    noting.install(app, service.db)
    for blueprint in (
        *home_views.BLUEPRINTS,
        *home_api.BLUEPRINTS,
        *people_views.BLUEPRINTS,
        *people_api.BLUEPRINTS,
        *documents_views.BLUEPRINTS,
        *documents_api.BLUEPRINTS,
        *(one for views in UPPER_VIEWS for one in views.BLUEPRINTS),
        *(one for api in UPPER_APIS for one in api.BLUEPRINTS),
    ):
        app.register_blueprint(blueprint)
    panels.install(app, [views.PANELS for views in UPPER_VIEWS])
    return app


def _shell(service: Service) -> Shell:
    return Shell(
        _identity(service),
        _about(service),
        (replace(NAV[0], count=_waiting(service)), *NAV[1:]),
        _checks(service),
        search="home.search",
        home="home.my_work",
    )


def _waiting(service: Service) -> Callable[[Actor], int]:
    def count(actor: Actor) -> int:
        with service.db.read() as session:
            return home_queries.waiting_count(session, actor, service.now())

    return count


def _identity(service: Service) -> Identity:
    def is_confirmed(raw: str) -> bool:
        row = queries.session_row(service, raw)
        return row is not None and service.now() - row.confirmed_at <= CONFIRMED_FOR

    return Identity(
        by_session=lambda raw: queries.resolve_session(service, raw),
        by_token=lambda raw: queries.resolve_token(service, raw),
        is_confirmed=is_confirmed,
    )


def _about(service: Service) -> Callable[[], About]:
    known: list[InstallationFacts] = []  # what `qms init` wrote once and nothing changes

    def about() -> About:
        if not known:
            with service.db.read() as session:
                known.append(installation(session))
        facts = known[0]
        return About(facts.agency, facts.agency_en, facts.demo)

    return about


def _checks(service: Service) -> dict[str, Check]:
    def database() -> None:
        with service.db.read() as session:
            installation(session)

    def migrations() -> None:
        if not schema.is_at_head(service.db):
            raise Unavailable("MIGRATION-NEEDED")

    def store() -> None:
        path = service.settings.store_path  # made with the first file that is kept
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise Unavailable("STORE-NOT-WRITABLE")

    def converter() -> None:
        if service.converter is None:
            raise Unavailable("PDF-CONVERTER-ABSENT")

    return {
        "database": database,
        "migrations": migrations,
        "store": store,
        "converter": converter,
    }

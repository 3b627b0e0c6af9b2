"""Fixtures everybody shares: a database of each kind, a service with a clock, the web."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qms.db import Database
from tests.support import databases, postgres, run
from tests.support.clock import Clock
from tests.support.guards import close_the_outside
from tests.support.postgres import Cluster

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from qms.service import Service

pytest_plugins = ["tests.support.kinds"]
BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def pytest_configure(config: pytest.Config) -> None:
    close_the_outside()
    if not hasattr(config, "workerinput"):
        os.environ["QMS_TEST_OWNER"] = str(os.getpid())
        run.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and run.VARIABLE in os.environ:
        postgres.stop()
        run.end()


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The run's PostgreSQL server; the test is skipped (in CI: fails) where there is none."""
    found = postgres.cluster()
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install -y postgresql")
    return found


@pytest.fixture(params=BACKENDS)
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh, migrated database; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        with databases.fresh_sqlite(tmp_path) as database:
            yield database
    else:
        with databases.fresh_postgresql(request.getfixturevalue("cluster")) as database:
            yield database


@pytest.fixture(params=BACKENDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table, one of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with databases.empty_postgresql(request.getfixturevalue("cluster")) as url:
            yield url


@pytest.fixture
def clock() -> Clock:
    """Stands at a Monday, 09:00 in Hà Nội; `clock.advance(days=1)` moves it."""
    return Clock()


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    """A login password takes a millisecond, not a fifth of a second."""
    from qms.people.passwords import PasswordCost, set_cost

    before = set_cost(PasswordCost(memory_kib=64, passes=1, lanes=1))
    yield
    set_cost(before)


@pytest.fixture
def service(db: Database, tmp_path: Path, clock: Clock) -> Iterator["Service"]:
    """An installation after `qms init`, empty of people, under a clock that the test moves."""
    from tests.support import installations

    with installations.opened(db, tmp_path / "instance", clock) as opened:
        yield opened


@pytest.fixture
def app(service: "Service") -> Iterator["Flask"]:
    """The web application over this service, CSRF on."""
    from qms.app import create_app
    from qms.documents.views import noting

    made = create_app(service=service)
    yield made
    made.extensions[noting.EXTENSION].close()


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """A browser without JavaScript: keeps cookies, follows what the test follows."""
    return app.test_client()

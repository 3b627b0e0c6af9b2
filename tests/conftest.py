"""Fixtures everybody shares: a database of each kind, a service with a clock, the web."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qms.db import Database
from tests.support import databases, postgres, run
from tests.support.clock import Clock
from tests.support.guards import close_the_outside
from tests.support.postgres import Cluster

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

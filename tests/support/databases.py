"""A fresh database for each test, copied from a template that is migrated once a run."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from qms import schema
from qms.db import Database
from tests.support import postgres, run


@contextmanager
def fresh_sqlite(folder: Path) -> Iterator[Database]:
    """A migrated SQLite file in this folder."""
    target = folder / "qms.db"
    shutil.copyfile(_sqlite_template(), target)
    database = Database(f"sqlite:///{target}")
    try:
        yield database
    finally:
        database.close()


@contextmanager
def fresh_postgresql(cluster: postgres.Cluster) -> Iterator[Database]:
    """A migrated PostgreSQL database of its own."""
    name = f"t_{uuid.uuid4().hex}"
    _postgresql_template(cluster)
    administer(cluster, f"CREATE DATABASE {name} TEMPLATE qms_template")
    database = Database(cluster.url(name))
    try:
        yield database
    finally:
        database.close()
        administer(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def empty_postgresql(cluster: postgres.Cluster) -> Iterator[str]:
    """The URL of a PostgreSQL database without any table."""
    name = f"t_{uuid.uuid4().hex}"
    administer(cluster, f"CREATE DATABASE {name}")
    try:
        yield cluster.url(name)
    finally:
        administer(cluster, f"DROP DATABASE {name} WITH (FORCE)")


def administer(cluster: postgres.Cluster, statement: str) -> None:
    """Run one statement outside any database of ours."""
    address = cluster.url("postgres").replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def _sqlite_template() -> Path:
    with run.once("template.db") as template:
        if not template.exists():
            making = template.with_suffix(".making")
            schema.upgrade(f"sqlite:///{making}")
            making.rename(template)
        return template


def _postgresql_template(cluster: postgres.Cluster) -> None:
    with run.once("qms_template") as done:
        if not done.exists():
            administer(cluster, "DROP DATABASE IF EXISTS qms_template")
            administer(cluster, "CREATE DATABASE qms_template")
            schema.upgrade(cluster.url("qms_template"))
            done.touch()

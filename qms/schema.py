"""The whole schema: every room's tables, their guards, and the one way to move between versions.

A migration is one transaction on both databases. On SQLite a batch rebuild with foreign keys on
empties child tables and drops triggers without a word; therefore foreign keys are off before BEGIN
and checked before COMMIT, and the guards are taken off before and made anew after.
"""

import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import MetaData, inspect, text
from sqlalchemy.engine import Connection, Engine

from qms import triggers
from qms.db import Base, Database, make_engine
from qms.errors import Broken, Unavailable
from qms.settings import ROOT

if TYPE_CHECKING:
    from alembic.config import Config

CODE = Path(__file__).parent
MIGRATIONS = ROOT / "migrations"
VERSIONS = MIGRATIONS / "versions"
VERSION_TABLE = "alembic_version"
ADVISORY_LOCK = 0x514D53  # "QMS": two starting servers migrate one after the other


def metadata() -> MetaData:
    """Every table of the service: each `qms.<room or tool>.model` is found by its name."""
    importlib.import_module("qms.installation")
    for model in sorted(CODE.glob("*/model*")):
        if model.suffix in {".py", ""}:
            importlib.import_module(f"qms.{model.parent.name}.model")
    return Base.metadata


@cache
def head() -> str | None:
    """The newest version this program knows."""
    return _script_head(VERSIONS)


def knows(version: str | None) -> bool:
    """Whether this program can bring a database of this version up to its own."""
    return version == head() if version is None else version in _known(VERSIONS)


def current(url: str) -> str | None:
    """The version this database is at; None where it has none."""
    with _engine(url) as engine, engine.connect() as connection:
        return _version(connection)


def is_at_head(db: Database) -> bool:
    """Whether this program may work on this database."""
    with db.engine.connect() as connection:
        return _version(connection) == head() and bool(_tables(connection))


def missing_guards(db: Database) -> list[str]:
    """Names of guards that should stand in this database and do not."""
    metadata()
    with db.engine.connect() as connection:
        wanted = {one.name for one in triggers.declared(_tables(connection))}
        return sorted(wanted - {name for name, _table in _present_guards(connection)})


def upgrade(url: str, to: str = "head", versions: Path = VERSIONS) -> None:
    """Bring a database forward in one transaction; a SQLite file with data is copied first."""
    _Move(url, "upgrade", to, versions).make()


def downgrade(url: str, to: str, versions: Path = VERSIONS) -> None:
    """Take a database back in one transaction; guards stand again after the next upgrade."""
    _Move(url, "downgrade", to, versions).make()


@dataclass(frozen=True, slots=True)
class _Move:
    """One way from where a database is to another version."""

    url: str
    direction: Literal["upgrade", "downgrade"]
    to: str
    versions: Path

    def make(self) -> None:
        metadata()
        with _engine(self.url) as engine, _one_transaction(engine) as connection:
            self.refuse_strangers(connection)
            if _version(connection) != self.target():
                _copy_before(connection)
                _drop_guards(connection)
                self.walk(connection)
            if self.to == "head":
                _make_guards(connection)
            _check_foreign_keys(connection)

    def target(self) -> str | None:
        return _script_head(self.versions) if self.to == "head" else self.to

    def refuse_strangers(self, connection: Connection) -> None:
        """A version this program does not know, or tables of ours without a version."""
        version = _version(connection)
        if version is not None and version not in _known(self.versions):
            raise Unavailable("SCHEMA-UNKNOWN", version=version)
        ours = _tables(connection) & set(Base.metadata.tables)
        if version is None and ours and self.target() is not None and self.direction == "upgrade":
            raise Unavailable("SCHEMA-UNVERSIONED", tables=", ".join(sorted(ours)[:5]))

    def walk(self, connection: Connection) -> None:
        from alembic import command

        config = alembic_config(self.versions)
        config.attributes["connection"] = connection
        getattr(command, self.direction)(config, self.to)


def alembic_config(versions: Path = VERSIONS) -> "Config":
    """Alembic's settings, built here so that no file repeats them."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option(
        "file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    return config


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _one_transaction(engine: Engine) -> Iterator[Connection]:
    """Alone with the schema: BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL."""
    with engine.connect().execution_options(qms_write=True) as connection:
        if engine.dialect.name == "sqlite":
            _sqlite(connection).execute("PRAGMA foreign_keys = OFF")  # a no-op after BEGIN
        with connection.begin():
            if engine.dialect.name != "sqlite":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
            yield connection


def _sqlite(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 # the caller asked the dialect
    return driver


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _version(connection: Connection) -> str | None:
    if VERSION_TABLE not in _tables(connection):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    return None if found is None else str(found)


def _known(versions: Path) -> set[str]:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(alembic_config(versions))
    return {one.revision for one in script.walk_revisions()}


def _script_head(versions: Path) -> str | None:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(alembic_config(versions)).get_current_head()


def _copy_before(connection: Connection) -> None:
    """Keep the SQLite file as it was, beside it, while nobody else can write."""
    path = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not path or not _tables(connection):
        return
    kept = Path(f"{path}.before-{_version(connection) or 'first'}")
    making = kept.with_name(f"{kept.name}.making")
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(making)) as target,
    ):
        source.backup(target)
    with making.open("rb+") as written:
        os.fsync(written.fileno())
    making.replace(kept)


def _present_guards(connection: Connection) -> list[tuple[str, str]]:
    """(name, table) of every trigger that stands in the database."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
        )
    return [(row[0], row[1]) for row in connection.execute(text(query))]


def _drop_guards(connection: Connection) -> None:
    for name, table in _present_guards(connection):
        on = "" if connection.dialect.name == "sqlite" else f' ON "{table}"'
        connection.execute(text(f'DROP TRIGGER "{name}"{on}'))


def _make_guards(connection: Connection) -> None:
    """Exactly the declared guards stand, those of removed models do not."""
    tables = _tables(connection)
    wanted = {(one.name, one.table) for one in triggers.declared(tables)}
    if set(_present_guards(connection)) != wanted:
        _drop_guards(connection)
        triggers.create(connection, tables)


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if row is not None:
        raise Broken("SCHEMA-FOREIGN-KEYS", table=row[0], parent=row[2])

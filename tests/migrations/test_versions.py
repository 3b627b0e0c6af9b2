"""The real versions: they lead to exactly what the models say, and back."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from qms import schema, triggers
from qms.db import Database
from tests.support import databases


def shape(connection: Connection) -> dict[str, object]:
    """All that a database can tell of its tables, in an order of its own."""
    about = inspect(connection)
    found: dict[str, object] = {}
    for table in about.get_table_names():
        if table == schema.VERSION_TABLE:
            continue
        columns = {
            one["name"]: (str(one["type"]), one["nullable"], one["default"])
            for one in about.get_columns(table)
        }
        found[table] = {
            "columns": columns,
            "key": about.get_pk_constraint(table),
            "foreign": sorted(map(str, about.get_foreign_keys(table))),
            "unique": sorted(map(str, about.get_unique_constraints(table))),
            "indexes": sorted(str(_plain(one)) for one in about.get_indexes(table)),
            "checks": sorted(map(str, about.get_check_constraints(table))),
        }
    return found


def _plain(index: Mapping[str, Any]) -> dict[str, Any]:
    """A partial index with its condition as text."""
    options = {key: str(value) for key, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


@pytest.fixture
def twin_url(db: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the same kind as `db`."""
    if db.is_sqlite:
        yield f"sqlite:///{tmp_path / 'twin.db'}"
    else:
        with databases.empty_postgresql(request.getfixturevalue("cluster")) as url:
            yield url


def test_head_is_what_the_models_say(db):
    metadata = schema.metadata()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_head_has_the_same_checks_and_indexes_as_the_models(db, twin_url):
    made = Database(twin_url)
    with made.engine.begin() as connection:
        schema.metadata().create_all(connection)
        wanted = shape(connection)
    made.close()
    with db.engine.connect() as connection:
        assert shape(connection) == wanted


def test_every_guard_stands_after_the_upgrade(db):
    assert triggers.declared()
    assert schema.missing_guards(db) == []
    assert schema.is_at_head(db)


def test_a_guard_that_was_dropped_is_missed_and_comes_back(db):
    name = triggers.declared(set(schema.metadata().tables))[0]
    on = "" if db.is_sqlite else f" ON {name.table}"
    with db.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER {name.name}{on}"))
    assert schema.missing_guards(db) == [name.name]
    schema.upgrade(db.url)
    assert schema.missing_guards(db) == []


def test_upgrading_twice_changes_nothing(db):
    schema.upgrade(db.url)
    assert schema.is_at_head(db)


def steps() -> list[tuple[str, str]]:
    """Each version with the one before it."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(schema.alembic_config())
    return [(one.revision, one.down_revision or "base") for one in script.walk_revisions()][::-1]


def test_each_version_goes_up_down_and_up(empty_url):
    for version, before in steps():
        schema.upgrade(empty_url, version)
        schema.downgrade(empty_url, before)
        assert schema.current(empty_url) == (None if before == "base" else before)
        schema.upgrade(empty_url, version)
    schema.upgrade(empty_url)
    database = Database(empty_url)
    assert schema.is_at_head(database)
    assert schema.missing_guards(database) == []
    database.close()


def test_version_files_begin_with_their_day():
    for path in schema.VERSIONS.glob("*.py"):
        year, month, day = path.name.split("_")[:3]
        assert len(year) == 4
        assert 1 <= int(month) <= 12
        assert 1 <= int(day) <= 31

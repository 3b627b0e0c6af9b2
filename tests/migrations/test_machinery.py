"""What a migration may never do: lose rows, lose a guard, stay half done, walk on a stranger."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from qms import schema, triggers
from qms.db import Database
from qms.errors import Broken, Unavailable
from qms.settings import ROOT
from tests.migrations.versions import FAMILY, REBUILD, WITHOUT_FAMILY, write

GUARD = triggers.Trigger("t_parent_no_delete", "t_parent", "BEFORE DELETE", "1=1", "kept")


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Version `one` with a parent and its two children."""
    folder = tmp_path / "versions"
    write(folder, "one", None, FAMILY, WITHOUT_FAMILY)
    return folder


@pytest.fixture
def guard():
    """A declared guard on the parent, forgotten after the test."""
    triggers.declare(GUARD)
    yield GUARD
    del triggers._declared[GUARD.name]


def rows(url: str, query: str) -> list[tuple]:
    database = Database(url)
    with database.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    database.close()
    return found


def tables(url: str) -> set[str]:
    database = Database(url)
    names = set(inspect(database.engine).get_table_names())
    database.close()
    return names


def test_a_rebuild_keeps_children_and_guards(empty_url, versions, guard):
    schema.upgrade(empty_url, "one", versions)
    write(versions, "two", "one", REBUILD)
    schema.upgrade(empty_url, versions=versions)
    assert rows(empty_url, "SELECT id, parent_id FROM t_child ORDER BY id") == [(10, 1), (11, 1)]
    assert rows(empty_url, "SELECT name, note FROM t_parent") == [("một", None)]
    database = Database(empty_url)
    with pytest.raises(DBAPIError, match="kept"), database.engine.begin() as connection:
        connection.execute(text("DELETE FROM t_parent"))
    database.close()


def test_the_whole_way_up_is_one_transaction(empty_url, versions):
    write(versions, "two", "one", 'op.create_table("t_more", sa.Column("id", sa.Integer))')
    write(versions, "three", "two", 'raise RuntimeError("a bug")')
    with pytest.raises(RuntimeError, match="a bug"):
        schema.upgrade(empty_url, versions=versions)
    assert tables(empty_url) == set()


def test_a_migration_killed_in_the_middle_starts_again_clean(empty_url, versions, tmp_path):
    kill = tmp_path / "kill"
    kill.touch()
    write(
        versions,
        "two",
        "one",
        f"""
        op.create_table("t_more", sa.Column("id", sa.Integer))
        op.drop_table("t_child")
        if os.path.exists({str(kill)!r}):
            os.kill(os.getpid(), signal.SIGKILL)
        op.create_table("t_last", sa.Column("id", sa.Integer))
        """,
    )
    schema.upgrade(empty_url, "one", versions)
    program = "import sys; from pathlib import Path; from qms import schema; "
    program += "schema.upgrade(sys.argv[1], versions=Path(sys.argv[2]))"
    command = [sys.executable, "-c", program, empty_url, str(versions)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    assert schema.current(empty_url) == "one"
    assert tables(empty_url) == {"t_parent", "t_child", "alembic_version"}
    assert len(rows(empty_url, "SELECT id FROM t_child")) == 2
    kill.unlink()
    subprocess.run(command, cwd=ROOT, check=True)
    assert schema.current(empty_url) == "two"
    assert tables(empty_url) >= {"t_more", "t_last"}


def test_a_migration_that_orphans_a_row_is_undone(tmp_path, versions):
    url = f"sqlite:///{tmp_path / 'empty.db'}"  # PostgreSQL refuses the statement itself
    schema.upgrade(url, "one", versions)
    write(versions, "two", "one", 'op.execute("DELETE FROM t_parent")')
    with pytest.raises(Broken, match="SCHEMA-FOREIGN-KEYS"):
        schema.upgrade(url, "two", versions)
    assert rows(url, "SELECT id FROM t_parent") == [(1,)]


def test_a_sqlite_file_with_data_is_copied_before(tmp_path, versions):
    url = f"sqlite:///{tmp_path / 'qms.db'}"
    schema.upgrade(url, "one", versions)
    assert not list(tmp_path.glob("qms.db.before-*"))
    write(versions, "two", "one", REBUILD)
    schema.upgrade(url, "two", versions)
    with sqlite3.connect(tmp_path / "qms.db.before-one") as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("one",)]
        assert copy.execute("SELECT count(*) FROM t_child").fetchall() == [(2,)]
    copy.close()


def test_a_newer_database_is_refused_untouched(empty_url, versions, tmp_path):
    schema.upgrade(empty_url, "one", versions)
    other = tmp_path / "other"
    write(other, "elsewhere", None, 'op.create_table("t_x", sa.Column("id", sa.Integer))')
    with pytest.raises(Unavailable, match="SCHEMA-UNKNOWN") as refusal:
        schema.upgrade(empty_url, versions=other)
    assert refusal.value.parameters == {"version": "one"}
    assert "t_x" not in tables(empty_url)


def test_tables_of_ours_without_a_version_are_refused(empty_url, versions):
    database = Database(empty_url)
    with database.engine.begin() as connection:
        schema.metadata().tables["installation"].create(connection)
    database.close()
    with pytest.raises(Unavailable, match="SCHEMA-UNVERSIONED"):
        schema.upgrade(empty_url, versions=versions)
    assert "t_parent" not in tables(empty_url)


def test_a_downgrade_gives_everything_back(empty_url, versions, guard):
    schema.upgrade(empty_url, versions=versions)
    schema.downgrade(empty_url, "base", versions)
    assert tables(empty_url) == {"alembic_version"}


def test_two_servers_starting_at_once_migrate_once(empty_url, versions):
    program = "import sys; from pathlib import Path; from qms import schema; "
    program += "schema.upgrade(sys.argv[1], versions=Path(sys.argv[2]))"
    command = [sys.executable, "-c", program, empty_url, str(versions)]
    started = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [one.wait() for one in started] == [0, 0, 0]
    assert len(rows(empty_url, "SELECT id FROM t_parent")) == 1

"""Marks of a restore under way, so that a killed one is never taken for an installation.

A file in the instance and a table in the database carry the same name. Only what both name may be
cleared away when the restore is started again: nothing that was there before it.
"""

import fcntl
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import MetaData, inspect, text
from sqlalchemy.engine import Connection

from qms.db import Database
from qms.errors import Conflict
from qms.service import UNFINISHED
from qms.settings import Settings
from qms.signing.keyfiles import write_file
from qms.store import open_store
from qms.store.disk import sync_folder

TABLE = "restore_unfinished"
LOCK = "restore.lock"


def is_unfinished(settings: Settings) -> bool:
    """Whether a restore into this instance was begun and not finished."""
    return (settings.instance / UNFINISHED).exists()


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One restore at a time into an instance."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.instance / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict("RESTORE-RUNNING") from error
        try:
            yield
        finally:
            (settings.instance / LOCK).unlink(missing_ok=True)


def claim(settings: Settings, db: Database) -> None:
    """Take an empty instance and database, or those of a restore that was killed; else refuse."""
    mark = settings.instance / UNFINISHED
    if mark.exists():
        name = mark.read_text(encoding="ascii")
        shutil.rmtree(settings.keys_path, ignore_errors=True)
        settings.secret_path.unlink(missing_ok=True)
    else:
        _refuse_present(settings)
        name = ""
    with db.engine.connect().execution_options(qms_write=True) as connection, connection.begin():
        _clear(connection, name)
        name = name or uuid.uuid4().hex
        write_file(mark, name.encode())
        connection.execute(text(f"CREATE TABLE {TABLE} (name varchar(32) NOT NULL)"))
        connection.execute(text(f"INSERT INTO {TABLE} VALUES (:name)"), {"name": name})  # noqa: S608


def release(settings: Settings, db: Database) -> None:
    """The restore is finished: from here on the instance opens; a table left over harms nobody."""
    (settings.instance / UNFINISHED).unlink()
    sync_folder(settings.instance)
    with db.engine.connect().execution_options(qms_write=True) as connection, connection.begin():
        connection.execute(text(f"DROP TABLE {TABLE}"))


def _refuse_present(settings: Settings) -> None:
    present: list[Path] = [
        path
        for path in (settings.secret_path, settings.keys_path, settings.index_path)
        if path.exists()
    ]
    if settings.store_path.exists() and next(open_store(settings.store_path).scan(), None):
        present.append(settings.store_path)
    if present:
        raise Conflict("RESTORE-NOT-EMPTY", what=", ".join(map(str, present)))


def _clear(connection: Connection, name: str) -> None:
    """Drop what the killed restore wrote; anything else in the database is somebody's."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return
    ours = None
    if name and TABLE in tables:
        ours = connection.execute(text(f"SELECT name FROM {TABLE}")).scalar()  # noqa: S608
    if ours != name or not name:
        raise Conflict("RESTORE-NOT-EMPTY", what=", ".join(sorted(tables)[:5]))
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)

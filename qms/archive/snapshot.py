"""One instant of the database, held still while people go on working.

SQLite in its rollback journal lets no commit through while somebody reads; therefore the file is
copied first by the backup interface (about a second for 250 MB) and the copy is read. PostgreSQL
gives a REPEATABLE READ transaction.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from qms.db import Database
from qms.errors import Unavailable

WAIT_SECONDS = 60


@contextmanager
def snapshot(db: Database, folder: Path) -> Iterator[Connection]:
    """A connection that sees one committed state only; a SQLite copy lies in `folder` meanwhile."""
    try:
        if db.is_sqlite:
            with _sqlite_copy(db, folder) as copy, _reading(copy, {}) as connection:
                yield connection
        else:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            with _reading(db, options) as connection:
                yield connection
    except DBAPIError as error:
        raise Unavailable("DATABASE-GONE") from error


@contextmanager
def _reading(db: Database, options: dict[str, object]) -> Iterator[Connection]:
    with db.engine.connect() as connection:
        connection.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def _sqlite_copy(db: Database, folder: Path) -> Iterator[Database]:
    path = folder / f".qms-{secrets.token_hex(8)}.db"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(str(db.engine.url.database), path)
        copy = Database(f"sqlite:///{path}")
        try:
            yield copy
        finally:
            copy.close()
    finally:
        for name in (path, *path.parent.glob(f"{path.name}-*")):
            name.unlink(missing_ok=True)


def _copy(source_path: str, target_path: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(source_path, timeout=WAIT_SECONDS)) as source,
            closing(sqlite3.connect(target_path)) as target,
        ):
            source.backup(target)
    except sqlite3.OperationalError as error:
        raise Unavailable("DISK-FULL" if "full" in str(error) else "DATABASE-GONE") from error

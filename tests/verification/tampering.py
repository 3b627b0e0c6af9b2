"""What somebody with the database in his hands can do: no guards, no foreign keys."""

import sqlite3
import uuid

from sqlalchemy import text

from qms import schema, triggers
from qms.db import Database


def tamper(db: Database, *statements: str) -> None:
    """Run SQL past every guard, and put the guards back so that nothing else shows."""
    schema.metadata()
    tables = {one.table for one in triggers.declared()}
    with db.engine.begin() as connection:
        triggers.drop(connection, tables)
    if db.is_sqlite:
        file = sqlite3.connect(str(db.engine.url.database))
        with file:
            for statement in statements:
                file.execute(statement)
        file.close()
    else:
        with db.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
    with db.engine.connect().execution_options(qms_write=True) as connection, connection.begin():
        triggers.create(connection, tables)


def key(db: Database, value: uuid.UUID) -> str:
    """A UUID as it stands in SQL on this database."""
    return f"'{value.hex}'" if db.is_sqlite else f"'{value}'"

"""The database itself: its version, its guards, its unique indexes, rows that point nowhere."""

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKeyConstraint, Select, Table, and_, func, inspect, select

from qms import schema
from qms.db import Database
from qms.errors import Unavailable
from qms.verification.report import Found


def check_database(db: Database) -> list[Found]:
    """What should hold by itself and does not; raises Unavailable where the schema is another."""
    if not schema.is_at_head(db):
        raise Unavailable("VERIFY-SCHEMA", version=schema.current(db.url) or "-")
    found = [Found("VERIFY-GUARD", {"name": name}) for name in schema.missing_guards(db)]
    tables = schema.metadata().sorted_tables
    for table in tables:
        with db.engine.connect() as connection:
            found += _indexes(connection, table)
            found += _foreign_keys(connection, table)
    return found


def _indexes(connection: Connection, table: Table) -> Iterator[Found]:
    wanted = {str(one.name) for one in table.indexes if one.unique}
    present = {one["name"] for one in inspect(connection).get_indexes(table.name)}
    for name in sorted(wanted - present):
        yield Found("VERIFY-GUARD", {"name": name})


def _foreign_keys(connection: Connection, table: Table) -> Iterator[Found]:
    for key in sorted(table.foreign_key_constraints, key=lambda one: ",".join(one.column_keys)):
        count = connection.execute(_dangling(table, key)).scalar_one()
        if count:
            parent = key.referred_table.name
            yield Found(
                "VERIFY-FOREIGN-KEY", {"table": table.name, "parent": parent, "rows": count}
            )


def _dangling(table: Table, key: ForeignKeyConstraint) -> Select[int]:
    parent = key.referred_table.alias("parent")
    pairs = [(one.parent, parent.c[one.column.name]) for one in key.elements]
    joined = table.outerjoin(parent, and_(*(child == other for child, other in pairs)))
    pointing = [child.is_not(None) for child, _other in pairs]
    return select(func.count()).select_from(joined).where(*pointing, pairs[0][1].is_(None))

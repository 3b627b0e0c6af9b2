"""Bringing rows back: into the schema they were dumped from, all in one transaction."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, func, insert, inspect, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, StatementError

from qms import schema, triggers
from qms.archive.manifest import Manifest
from qms.archive.neutral import LONGEST_ROW, SEALED, Shape, decode, read_shape
from qms.archive.reader import Archive
from qms.archive.unfinished import TABLE
from qms.db import Database
from qms.errors import Broken
from qms.verification import Progress

ROWS_AT_ONCE = 1000


def load_tables(
    db: Database, archive: Archive, sealed: dict[str, bytes], progress: Progress
) -> None:
    """Insert every table of the backup (and the sealed ones handed in), or none of them."""
    names = archive.names("tables/")
    with db.engine.connect().execution_options(qms_write=True) as connection, connection.begin():
        present = _check_tables(connection, archive.manifest)
        triggers.drop(connection, present)  # they are made anew when all rows are there
        for number, name in enumerate(names, start=1):
            with archive.entry(name) as stream:
                lines = stream.lines(LONGEST_ROW)
                shape, rows = load_table(connection, lines)
            if archive.manifest.tables.get(shape.name) != rows or shape.name not in name:
                raise Broken("BACKUP-TABLE", table=shape.name)
            progress("tables", number, len(names))
        for data in sealed.values():
            load_table(connection, iter(data.splitlines()))


def load_table(connection: Connection, lines: Iterator[bytes]) -> tuple[Shape, int]:
    """One table: its header, then its rows; returns how many."""
    shape = read_shape(next(lines, b""))
    _check_columns(connection, shape)
    try:
        count = _insert(connection, shape, lines)
    except (DBAPIError, StatementError) as error:
        raise Broken("BACKUP-TABLE", table=shape.name) from error
    return shape, count


def _insert(connection: Connection, shape: Shape, lines: Iterable[bytes]) -> int:
    clause, count = shape.clause, 0
    pointing: list[dict[str, Any]] = []
    rows = (decode(shape, one) for one in lines)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        for row in batch:
            pointing += _take_later(shape, row)
        connection.execute(insert(clause), batch)
        count += len(batch)
    _point(connection, shape, pointing)
    _continue_numbers(connection, shape)
    return count


def _take_later(shape: Shape, row: dict[str, Any]) -> list[dict[str, Any]]:
    """What points to another row of the same table is filled in when all rows are there."""
    if all(row[name] is None for name in shape.later):
        return []
    pointed = {f"at_{name}": row[name] for name in shape.key}
    pointed |= {f"to_{name}": row[name] for name in shape.later}
    row.update(dict.fromkeys(shape.later))
    return [pointed]


def _point(connection: Connection, shape: Shape, pointing: list[dict[str, Any]]) -> None:
    if not pointing:
        return
    clause = shape.clause
    here = [clause.c[name] == bindparam(f"at_{name}") for name in shape.key]
    query = update(clause).where(*here)
    query = query.values({name: bindparam(f"to_{name}") for name in shape.later})
    connection.execute(query, pointing)


def _continue_numbers(connection: Connection, shape: Shape) -> None:
    """PostgreSQL numbers new rows after the restored ones (SQLite does so by itself)."""
    if connection.dialect.name != "postgresql" or len(shape.key) != 1:
        return
    key = shape.key[0]
    query = text("SELECT pg_get_serial_sequence(:name, :key)")
    sequence = connection.scalar(query, {"name": f'"{shape.name}"', "key": key})
    last = sequence and connection.scalar(select(func.max(shape.clause.c[key])))
    if last is not None and sequence:
        connection.execute(select(func.setval(sequence, last)))


def _check_tables(connection: Connection, manifest: Manifest) -> set[str]:
    """The backup has every table of its schema but those it says it leaves out."""
    present = set(inspect(connection).get_table_names()) - {schema.VERSION_TABLE, TABLE}
    given = set(manifest.tables)
    allowed = set(manifest.left_out) | SEALED
    for name in sorted((present - given - allowed) | (given - present)):
        raise Broken("BACKUP-TABLE", table=name)
    return present


def _check_columns(connection: Connection, shape: Shape) -> None:
    found = {one["name"] for one in inspect(connection).get_columns(shape.name)}
    if found != {name for name, _kind in shape.columns}:
        raise Broken("BACKUP-TABLE", table=shape.name)

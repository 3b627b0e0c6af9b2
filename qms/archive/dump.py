"""The tables of one snapshot, row by row, as lines of JSON."""

import io
from collections.abc import Iterator
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import StatementError

from qms.archive.neutral import SEALED, Shape, encode, shapes
from qms.archive.writer import Writer
from qms.errors import Broken
from qms.schema import metadata
from qms.verification import Progress

ROWS_AT_ONCE = 1000


class Sink(Protocol):
    """Takes the lines."""

    def write(self, data: bytes) -> object: ...


def dump_tables(connection: Connection, writer: Writer, progress: Progress) -> dict[str, int]:
    """Every table that is not sealed, in the order in which it can be restored; rows by table."""
    wanted = [one for one in shapes(metadata()) if one.name not in SEALED]
    rows = {}
    for number, shape in enumerate(wanted, start=1):
        with writer.entry(entry_name(number, shape.name)) as sink:
            rows[shape.name] = dump_table(connection, shape, sink)
        progress("tables", number, len(wanted))
    return rows


def sealed_tables(connection: Connection) -> dict[str, bytes]:
    """The tables that leave only with the keys."""
    found = {}
    for shape in shapes(metadata()):
        if shape.name in SEALED:
            stream = io.BytesIO()
            dump_table(connection, shape, stream)
            found[shape.name] = stream.getvalue()
    return found


def dump_table(connection: Connection, shape: Shape, sink: Sink) -> int:
    """The header and one line for each row; returns the number of rows."""
    sink.write(shape.header())
    count = 0
    try:
        for row in _rows(connection, shape):
            sink.write(encode(shape, row))
            count += 1
    except (StatementError, ValueError, TypeError) as error:  # a cell that is not of its kind
        raise Broken("BACKUP-UNREADABLE", table=shape.name, row=count + 1) from error
    return count


def _rows(connection: Connection, shape: Shape) -> Iterator[Any]:
    clause = shape.clause
    query = select(clause).order_by(*(clause.c[name] for name in shape.key))
    yield from connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE))


def entry_name(number: int, table: str) -> str:
    """The name of a table's file inside a backup."""
    return f"tables/{number:03d}-{table}.jsonl"

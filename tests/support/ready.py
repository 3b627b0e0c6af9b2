"""What many tests begin with, made by the real acts once a run and copied row by row after that."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, insert, select, update

from qms import schema
from qms.installation import Installation
from qms.people.model import Person
from qms.service import Service
from tests.support import run
from tests.support.clock import START

T = TypeVar("T")
HERE = Installation.__tablename__
_known: dict[str, tuple[Any, dict[str, list[dict[str, Any]]]]] = {}


def once(service: Service, name: str, make: Callable[[], T]) -> T:
    """What `make` says, every row and file it leaves; made once a run, in a fresh installation.

    An installation that is not fresh, or whose clock was moved, is worked on by `make` itself.
    """
    if service.now() != START or not _is_fresh(service):
        return make()
    if name not in _known:
        with run.once(f"{name}.rows") as kept:
            if not kept.exists():
                said = make()
                service.settings.store_path.mkdir(parents=True, exist_ok=True)
                shutil.copytree(service.settings.store_path, _files(name))
                kept.write_bytes(pickle.dumps((said, _rows(service))))
                return said
            _known[name] = pickle.loads(kept.read_bytes())  # noqa: S301 our own, of this run
    said, rows = _known[name]
    _put(service, rows)
    shutil.copytree(_files(name), service.settings.store_path, dirs_exist_ok=True)
    return pickle.loads(pickle.dumps(said))  # noqa: S301 nobody may change what the next one gets


def _is_fresh(service: Service) -> bool:
    with service.db.read() as session:
        return session.scalar(select(Person.id).limit(1)) is None


def _files(name: str) -> Path:
    return run.folder() / f"{name}.store"


def _rows(service: Service) -> dict[str, list[dict[str, Any]]]:
    tables = schema.metadata().sorted_tables
    with service.db.read() as session:
        found = {one.name: session.execute(select(one)).mappings().all() for one in tables}
    return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}


def _put(service: Service, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Row by row as they ended, so what guards the way there stands aside."""
    with service.db.write() as session, _without_guards(session.connection()):
        for table in schema.metadata().sorted_tables:
            if table.name in rows and table.name != HERE:
                session.execute(insert(table), rows[table.name])
        if "statement" in rows:  # what was signed names the installation it was signed in
            [here] = rows[HERE]
            session.execute(update(Installation).values(system_id=here["system_id"]))
        if session.get_bind().dialect.name == "postgresql":
            _count_on(session.connection(), rows)


def _count_on(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table in schema.metadata().sorted_tables:
        if table.name in rows and table.autoincrement_column is not None:
            column = table.autoincrement_column.name
            series = f"pg_get_serial_sequence('\"{table.name}\"', '{column}')"
            last = f'(SELECT max({column}) FROM "{table.name}")'
            connection.exec_driver_sql(f"SELECT setval({series}, {last})")


@contextmanager
def _without_guards(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    guards = connection.exec_driver_sql(query).all()
    for name, _ in guards:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, made in guards:
        connection.exec_driver_sql(made)

"""What many tests begin with, made by the real acts once a run and copied row by row after that."""

import pickle
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import insert, select, text

from qms import schema
from qms.installation import Installation
from qms.people.model import Person
from qms.service import Service
from tests.support import run
from tests.support.clock import START

T = TypeVar("T")
_known: dict[str, tuple[Any, dict[str, list[dict[str, Any]]]]] = {}


def once(service: Service, name: str, make: Callable[[], T]) -> T:
    """What `make` says and every row it leaves; made for each run once, in a fresh installation.

    An installation that is not fresh, or whose clock was moved, is worked on by `make` itself.
    """
    if service.now() != START or not _is_fresh(service):
        return make()
    if name not in _known:
        with run.once(f"{name}.rows") as kept:
            if not kept.exists():
                said = make()
                kept.write_bytes(pickle.dumps((said, _rows(service))))
                return said
            _known[name] = pickle.loads(kept.read_bytes())  # noqa: S301 our own, of this run
    said, rows = _known[name]
    _put(service, rows)
    return pickle.loads(pickle.dumps(said))  # noqa: S301 nobody may change what the next one gets


def _is_fresh(service: Service) -> bool:
    with service.db.read() as session:
        return session.scalar(select(Person.id).limit(1)) is None


def _tables():
    return [
        one for one in schema.metadata().sorted_tables if one.name != Installation.__tablename__
    ]


def _rows(service: Service) -> dict[str, list[dict[str, Any]]]:
    with service.db.read() as session:
        found = {one.name: session.execute(select(one)).mappings().all() for one in _tables()}
    return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}


def _put(service: Service, rows: dict[str, list[dict[str, Any]]]) -> None:
    with service.db.write() as session:
        for table in _tables():
            if table.name in rows:
                session.execute(insert(table), rows[table.name])
        if session.get_bind().dialect.name == "postgresql":
            for name in ("audit_event", "access_entry"):
                last = f"(SELECT max(id) FROM {name})"
                session.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {last})")
                )

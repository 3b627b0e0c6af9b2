"""One table walked in short reads, each row beside the events the log holds about it."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qms.audit import AuditEvent
from qms.documents.model import Document
from qms.service import Service
from qms.verification.report import Found
from qms.verification.statements import told

AT_ONCE = 200
NAMED_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Event:
    """What the log says was done with one row, and by whom."""

    action: str
    data: Mapping[str, object]
    actor_id: uuid.UUID | None

    @property
    def what(self) -> str:
        """The last word of the action: "completed" of "records.record.completed"."""
        return self.action.rpartition(".")[2]

    def text(self, name: str) -> str:
        """One fact as text; "" where the event does not tell it."""
        value = self.data.get(name)
        return "" if value is None else str(value)


Events = Mapping[uuid.UUID, Sequence[Event]]


@dataclass(frozen=True, slots=True)
class Watched:
    """A table, what the log calls its rows, and how a page of them is judged."""

    model: type[Any]
    key: InstrumentedAttribute[uuid.UUID]
    kind: str
    judge: Callable[[Session, Sequence[Any], Events], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Row:
    """How a problem names a row: its table, and what people call it."""

    table: str
    name: str

    def other(self, field: str, stored: object, logged: object) -> Found:
        """A column says something else than the log."""
        more = {"field": field, "stored": _said(stored), "logged": _said(logged)}
        return Found("VERIFY-ROW-NOT-AS-LOGGED", {"table": self.table, "row": self.name, **more})

    def unlogged(self) -> Found:
        """The log never heard of it."""
        return Found("VERIFY-ROW-NOT-IN-LOG", {"table": self.table, "row": self.name})

    def compare(self, facts: Iterable[tuple[str, object, object]]) -> Iterator[Found]:
        """(column, what stands there, what the log tells), wherever the two differ."""
        for field, stored, logged in facts:
            if _said(stored) != _said(logged):
                yield self.other(field, stored, logged)


def _said(value: object) -> str:
    return "" if value is None else str(value)


def walk(service: Service, watched: Watched) -> list[Found]:
    """Everything wrong with the rows of this table, and what the log tells of that is gone."""
    with service.db.read() as session:
        found = _gone(session, watched)
    last = uuid.UUID(int=0)
    while True:
        page = _page(service, watched, last)
        found += _twice(service, watched, page)
        if len(page) < AT_ONCE:
            return found
        last = page[-1]


def _page(service: Service, watched: Watched, last: uuid.UUID) -> list[uuid.UUID]:
    query = select(watched.key).where(watched.key > last).order_by(watched.key).limit(AT_ONCE)
    with service.db.read() as session:
        return list(session.scalars(query))


def _twice(service: Service, watched: Watched, ids: Sequence[uuid.UUID]) -> list[Found]:
    """Somebody may act between rows and events of one read; not twice in the same way."""
    found = _judged(service, watched, ids)
    if not found:
        return []
    again = _judged(service, watched, ids)
    return [one for one in found if one in again]


def _judged(service: Service, watched: Watched, ids: Sequence[uuid.UUID]) -> list[Found]:
    with service.db.read() as session:
        query = select(watched.model).where(watched.key.in_(ids)).order_by(watched.key)
        rows = session.scalars(query).all()
        return list(watched.judge(session, rows, _events(session, watched.kind, ids)))


def _events(session: Session, kind: str, ids: Sequence[uuid.UUID]) -> Events:
    query = (
        select(AuditEvent.object_id, AuditEvent.action, AuditEvent.data, AuditEvent.actor_id)
        .where(AuditEvent.object_kind == kind, AuditEvent.object_id.in_(ids))
        .order_by(AuditEvent.id)
    )
    events: dict[uuid.UUID, list[Event]] = defaultdict(list)
    for row in session.execute(query):
        events[row.object_id].append(Event(row.action, told(row.data), row.actor_id))
    return events


def _gone(session: Session, watched: Watched) -> list[Found]:
    present = select(watched.key).where(watched.key == AuditEvent.object_id)
    query = (
        select(AuditEvent.object_id)
        .where(AuditEvent.object_kind == watched.kind, ~present.exists())
        .distinct()
        .order_by(AuditEvent.object_id)
        .limit(NAMED_AT_MOST)
    )
    table = watched.model.__tablename__
    return [
        Found("VERIFY-ROW-GONE", {"table": table, "row": str(one)})
        for one in session.scalars(query)
    ]


def codes_of(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Codes of documents by id; the id itself where the document is gone."""
    wanted = set(ids)
    query = select(Document.id, Document.code).where(Document.id.in_(wanted))
    found = {row.id: row.code for row in session.execute(query)}
    return {one: found.get(one, str(one)) for one in wanted}

"""What somebody with the database file in his hands can do: no triggers, no foreign keys."""

# ruff: noqa: S608 (the statements are the attack)

import sqlite3
import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from qms import audit, triggers
from qms.audit.entry import columns_sql, entry_bytes, link
from qms.audit.model import AuditEvent
from qms.db import Database, dialect_of

START = datetime(2026, 1, 5, 1, 2, 3, 456789, UTC)
TABLES = {"audit_event", "log_leaf", "log_epoch", "log_node"}
OTHER = "f" * 32


def write_events(db: Database, count: int, *, on_behalf_of: uuid.UUID | None = None) -> None:
    """`count` acts of one event each."""
    with db.write() as session:
        for number in range(count):
            audit.record(
                session,
                act_id=audit.new_act(),
                at=START + timedelta(seconds=number),
                actor_id=uuid.uuid4(),
                action="documents.revision.approved",
                object_kind="revision",
                object_id=uuid.uuid4(),
                data={"code": "QT-05", "edition": 2, "adopted": False, "files": ["a", "b"]},
                on_behalf_of=on_behalf_of,
            )
            session.flush()  # so that ids follow the order of the calls


def chained(db: Database, count: int) -> audit.Head:
    """A log with so many more events, all with their leaf."""
    write_events(db, count, on_behalf_of=uuid.uuid4())
    with db.write() as session:
        return audit.sequence(session)


def tamper(db: Database, *statements: str) -> None:
    """Run SQL past every guard."""
    with db.engine.begin() as connection:
        triggers.drop(connection, TABLES)
        if not db.is_sqlite:
            foreign_key = "fk_log_leaf_event_id_audit_event"
            connection.execute(
                text(f"ALTER TABLE log_leaf DROP CONSTRAINT IF EXISTS {foreign_key}")
            )
    if db.is_sqlite:
        file = sqlite3.connect(str(db.engine.url.database))
        with file:
            for statement in statements:
                file.execute(statement)
        file.close()
    else:
        with db.engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)


def cut_tree(size: int) -> str:
    """SQL that leaves of the tree what a tree of this size has."""
    return f"DELETE FROM log_node WHERE (pos + 1) << level > {size}"


def regrow(db: Database, size: int = 0) -> None:
    """Make the tree anew from this size on, as one who knows the code would."""
    tamper(db, cut_tree(size))
    with db.write() as session:
        audit.grow_tree(session, 1_000_000)


def rechain(db: Database, first: int) -> None:
    """Make the chain anew from this leaf on, as one who knows the code would."""
    with db.read() as session:
        before = session.execute(
            text("SELECT hash FROM log_leaf WHERE idx = :idx"), {"idx": first - 1}
        ).scalar()
        rows = session.execute(
            text(
                f"SELECT l.idx, {columns_sql(dialect_of(session))} FROM log_leaf l "
                "JOIN audit_event e ON e.id = l.event_id WHERE l.idx >= :first ORDER BY l.idx"
            ),
            {"first": first},
        ).fetchall()
    previous = bytes.fromhex(before)
    for row in rows:
        previous = link(previous, entry_bytes(row[1:]))
        tamper(db, f"UPDATE log_leaf SET hash = '{previous.hex()}' WHERE idx = {row[0]}")


def verdict(db: Database, *heads: audit.Head) -> audit.LogVerdict:
    with db.read() as session:
        return audit.verify_log(session, heads)


def event_at(db: Database, idx: int) -> int:
    """The id of the event in this place."""
    with db.read() as session:
        query = text("SELECT event_id FROM log_leaf WHERE idx = :idx")
        return int(session.execute(query, {"idx": idx}).scalar_one())


def last_event(db: Database) -> AuditEvent:
    with db.read() as session:
        return session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()  # type: ignore[return-value]

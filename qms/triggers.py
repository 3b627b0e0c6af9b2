"""Ground: the database's own guards that no model can express, for both databases.

A table declares its guard beside its model; migrations and tests create them all from here, so that
a rebuilt table never loses one silently.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Trigger:
    """One guard: a condition under which the database refuses with `message`."""

    name: str
    table: str
    when: str  # e.g. "BEFORE UPDATE OF sha256"
    condition: str  # SQL over NEW and OLD, the same on both databases
    message: str


_declared: dict[str, Trigger] = {}


def declare(trigger: Trigger) -> None:
    """Take a guard into the set that migrations create."""
    _declared[trigger.name] = trigger


def append_only(table: str) -> None:
    """Rows of this table are inserted, never updated or deleted."""
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_no_{verb.lower()}"
        declare(Trigger(name, table, f"BEFORE {verb}", "1=1", f"{table} is append-only"))


def kept(table: str) -> None:
    """Rows of this table may change, but are never deleted."""
    declare(Trigger(f"{table}_no_delete", table, "BEFORE DELETE", "1=1", f"{table} is kept"))


def changed(*columns: str) -> str:
    """SQL that is true when an update changes one of these columns, to or from NULL as well."""
    return " OR ".join(
        f"NEW.{one} <> OLD.{one} OR (NEW.{one} IS NULL) <> (OLD.{one} IS NULL)" for one in columns
    )


def declared(tables: set[str] | None = None) -> list[Trigger]:
    """All guards, or those of these tables."""
    return [one for one in _declared.values() if tables is None or one.table in tables]


def create(connection: Connection, tables: set[str] | None = None) -> None:
    """Create (or re-create) the declared guards."""
    drop(connection, tables)
    for trigger in declared(tables):
        for statement in _statements(trigger, connection.dialect.name):
            connection.execute(text(statement))


def drop(connection: Connection, tables: set[str] | None = None) -> None:
    """Remove the declared guards, for a migration that rebuilds their tables."""
    for trigger in declared(tables):
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger.name}"))
        else:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}"))


def _statements(trigger: Trigger, dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {trigger.name} {trigger.when} ON {trigger.table} "
            f"WHEN {trigger.condition} BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"
        ]
    body = (
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {trigger.condition} THEN "
        f"RAISE EXCEPTION '{trigger.message}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    return [
        body,
        f"CREATE TRIGGER {trigger.name} {trigger.when} ON {trigger.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {trigger.name}()",
    ]

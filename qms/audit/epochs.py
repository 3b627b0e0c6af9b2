"""Epochs as they stand in the database, and whether the log says the same about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from qms.audit.entry import as_text, canonical, raw_sql
from qms.audit.log import EPOCH_KIND, EPOCH_STARTED
from qms.audit.walk import Fault, Walk
from qms.db import dialect_of


@dataclass(frozen=True, slots=True)
class Epoch:
    """One restore: from here on the log goes its own way; `facts` is what its event must say."""

    number: int
    from_size: int
    from_hash: str
    facts: str


def read_epochs(session: Session) -> list[Epoch]:
    """Every restore on record, oldest first; a damaged row does not stop the reader."""
    dialect = dialect_of(session)
    forms = (
        ("time", "started_at"),
        ("time", "lost_after"),
        ("text", "from_hash"),
        ("text", "reason"),
    )
    columns = ", ".join(f"{raw_sql(dialect, form, name)} AS x_{name}" for form, name in forms)
    query = (
        f"SELECT number, CAST(from_size AS bigint) AS size, {columns} "  # noqa: S608 fixed names
        "FROM log_epoch ORDER BY number"
    )
    return [_epoch(row[0], row[1], *map(as_text, row[2:])) for row in session.execute(text(query))]


def _epoch(number: int, from_size: int, *texts: str | None) -> Epoch:
    started_at, lost_after, from_hash, reason = (value or "" for value in texts)
    facts = {
        "number": number,
        "started_at": started_at,
        "lost_after": lost_after,
        "from_size": from_size,
        "from_hash": from_hash,
        "reason": reason,
    }
    return Epoch(number, from_size, from_hash, canonical(facts))


def check_epochs(session: Session, walk: Walk, epochs: Sequence[Epoch]) -> list[Fault]:
    """Every epoch starts from a hash of this chain and was written down as an event, and back."""
    said = _said_epochs(session)
    faults = []
    for epoch in epochs:
        event_id = said.pop(epoch.facts, None)
        if event_id is None or walk.hash_at.get(epoch.from_size) != epoch.from_hash:
            faults.append(Fault(epoch.from_size, event_id, "EPOCH-EDITED", epoch.from_size))
    return faults + [Fault(None, event_id, "EPOCH-REMOVED") for event_id in said.values()]


def _said_epochs(session: Session) -> dict[str, int]:
    query = (
        f"SELECT e.id, {raw_sql(dialect_of(session), 'text', 'e.data')} "  # noqa: S608 fixed names
        "FROM audit_event e WHERE e.object_kind = :kind AND e.action = :action"
    )
    rows = session.execute(text(query), {"kind": EPOCH_KIND, "action": EPOCH_STARTED})
    return {as_text(row[1]) or "": row[0] for row in rows}

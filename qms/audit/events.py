"""Writing events and reading them back as the history of an object."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qms.audit.entry import data_text
from qms.audit.model import AuditEvent, AuditPending, LogLeaf

ID_BATCH = 500


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One event as it is shown; `idx` is its place in the log, None while it waits for one."""

    event_id: int
    event_uuid: uuid.UUID
    act_id: uuid.UUID
    at: datetime
    actor_id: uuid.UUID | None
    on_behalf_of: uuid.UUID | None
    action: str
    object_kind: str
    object_id: uuid.UUID
    data: Mapping[str, object]
    idx: int | None


def new_act() -> uuid.UUID:
    """The name that all events of one act share."""
    return uuid.uuid4()


def record(
    session: Session,
    *,
    act_id: uuid.UUID,
    at: datetime,
    actor_id: uuid.UUID | None,
    action: str,
    object_kind: str,
    object_id: uuid.UUID,
    data: Mapping[str, object] | None = None,
    on_behalf_of: uuid.UUID | None = None,
) -> AuditEvent:
    """Write one event in the transaction of the change: ids, codes and hashes, no free text."""
    event = AuditEvent(
        event_uuid=uuid.uuid4(),
        act_id=act_id,
        at=at,
        actor_id=actor_id,
        on_behalf_of=on_behalf_of,
        action=str(action),
        object_kind=str(object_kind),
        object_id=object_id,
        data=data_text(data or {}),
    )
    session.add_all([event, AuditPending(event_uuid=event.event_uuid)])
    return event


def history(
    session: Session, object_kind: str, object_ids: Iterable[uuid.UUID]
) -> list[HistoryRow]:
    """The events of these objects, oldest first."""
    ids = sorted(set(object_ids))
    rows: list[HistoryRow] = []
    for start in range(0, len(ids), ID_BATCH):
        query = _with_place().where(
            AuditEvent.object_kind == object_kind,
            AuditEvent.object_id.in_(ids[start : start + ID_BATCH]),
        )
        rows += [_row(event, idx) for event, idx in session.execute(query)]
    return sorted(rows, key=lambda row: row.event_id)


def act_events(session: Session, act_id: uuid.UUID) -> list[HistoryRow]:
    """Everything that one act changed, in the order in which it was written."""
    query = _with_place().where(AuditEvent.act_id == act_id).order_by(AuditEvent.id)
    return [_row(event, idx) for event, idx in session.execute(query)]


def _with_place() -> Select[AuditEvent, int]:
    return select(AuditEvent, LogLeaf.idx).outerjoin(LogLeaf, LogLeaf.event_id == AuditEvent.id)


def _row(event: AuditEvent, idx: int | None) -> HistoryRow:
    return HistoryRow(
        event_id=event.id,
        event_uuid=event.event_uuid,
        act_id=event.act_id,
        at=event.at,
        actor_id=event.actor_id,
        on_behalf_of=event.on_behalf_of,
        action=event.action,
        object_kind=event.object_kind,
        object_id=event.object_id,
        data=json.loads(event.data),
        idx=idx,
    )

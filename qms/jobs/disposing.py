"""Removes the stored files of destroyed records, after the commit and never before.

Repeated until it is done: killed anywhere, the errand is still there. A file that any row of any
room still names stays, for that row's sake.
"""

import uuid
from datetime import datetime, timedelta

from qms import audit, outbox
from qms.home.objects import named_objects
from qms.retention.acts.approving import ERRAND
from qms.service import Service

BATCH = 100
GRACE = timedelta(hours=1)  # longer than any act takes from storing bytes to naming them
TOUCHED = "written again within the hour"


def remove_disposed(service: Service) -> int:
    """Do what waits; returns how many files are gone."""
    now = service.now()
    with service.db.read() as session:
        items = outbox.take(session, ERRAND, BATCH, now)
        wanted = {item.payload["sha256"] for item in items}
        named = {one for one in named_objects(session) if one in wanted} if wanted else set()
    gone = [item for item in items if _is_gone(service, item, named, now)]
    return len(gone)


def _is_gone(service: Service, item: outbox.Item, named: set[str], now: datetime) -> bool:
    sha256 = item.payload["sha256"]
    removed = sha256 not in named and service.store.remove(sha256, now - GRACE)
    with service.db.write() as session:
        if not removed and sha256 not in named:
            outbox.fail(session, item.id, TOUCHED, now)
            return False
        outbox.done(session, [item.id])
        audit.record(
            session,
            act_id=audit.new_act(),
            at=now,
            actor_id=None,
            action="retention.file.removed" if removed else "retention.file.kept",
            object_kind="disposal",
            object_id=uuid.UUID(item.payload["disposal_id"]),
            data={"sha256": sha256},
        )
    return removed

"""House layouts are uploaded, put to use and retired by administrators; content is not theirs."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit, word
from qms.documents.model import HouseLayout
from qms.errors import Conflict, NotFound
from qms.people.queries import load_actor, lock_actor
from qms.people.rules import require_administrator
from qms.service import Service


def upload_layout(service: Service, actor_id: uuid.UUID, data: bytes, name: str) -> uuid.UUID:
    """Keep a layout that has been checked; it is used only when it is activated.

    Embedded objects and template links are dropped. Raises what the intake and `word.check_layout`
    raise, and Conflict("LAYOUT-KNOWN") for the bytes of a layout that is here already.
    """
    with service.db.read() as session:  # nothing is kept for who may not upload
        require_administrator(load_actor(session, actor_id, service.now()))
    clean = word.accept(data, drop=True, limits=word.LAYOUT_LIMITS)
    word.check_layout(clean)
    stored = service.store.put(clean)
    now = service.now()
    with service.db.write() as session:
        require_administrator(lock_actor(session, actor_id, now))
        for other in _all(session):
            if other.sha256 == stored.sha256 and other.retired_at is None:
                raise Conflict("LAYOUT-KNOWN", name=other.name)
        layout = HouseLayout(
            id=uuid.uuid4(),
            name=word.clean_file_name(name),
            sha256=stored.sha256,
            size=stored.size,
            uploaded_by=actor_id,
            uploaded_at=now,
        )
        session.add(layout)
        session.flush()
        _record(session, service, actor_id, "uploaded", layout, audit.new_act())
        return layout.id


def activate_layout(service: Service, actor_id: uuid.UUID, layout_id: uuid.UUID) -> None:
    """Every form prepared from now on uses this layout; the one used before is retired."""
    now = service.now()
    with service.db.write() as session:
        require_administrator(lock_actor(session, actor_id, now))
        act_id, layouts = audit.new_act(), _all(session)
        layout = _open(layouts, layout_id)
        if layout.in_use:
            raise Conflict("LAYOUT-IN-USE", name=layout.name)
        for other in layouts:
            if other.in_use:
                other.in_use, other.retired_at = None, now
                session.flush()
                _record(session, service, actor_id, "retired", other, act_id)
        layout.in_use, layout.active_from = True, now
        session.flush()
        _record(session, service, actor_id, "activated", layout, act_id)


def retire_layout(service: Service, actor_id: uuid.UUID, layout_id: uuid.UUID) -> None:
    """The layout is not used any more; when it was in use, the one of the service returns."""
    now = service.now()
    with service.db.write() as session:
        require_administrator(lock_actor(session, actor_id, now))
        layout = _open(_all(session), layout_id)
        layout.in_use, layout.retired_at = None, now
        session.flush()
        _record(session, service, actor_id, "retired", layout, audit.new_act())


def _all(session: Session) -> list[HouseLayout]:
    """All layouts, locked in one order: two activations at once come one after the other."""
    return list(session.scalars(select(HouseLayout).order_by(HouseLayout.id).with_for_update()))


def _open(layouts: list[HouseLayout], layout_id: uuid.UUID) -> HouseLayout:
    layout = next((one for one in layouts if one.id == layout_id), None)
    if layout is None:
        raise NotFound("LAYOUT-NOT-FOUND")
    if layout.retired_at is not None:
        raise Conflict("LAYOUT-RETIRED", name=layout.name)
    return layout


def _record(
    session: Session,
    service: Service,
    actor_id: uuid.UUID,
    what: str,
    layout: HouseLayout,
    act_id: uuid.UUID,
) -> None:
    audit.record(
        session,
        act_id=act_id,
        at=service.now(),
        actor_id=actor_id,
        action=f"documents.layout.{what}",
        object_kind="layout",
        object_id=layout.id,
        data={"sha256": layout.sha256, "size": layout.size},
    )

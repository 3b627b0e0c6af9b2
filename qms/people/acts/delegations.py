"""Signing for somebody else is given for a period on a written basis, and can be ended."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.acts.step import Act, acting, end_period, lock_person, period_of
from qms.people.model import Delegation, Position, PositionHolding
from qms.people.queries.actors import is_active
from qms.people.rules import By, Delegated, DelegationKind, check_delegation, may_administer
from qms.people.rules.delegation import check_posts
from qms.people.schemas import NewDelegation
from qms.service import Service


def delegate(service: Service, by: By, data: NewDelegation) -> uuid.UUID:
    """Let another sign for the holder of a position: given by the holder or by an administrator.

    Returns the delegation's id.
    """
    with acting(service, by) as act:
        held = _holding(act.session, data.holding_id)
        _require_own(act, held.person_id)
        if not is_active(lock_person(act.session, data.delegate_id), act.now):
            raise Invalid("DELEGATE-NOT-ACTIVE", fields={"delegate_id": "DELEGATE-NOT-ACTIVE"})
        wanted = _wanted(data, held, act.now)
        check_delegation(wanted, [held.period], _source(act.session, data.source_id))
        own = _post_of_delegate(act.session, data, held, wanted.period.valid_from)
        _require_new(act.session, data, wanted)
        row = _row(data, wanted, own, act.now)
        act.session.add(row)
        act.record(
            "delegation.given",
            row.id,
            kind=data.kind.value,
            delegator=str(held.person_id),
            delegate=str(data.delegate_id),
            holding=str(held.id),
            valid_from=row.valid_from.isoformat(),
            valid_to=str(row.valid_to),
        )
        return row.id


def end_delegation(
    service: Service, by: By, delegation_id: uuid.UUID, last_day: date | None = None
) -> None:
    """End a delegation early, and with it what was passed on from it."""
    with acting(service, by) as act:
        row = act.session.get(Delegation, delegation_id, with_for_update=True)
        if row is None:
            raise NotFound("DELEGATION-UNKNOWN")
        _require_own(act, row.delegator_id)
        before = row.valid_to
        end_period(row, last_day, act.now)
        if before is not None and row.valid_to is not None and row.valid_to > before:
            raise Invalid("DELEGATION-NOT-EXTENDED", fields={"last_day": "DELEGATION-NOT-EXTENDED"})
        act.record("delegation.ended", row.id, valid_to=str(row.valid_to))


def _holding(session: Session, holding_id: uuid.UUID) -> PositionHolding:
    held = session.get(PositionHolding, holding_id, with_for_update=True)
    if held is None:
        raise NotFound("POSITION-UNKNOWN")
    return held


def _require_own(act: Act, delegator_id: uuid.UUID) -> None:
    if act.actor is None:
        return
    if act.actor.id != delegator_id and not may_administer(act.actor):
        raise NotAllowed("DELEGATION-NOT-OWN")


def _wanted(data: NewDelegation, held: PositionHolding, now: datetime) -> Delegated:
    period = period_of(data.valid_from, data.valid_to, now)
    return Delegated(data.kind, held.person_id, data.delegate_id, period, data.basis)


def _source(session: Session, source_id: uuid.UUID | None) -> Delegated | None:
    if source_id is None:
        return None
    row = session.get(Delegation, source_id, with_for_update=True)
    if row is None:
        raise NotFound("DELEGATION-UNKNOWN")
    return Delegated(row.kind, row.delegator_id, row.delegate_id, row.period, row.basis)


def _post_of_delegate(
    session: Session, data: NewDelegation, held: PositionHolding, at: datetime
) -> uuid.UUID | None:
    """The delegate's own position that is printed below the prefix, the highest that fits."""
    rows = session.execute(
        select(PositionHolding, Position)
        .join(Position, Position.code == PositionHolding.position_code)
        .where(PositionHolding.person_id == data.delegate_id)
        .order_by(Position.rank)
    ).all()
    posts = [
        (own.id, position.deputy_of, own.unit_id == held.unit_id)
        for own, position in rows
        if own.period.holds_at(at)
    ]
    return check_posts(data.kind, held.position_code, posts)


def _require_new(session: Session, data: NewDelegation, wanted: Delegated) -> None:
    beside = session.scalars(
        select(Delegation).where(
            Delegation.holding_id == data.holding_id,
            Delegation.delegate_id == data.delegate_id,
            Delegation.kind == data.kind,
        )
    )
    for one in beside:
        same = set(one.document_types) == set(data.document_types)
        if same and one.source_id == data.source_id and one.period.overlaps(wanted.period):
            raise Conflict("DELEGATION-GIVEN-ALREADY")


def _row(
    data: NewDelegation, wanted: Delegated, own: uuid.UUID | None, now: datetime
) -> Delegation:
    return Delegation(
        id=uuid.uuid4(),
        kind=data.kind,
        delegator_id=wanted.delegator_id,
        delegate_id=wanted.delegate_id,
        holding_id=data.holding_id,
        delegate_holding_id=None if data.kind is DelegationKind.Q else own,
        source_id=data.source_id,
        document_types=list(data.document_types),
        scope=data.scope,
        valid_from=wanted.period.valid_from,
        valid_to=wanted.period.valid_to,
        basis=data.basis,
        created_at=now,
    )

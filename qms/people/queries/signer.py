"""In what role somebody signs: own position, or a valid delegation with its printed prefix."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qms.errors import NotAllowed
from qms.people.model import Delegation, Person, Position, PositionHolding
from qms.people.queries.actors import valid_at
from qms.people.queries.posts import holdings
from qms.people.queries.units import unit_names
from qms.people.rules import DelegationKind, StaffKind, signing_role

_NO_POSITION = {
    StaffKind.CIVIL_SERVANT: "CÔNG CHỨC",
    StaffKind.PUBLIC_EMPLOYEE: "VIÊN CHỨC",
    StaffKind.CONTRACT_WORKER: "NGƯỜI LAO ĐỘNG",
}
LOWEST = 1000


@dataclass(frozen=True, slots=True)
class SignerRole:
    """What is printed and signed; `text` has a line feed between its lines.

    `acted_for` names everybody the signer stands for, so that the separation of duties counts them;
    `rank` is that of the position signed for, 1 the highest.
    """

    text: str
    position_code: str | None
    unit: str
    unit_id: uuid.UUID | None
    delegation_id: uuid.UUID | None = None
    on_behalf_of: uuid.UUID | None = None
    acted_for: tuple[uuid.UUID, ...] = ()
    rank: int = LOWEST
    kind: DelegationKind | None = None


def signer_role(
    session: Session,
    person_id: uuid.UUID,
    now: datetime,
    *,
    delegation_id: uuid.UUID | None = None,
    document_type: str | None = None,
    highest: bool = False,
) -> SignerRole:
    """The role a person signs in: the own main position, or the delegation named.

    `highest` picks whatever stands for the highest position (KT. GIÁM ĐỐC before PHÓ GIÁM ĐỐC), as
    an approval does. Raises NotAllowed("DELEGATION-NOT-VALID") for a delegation not valid now.
    """
    choices = signer_roles(session, person_id, now, document_type=document_type)
    if delegation_id is not None:
        choices = [one for one in choices if one.delegation_id == delegation_id]
        if not choices:
            raise NotAllowed("DELEGATION-NOT-VALID")
    return min(choices, key=lambda one: one.rank) if highest else choices[0]


def signer_roles(
    session: Session, person_id: uuid.UUID, now: datetime, *, document_type: str | None = None
) -> list[SignerRole]:
    """Every role the person may sign in now, own positions first; never empty."""
    own = _own(session, person_id, now)
    delegated = _delegated(session, person_id, now, document_type)
    return own + delegated if own else [_without_position(session, person_id), *delegated]


def _without_position(session: Session, person_id: uuid.UUID) -> SignerRole:
    kind = session.scalars(select(Person.staff_kind).where(Person.id == person_id)).one()
    return SignerRole(_NO_POSITION[kind], None, "", None)


def _own(session: Session, person_id: uuid.UUID, now: datetime) -> list[SignerRole]:
    return [
        SignerRole(signing_role(row.title), row.position_code, row.unit, row.unit_id, rank=row.rank)
        for row in holdings(session, person_id, now=now)
    ]


def _delegated(
    session: Session, person_id: uuid.UUID, now: datetime, document_type: str | None
) -> list[SignerRole]:
    above, above_position = aliased(PositionHolding), aliased(Position)
    rows = session.execute(
        select(Delegation, above, above_position)
        .join(above, above.id == Delegation.holding_id)
        .join(above_position, above_position.code == above.position_code)
        .where(
            Delegation.delegate_id == person_id,
            valid_at(Delegation, now),
            above.valid_from <= now,
            (above.valid_to.is_(None)) | (above.valid_to > now),
        )
        .order_by(above_position.rank, Delegation.created_at)
    ).all()
    roles = (
        _delegated_role(session, given, held, position, now)
        for given, held, position in rows
        if _within(given, document_type)
    )
    return [role for role in roles if role is not None]


def _within(given: Delegation, document_type: str | None) -> bool:
    return (
        not given.document_types or document_type is None or document_type in given.document_types
    )


def _delegated_role(
    session: Session, given: Delegation, held: PositionHolding, position: Position, now: datetime
) -> SignerRole | None:
    """The printed role under this delegation; None where what it rests on has ended."""
    own = _delegate_title(session, given, now)
    source = _source(session, given, now)
    if own is None or (given.source_id is not None and source is None):
        return None
    over = held.title or position.name
    unit = unit_names(session, now, [held.unit_id])[held.unit_id]
    if given.kind is DelegationKind.TM:
        over = unit
    top = source or (given.delegator_id, "", position.rank)
    acted_for = (given.delegator_id,) if source is None else (given.delegator_id, top[0])
    return SignerRole(
        signing_role(own, given.kind, over, top[1]),
        position.code,
        unit,
        held.unit_id,
        given.id,
        top[0],
        acted_for,
        top[2],
        given.kind,
    )


def _delegate_title(session: Session, given: Delegation, now: datetime) -> str | None:
    if given.delegate_holding_id is None:
        own = holdings(session, given.delegate_id, now=now)
        return own[0].title if own else ""
    row = session.execute(
        select(PositionHolding.title, Position.name)
        .join(Position, Position.code == PositionHolding.position_code)
        .where(PositionHolding.id == given.delegate_holding_id, valid_at(PositionHolding, now))
    ).one_or_none()
    return None if row is None else row.title or row.name


def _source(
    session: Session, given: Delegation, now: datetime
) -> tuple[uuid.UUID, str, int] | None:
    """Who stands above a delegation that was passed on, with the position and its rank."""
    row = session.execute(
        select(Delegation.delegator_id, PositionHolding.title, Position.name, Position.rank)
        .join(PositionHolding, PositionHolding.id == Delegation.holding_id)
        .join(Position, Position.code == PositionHolding.position_code)
        .where(
            Delegation.id == given.source_id,
            valid_at(Delegation, now),
            valid_at(PositionHolding, now),
        )
    ).one_or_none()
    return None if row is None else (row.delegator_id, row.title or row.name, row.rank)

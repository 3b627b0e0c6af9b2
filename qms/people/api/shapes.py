"""What the API answers where no query of the room has the shape already."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from qms.people.queries import (
    DelegationRow,
    HoldingRow,
    RoleRow,
    UnitPast,
)
from qms.people.rules import Role, StaffKind


@dataclass(frozen=True, slots=True)
class Created:
    """The id of what was made."""

    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that holds now; without a unit for the whole agency."""

    role: Role
    unit_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Me:
    """Who is acting and through which token."""

    id: uuid.UUID
    login: str
    full_name: str
    locale: str
    may_act: bool
    roles: list[HeldRole]
    unit_ids: list[uuid.UUID]


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit and everything it was called, the latest first."""

    id: uuid.UUID
    periods: list[UnitPast]


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that is known of one person here."""

    id: uuid.UUID
    login: str
    full_name: str
    email: str
    staff_kind: StaffKind
    locale: str
    active: bool
    left_on: date | None
    disabled_at: datetime | None
    must_change: bool
    has_password: bool
    created_at: datetime
    row_version: int
    roles: list[RoleRow]
    positions: list[HoldingRow]
    delegations: list[DelegationRow]


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate of one's own; only one at a time can sign."""

    id: uuid.UUID
    serial: str
    sha256: str
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    revoked_at: datetime | None
    reason: str | None

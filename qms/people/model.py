"""Tables of the room of people. What is secret is kept as a hash only."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from qms.db import Base, HasId, Nfc, UtcTime, enum_type
from qms.people.rules import DelegationKind, Period, Role, StaffKind, UnitKind
from qms.people.rules.certificates import RegistrationState


class HasPeriod:
    """Holds from an instant on, up to but not including another, on a written basis."""

    valid_from: Mapped[datetime] = mapped_column(UtcTime)
    valid_to: Mapped[datetime | None] = mapped_column(UtcTime)
    basis: Mapped[str] = mapped_column(Nfc(300), default="")

    @property
    def period(self) -> Period:
        return Period(self.valid_from, self.valid_to)


def _ends_after_start() -> CheckConstraint:
    # Equal ends are kept: what was taken back before it began holds at no instant.
    return CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period")


class Unit(HasId, Base):
    """A unit of the agency; what it is called and where it belongs is in its periods."""

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(Nfc(40), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class UnitPeriod(HasId, HasPeriod, Base):
    """Name, kind and parent of a unit for a time; the latest row says what is true from then on."""

    __tablename__ = "unit_period"

    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(Nfc(200))
    name_en: Mapped[str] = mapped_column(Nfc(200), default="")
    kind: Mapped[UnitKind] = mapped_column(enum_type(UnitKind, "kind"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    end_basis: Mapped[str] = mapped_column(Nfc(300), default="")

    __table_args__ = (
        _ends_after_start(),
        CheckConstraint("parent_id IS NULL OR parent_id <> unit_id", name="not_own_parent"),
        UniqueConstraint("unit_id", "valid_from"),
        Index(
            "uq_unit_period_open",
            "unit_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )


class Person(HasId, Base):
    """Somebody who works here, or did: never deleted, past approvals keep the name."""

    __tablename__ = "person"

    login: Mapped[str] = mapped_column(String(40), unique=True)
    full_name: Mapped[str] = mapped_column(Nfc(120))
    sort_key: Mapped[str] = mapped_column(String(160))
    search_key: Mapped[str] = mapped_column(String(240))
    email: Mapped[str] = mapped_column(Nfc(254), default="")
    staff_kind: Mapped[StaffKind] = mapped_column(enum_type(StaffKind, "staff_kind"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    left_on: Mapped[date | None] = mapped_column(Date)
    locale: Mapped[str] = mapped_column(String(8), default="vi")
    row_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (
        CheckConstraint("login = lower(login)", name="login_lower"),
        Index("ix_person_listed", "sort_key", "id"),
    )


class HasPerson:
    """Belongs to one person."""

    @declared_attr
    def person_id(cls) -> Mapped[uuid.UUID]:  # noqa: N805 - SQLAlchemy's mixin form
        return mapped_column(ForeignKey("person.id"), index=True)


class RoleGrant(HasId, HasPerson, HasPeriod, Base):
    """A permission role for a unit and all below it; without a unit for the whole agency."""

    __tablename__ = "role_grant"

    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)

    __table_args__ = (_ends_after_start(),)


class Position(Base):
    """A position by its code, as printed; data, not code."""

    __tablename__ = "position"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(Nfc(120))
    name_en: Mapped[str] = mapped_column(Nfc(120))
    rank: Mapped[int] = mapped_column(default=100)
    deputy_of: Mapped[str | None] = mapped_column(ForeignKey("position.code"))


class PositionHolding(HasId, HasPerson, HasPeriod, Base):
    """Who holds a position in which unit and when; `title` where it is called otherwise there."""

    __tablename__ = "position_holding"

    position_code: Mapped[str] = mapped_column(ForeignKey("position.code"), index=True)
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(Nfc(120), default="")

    __table_args__ = (_ends_after_start(),)


class Delegation(HasId, HasPeriod, Base):
    """One person signs for another's position, for a time, on a written basis."""

    __tablename__ = "delegation"

    kind: Mapped[DelegationKind] = mapped_column(enum_type(DelegationKind, "kind"))
    delegator_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    delegate_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    holding_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("position_holding.id"))
    delegate_holding_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("position_holding.id"))
    source_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("delegation.id"))
    document_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    scope: Mapped[str] = mapped_column(Nfc(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcTime)

    __table_args__ = (
        _ends_after_start(),
        CheckConstraint("delegator_id <> delegate_id", name="two_people"),
        CheckConstraint("valid_to IS NOT NULL", name="has_end"),
        CheckConstraint("basis <> ''", name="has_basis"),
    )


class WebSession(HasPerson, Base):
    """A signed-in browser, known by the SHA-256 of its cookie."""

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    confirmed_at: Mapped[datetime] = mapped_column(UtcTime)
    address: Mapped[str] = mapped_column(String(64), default="")
    user_agent: Mapped[str] = mapped_column(Nfc(300), default="")


class OneTimeCode(HasId, HasPerson, Base):
    """A code handed over by the administrator, good once for setting a password."""

    __tablename__ = "one_time_code"

    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)

    __table_args__ = (CheckConstraint("purpose IN ('first', 'reset')", name="purpose"),)


class SignInFailure(Base):
    """How often signing in has failed for one account or one address; shared by all workers."""

    __tablename__ = "sign_in_failure"

    bucket: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    blocked_until: Mapped[datetime] = mapped_column(UtcTime)


class ApiToken(HasId, HasPerson, Base):
    """A bearer token, known by its SHA-256; it may act only where a person made it so."""

    __tablename__ = "api_token"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Nfc(80))
    may_act: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by_os: Mapped[str] = mapped_column(Nfc(80), default="")
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class CertificateRegistration(HasId, HasPerson, Base):
    """A certificate of another CA somebody wants to sign with; an administrator confirms whose."""

    __tablename__ = "certificate_registration"

    der: Mapped[bytes] = mapped_column(LargeBinary)
    issuers: Mapped[list[str]] = mapped_column(JSON, default=list)  # CAs from its file, base64 DER
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(Nfc(500))
    subject: Mapped[str] = mapped_column(Nfc(500))
    issuer: Mapped[str] = mapped_column(Nfc(500))
    serial: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40))
    anchor: Mapped[str] = mapped_column(Nfc(200))
    not_before: Mapped[datetime] = mapped_column(UtcTime)
    not_after: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[RegistrationState] = mapped_column(
        enum_type(RegistrationState, "registration_state")
    )
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Nfc(300), default="")

    __table_args__ = (
        Index(
            "uq_certificate_registration_waiting",
            "sha256",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_by <> person_id)",
            name="not_own",
        ),
    )

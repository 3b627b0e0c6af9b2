"""Tables of the retention room: rules, policy, holds, events, disposals and what they ended."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.retention.rules import Kind, Policy, Scope, Standing


class RetentionRule(HasId, Base):
    """One version of a rule; the next version ends it, its words never change.

    The version that was valid when a record was closed is the record's; the first version of a
    code also holds for what was closed before it.
    """

    __tablename__ = "retention_rule"
    __table_args__ = (
        UniqueConstraint("code", "version"),
        CheckConstraint("(kind = 'years') = (years IS NOT NULL)", name="years"),
        CheckConstraint("years IS NULL OR years BETWEEN 1 AND 100", name="range"),
        CheckConstraint("(kind = 'event') = (event <> '')", name="event"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="period"),
    )

    code: Mapped[str] = mapped_column(Nfc(40))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(Nfc(500))
    kind: Mapped[Kind] = mapped_column(enum_type(Kind, "retention_kind"))
    years: Mapped[int | None]
    event: Mapped[str] = mapped_column(Nfc(300), default="")
    legal_basis: Mapped[str] = mapped_column(Nfc(300), default="")
    note: Mapped[str] = mapped_column(Nfc(500), default="")
    valid_from: Mapped[datetime] = mapped_column(UtcTime)  # midnight in Viet Nam
    valid_to: Mapped[datetime | None] = mapped_column(UtcTime)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class RetentionPolicy(Base):
    """Which term applies where two disagree; the last row holds, all stay."""

    __tablename__ = "retention_policy"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    policy: Mapped[Policy] = mapped_column(enum_type(Policy, "retention_policy_kind"))
    reason: Mapped[str] = mapped_column(NfcText)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class RetentionHold(HasId, Base):
    """Records that may not be destroyed until somebody lifts it (tạm dừng hủy)."""

    __tablename__ = "retention_hold"
    __table_args__ = (
        Index("ix_retention_hold_scope", "scope", "scope_id", "released_at"),
        CheckConstraint("(released_at IS NULL) = (released_by IS NULL)", name="released_wholly"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    number: Mapped[int] = mapped_column(unique=True)
    scope: Mapped[Scope] = mapped_column(enum_type(Scope, "retention_scope"))
    scope_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(NfcText)
    placed_at: Mapped[datetime] = mapped_column(UtcTime)
    placed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime | None] = mapped_column(UtcTime)
    released_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    release_reason: Mapped[str] = mapped_column(NfcText, default="")


class RetentionEvent(HasId, Base):
    """The event until which something was kept has happened."""

    __tablename__ = "retention_event"
    __table_args__ = (Index("ix_retention_event_scope", "scope", "scope_id"),)

    scope: Mapped[Scope] = mapped_column(enum_type(Scope, "retention_event_scope"))
    scope_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    happened_on: Mapped[date]
    what: Mapped[str] = mapped_column(NfcText)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class Disposal(HasId, Base):
    """A proposal to destroy records: signed by somebody else and carried out, or rejected."""

    __tablename__ = "disposal"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint(
            "(signed_at IS NULL) = (signed_by IS NULL)"
            " AND (signed_at IS NULL) = (statement_id IS NULL)",
            name="signed_wholly",
        ),
        CheckConstraint("signed_by IS NULL OR signed_by <> proposed_by", name="two_people"),
        CheckConstraint("(rejected_at IS NULL) = (rejected_by IS NULL)", name="rejected_wholly"),
        CheckConstraint("signed_at IS NULL OR rejected_at IS NULL", name="signed_or_rejected"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    year: Mapped[int]
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(NfcText)
    council: Mapped[list[str]] = mapped_column(JSON)
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    signed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    signed_as: Mapped[str] = mapped_column(Nfc(300), default="")
    statement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("statement.id"))
    rejected_at: Mapped[datetime | None] = mapped_column(UtcTime)
    rejected_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    reject_reason: Mapped[str] = mapped_column(NfcText, default="")
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class DisposalItem(HasId, Base):
    """One record of a proposal, as it was found due: the stub that stays in the minutes."""

    __tablename__ = "disposal_item"
    __table_args__ = (
        UniqueConstraint("disposal_id", "position"),
        UniqueConstraint("disposal_id", "record_id"),
    )

    disposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("disposal.id"))
    position: Mapped[int]
    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    code: Mapped[str] = mapped_column(Nfc(80))  # of the form
    edition: Mapped[int]
    revision: Mapped[int]
    number: Mapped[str] = mapped_column(Nfc(120))  # "BM-01-QT-04 số 07/2026"
    title: Mapped[str] = mapped_column(Nfc(300))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    file: Mapped[str] = mapped_column(Nfc(40))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    closed_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_year: Mapped[int]
    docx_sha256: Mapped[str] = mapped_column(Nfc(64))
    docx_size: Mapped[int]
    content_sha256: Mapped[str] = mapped_column(Nfc(64))
    plan_kind: Mapped[Kind] = mapped_column(enum_type(Kind, "disposal_plan_kind"))
    plan_years: Mapped[int | None]
    rule_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("retention_rule.id"))
    policy: Mapped[Policy] = mapped_column(enum_type(Policy, "disposal_policy"))
    due_on: Mapped[date]


def guard(name: str, table: str, when: str, condition: str, message: str) -> None:
    """Declare a guard of this room."""
    triggers.declare(triggers.Trigger(name, table, when, condition, message))


for _table in ("retention_policy", "retention_event", "disposal_item"):
    triggers.append_only(_table)
for _table in ("retention_rule", "retention_hold", "disposal"):
    triggers.kept(_table)
_RULE = triggers.changed(
    "code", "version", "title", "kind", "years", "event", "legal_basis", "note", "valid_from"
)
guard(
    "retention_rule_fixed",
    "retention_rule",
    "BEFORE UPDATE",
    f"OLD.valid_to IS NOT NULL OR {_RULE}",
    "a version of a rule only ends",
)
_HOLD = triggers.changed("number", "scope", "scope_id", "reason", "placed_at", "placed_by")
guard(
    "retention_hold_fixed",
    "retention_hold",
    "BEFORE UPDATE",
    f"OLD.released_at IS NOT NULL OR {_HOLD}",
    "a hold is only lifted, once",
)
_PROPOSAL = triggers.changed("year", "number", "reason", "proposed_at", "proposed_by")
guard(
    "disposal_ended",
    "disposal",
    "BEFORE UPDATE",
    f"OLD.signed_at IS NOT NULL OR OLD.rejected_at IS NOT NULL OR {_PROPOSAL}",
    "a proposal keeps its words, a decision stands",
)
# What the room of records lets happen to a closed record happens by a signed decision only.
guard(
    "record_disposed_by_decision",
    "record",
    "BEFORE UPDATE",
    "NEW.disposed_at IS NOT NULL AND OLD.disposed_at IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM disposal_item i JOIN disposal d ON d.id = i.disposal_id"
    " WHERE i.record_id = NEW.id AND d.id = NEW.disposal_id AND d.statement_id IS NOT NULL)",
    "a record is destroyed by a signed decision only",
)
guard(
    "record_held",
    "record",
    "BEFORE UPDATE",
    "NEW.disposed_at IS NOT NULL AND OLD.disposed_at IS NULL AND EXISTS"
    " (SELECT 1 FROM retention_hold h WHERE h.released_at IS NULL AND ("
    "(h.scope = 'record' AND h.scope_id = NEW.id) OR (h.scope = 'file' AND h.scope_id ="
    " NEW.file_id) OR (h.scope = 'form' AND h.scope_id = NEW.document_id)))",
    "a held record is not destroyed",
)


def standing_of(disposal: Disposal) -> Standing:
    """How a proposal stands."""
    if disposal.signed_at is not None:
        return Standing.DONE
    return Standing.REJECTED if disposal.rejected_at is not None else Standing.WAITING


def named(disposal: Disposal) -> str:
    """How a disposal is called: 03/2026."""
    return f"{disposal.number:02}/{disposal.year}"

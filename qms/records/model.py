"""Tables of the records room: the yearly file plan, filled forms, notes added later."""

import json
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type, nfc
from qms.records.rules import LineKind, Origin, State


class Canonical(TypeDecorator[Any]):
    """JSON as one text, keys in order: a guard of the database can compare it, a hash prove it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical(value: Any) -> str:
    """The one text of these values: NFC, keys sorted, no spaces."""
    return nfc(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


class FilePlan(HasId, Base):
    """The list of files of one year (danh mục hồ sơ), approved by the head."""

    __tablename__ = "file_plan"
    __table_args__ = (
        CheckConstraint("(approved_at IS NULL) = (approved_by IS NULL)", name="approved_wholly"),
        CheckConstraint("year BETWEEN 1945 AND 2999", name="year"),
    )

    year: Mapped[int] = mapped_column(unique=True)
    decision: Mapped[str] = mapped_column(Nfc(120), default="")
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class FilePlanLine(HasId, Base):
    """A heading, sub-heading or file of a plan; a file says how long it is kept and who keeps it.

    `retention_years` None with `permanent` false: kept until an event that the rule names.
    """

    __tablename__ = "file_plan_line"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint(
            "NOT (permanent AND retention_years IS NOT NULL)", name="permanent_or_years"
        ),
        CheckConstraint(
            "retention_years IS NULL OR retention_years BETWEEN 1 AND 100", name="years"
        ),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("file_plan.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(enum_type(LineKind, "file_plan_line_kind"))
    mark: Mapped[str] = mapped_column(Nfc(40))
    symbol: Mapped[str] = mapped_column(Nfc(30), default="")
    title: Mapped[str] = mapped_column(Nfc(500))
    retention_code: Mapped[str] = mapped_column(Nfc(40), default="")
    retention_years: Mapped[int | None]
    permanent: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("unit.id"))
    note: Mapped[str] = mapped_column(Nfc(500), default="")
    copied_from_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("file_plan_line.id"))


class Record(HasId, Base):
    """A filled form: bound to the version of the form, locked when closed.

    Disposal leaves a stub: the values go, hashes, number and dates stay.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("document_id", "year", "number"),
        Index("ix_record_unit", "unit_id", "started_at"),
        Index("ix_record_started", "started_at", "id"),
        Index("ix_record_file", "file_id", "ended_year"),
        Index("ix_record_filler", "started_by", "state"),
        CheckConstraint(
            "(docx_sha256 IS NULL) = (docx_size IS NULL) AND (docx_sha256 IS NULL) ="
            " (origin IS NULL) AND (docx_sha256 IS NULL) = (completed_at IS NULL)"
            " AND (docx_sha256 IS NULL) = (completed_by IS NULL)",
            name="completed_wholly",
        ),
        CheckConstraint(
            "(state IN ('complete', 'closed')) = (docx_sha256 IS NOT NULL)", name="has_file"
        ),
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)"
            " AND (closed_at IS NULL) = (closed_by IS NULL)"
            " AND (closed_at IS NULL) = (ended_year IS NULL)"
            " AND (closed_at IS NULL OR (file_id IS NOT NULL AND content_sha256 IS NOT NULL))",
            name="closed_wholly",
        ),
        CheckConstraint(
            "(disposed_at IS NULL) = (disposal_id IS NULL)"
            " AND (disposed_at IS NULL OR (closed_at IS NOT NULL AND content IS NULL))"
            " AND (disposed_at IS NOT NULL OR content IS NOT NULL)",
            name="disposed_wholly",
        ),
    )

    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    form_sha256: Mapped[str] = mapped_column(Nfc(64))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Nfc(300))
    search_key: Mapped[str] = mapped_column(Nfc(800), default="")
    state: Mapped[State] = mapped_column(enum_type(State, "record_state"), default=State.FILLING)
    content: Mapped[Any | None] = mapped_column(Canonical)
    left_over: Mapped[Any] = mapped_column(Canonical, default=list)
    content_sha256: Mapped[str | None] = mapped_column(Nfc(64))
    old_form_reason: Mapped[str] = mapped_column(NfcText, default="")
    origin: Mapped[Origin | None] = mapped_column(enum_type(Origin, "record_origin"))
    docx_sha256: Mapped[str | None] = mapped_column(Nfc(64), index=True)
    docx_size: Mapped[int | None]
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("file_plan_line.id"))
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcTime)
    saved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    completed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    completed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    ended_year: Mapped[int | None]
    abandon_reason: Mapped[str] = mapped_column(NfcText, default="")
    disposed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    disposal_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class RecordNote(HasId, Base):
    """What is said about a record afterwards; the only way to correct a closed one."""

    __tablename__ = "record_note"

    record_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("record.id"), index=True)
    text: Mapped[str] = mapped_column(NfcText)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


_BOUND = triggers.changed("document_id", "year", "number", "started_at", "started_by")
_LOCKED = triggers.changed(
    "revision_id",
    "form_sha256",
    "unit_id",
    "title",
    "search_key",
    "state",
    "content_sha256",
    "old_form_reason",
    "origin",
    "docx_sha256",
    "docx_size",
    "saved_at",
    "saved_by",
    "completed_at",
    "completed_by",
    "closed_at",
    "closed_by",
    "ended_year",
    "abandon_reason",
)
# A closed record may be filed elsewhere; its values go in the one step that disposes of it.
_DISPOSES = "NEW.disposed_at IS NOT NULL AND NEW.disposal_id IS NOT NULL AND NEW.content IS NULL"
_VALUES = f"({triggers.changed('content', 'left_over')}) AND NOT ({_DISPOSES})"
_OTHERS = {
    "record_bound": (_BOUND, "a record keeps its form, number and beginning"),
    "record_locked": (
        f"OLD.closed_at IS NOT NULL AND ({_LOCKED} OR ({_VALUES}))",
        "a closed record is never changed, only noted",
    ),
    "record_disposed": ("OLD.disposed_at IS NOT NULL", "a stub of a disposed record is kept"),
    "record_given_up": ("OLD.state = 'abandoned'", "what was given up stays so"),
}
for _name, (_condition, _message) in _OTHERS.items():
    triggers.declare(triggers.Trigger(_name, "record", "BEFORE UPDATE", _condition, _message))
triggers.kept("record")
triggers.append_only("record_note")
_APPROVED = (
    "EXISTS (SELECT 1 FROM file_plan p WHERE p.id = OLD.plan_id AND p.approved_at IS NOT NULL)"
)
for _verb in ("UPDATE", "DELETE"):
    triggers.declare(
        triggers.Trigger(
            f"file_plan_line_approved_{_verb.lower()}",
            "file_plan_line",
            f"BEFORE {_verb}",
            _APPROVED,
            "a line of an approved file plan is fixed",
        )
    )
triggers.kept("file_plan")

"""Tables of the transition room: projects, their clause maps, steps and chosen documents."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type
from qms.transition.rules import Outcome, StepState, Verdict


class TransitionProject(HasId, Base):
    """One change of the standard, with the decision under which its documents are issued."""

    __tablename__ = "transition_project"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_wholly"),
        CheckConstraint("(closed_at IS NULL) = (outcome IS NULL)", name="closed_with_outcome"),
        CheckConstraint("(decision_number = '') = (decision_on IS NULL)", name="decision_wholly"),
    )

    name: Mapped[str] = mapped_column(Nfc(200))
    from_standard: Mapped[str] = mapped_column(Nfc(80))
    to_standard: Mapped[str] = mapped_column(Nfc(80))
    decision_number: Mapped[str] = mapped_column(Nfc(60), default="")
    decision_on: Mapped[date | None]
    effective_on: Mapped[date | None]
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[Outcome | None] = mapped_column(enum_type(Outcome, "transition_outcome"))
    close_reason: Mapped[str] = mapped_column(NfcText, default="")
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class TransitionMap(HasId, Base):
    """One version of a project's clause map; a change of the map is a new version."""

    __tablename__ = "transition_map"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("transition_project.id"))
    number: Mapped[int]
    source: Mapped[str] = mapped_column(Nfc(40), default="")  # the shipped map it began from
    lines: Mapped[str] = mapped_column(NfcText)  # JSON: [{"old", "new": [...], "note"}, ...]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class TransitionStep(HasId, Base):
    """One step of a project: who answers for it, by when, and how it ended."""

    __tablename__ = "transition_step"
    __table_args__ = (
        UniqueConstraint("project_id", "position"),
        Index("ix_transition_step_responsible", "responsible_id", "state"),
        CheckConstraint(
            "(state IN ('done', 'not_needed')) = (ended_at IS NOT NULL)", name="ended_wholly"
        ),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("transition_project.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Nfc(200))
    hint: Mapped[str] = mapped_column(Nfc(300), default="")
    responsible_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None]
    state: Mapped[StepState] = mapped_column(
        enum_type(StepState, "transition_step_state"), default=StepState.PLANNED
    )
    note: Mapped[str] = mapped_column(NfcText, default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class TransitionDocument(Base):
    """What is to become of one document in one project."""

    __tablename__ = "transition_document"
    __table_args__ = (
        CheckConstraint("verdict IN ('edition', 'amend') OR reason <> ''", name="has_reason"),
        Index("ix_transition_document_document", "document_id"),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("transition_project.id"), primary_key=True
    )
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"), primary_key=True)
    verdict: Mapped[Verdict] = mapped_column(enum_type(Verdict, "transition_verdict"))
    reason: Mapped[str] = mapped_column(NfcText, default="")
    writer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcTime)
    chosen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


triggers.kept("transition_project")
triggers.kept("transition_step")
triggers.append_only("transition_map")
triggers.declare(
    triggers.Trigger(
        "transition_project_closed",
        "transition_project",
        "BEFORE UPDATE",
        "OLD.closed_at IS NOT NULL",
        "a closed project never changes",
    )
)

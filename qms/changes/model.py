"""Tables of the changes room: requests and the counter that numbers them."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.changes.rules import RequestState, steps
from qms.db import Base, HasId, Nfc, NfcText, UtcTime, enum_type


class ChangeSeries(Base):
    """The last number given in a year; locked until the request that took it is committed."""

    __tablename__ = "change_series"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class ChangeRequest(HasId, Base):
    """Somebody proposes to change a document in force, or a place in it."""

    __tablename__ = "change_request"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index("ix_change_request_document", "document_id", "state"),
        Index("ix_change_request_state", "state", "proposed_at"),
        CheckConstraint("number >= 1", name="numbered"),
        CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)"
            " AND (decided_at IS NULL) = (decided_by IS NULL)",
            name="decided_wholly",
        ),
        CheckConstraint("state <> 'declined' OR decision_reason <> ''", name="declined_why"),
        CheckConstraint("state = 'accepted' OR revision_id IS NULL", name="linked_accepted"),
        CheckConstraint("(revision_id IS NULL) = (linked_at IS NULL)", name="linked_wholly"),
    )

    year: Mapped[int]
    number: Mapped[int]
    code: Mapped[str] = mapped_column(Nfc(40), unique=True)
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    about_revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    place: Mapped[str] = mapped_column(Nfc(300), default="")
    quoted: Mapped[str] = mapped_column(NfcText, default="")
    proposed: Mapped[str] = mapped_column(NfcText)
    reason: Mapped[str] = mapped_column(NfcText)
    state: Mapped[RequestState] = mapped_column(
        enum_type(RequestState, "change_request_state"), default=RequestState.PROPOSED
    )
    proposed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decision_reason: Mapped[str] = mapped_column(NfcText, default="")
    revision_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("revision.id"), index=True)
    linked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


_STEPS = ", ".join(f"'{start}>{end}'" for start, end in sorted(steps()))
_SUBMITTED = (
    "EXISTS (SELECT 1 FROM revision r WHERE r.id = OLD.revision_id"
    " AND r.state IN ('in_review', 'in_approval', 'approved', 'withdrawn'))"
)
triggers.kept("change_request")
triggers.kept("change_series")
triggers.declare(
    triggers.Trigger(
        "change_request_words_fixed",
        "change_request",
        "BEFORE UPDATE",
        triggers.changed(
            "year",
            "number",
            "code",
            "document_id",
            "about_revision_id",
            "place",
            "quoted",
            "proposed",
            "reason",
            "proposed_by",
            "proposed_at",
        ),
        "what was proposed never changes",
    )
)
triggers.declare(
    triggers.Trigger(
        "change_request_in_order",
        "change_request",
        "BEFORE UPDATE OF state",
        f"OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({_STEPS})",
        "a change request has no such step",
    )
)
triggers.declare(
    triggers.Trigger(
        "change_request_answered",
        "change_request",
        "BEFORE UPDATE",
        f"({triggers.changed('state', 'revision_id')}) AND {_SUBMITTED}",
        "what a submitted or approved revision answers stays with it",
    )
)
triggers.declare(
    triggers.Trigger(
        "change_series_forward",
        "change_series",
        "BEFORE UPDATE",
        "NEW.year <> OLD.year OR NEW.last <> OLD.last + 1",
        "numbers are given one after the other",
    )
)

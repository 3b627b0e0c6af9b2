"""Imports of an existing register: the table as it came, its files, and what became of each row."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms import triggers
from qms.db import Base, HasId, Nfc, UtcTime, enum_type
from qms.registers.rules.states import JobState, RowState, Way


class ImportJob(HasId, Base):
    """One table that somebody brings in; nothing of the upload is ever lost by an error."""

    __tablename__ = "import_job"
    __table_args__ = (
        CheckConstraint(
            "way <> 'adopted' OR state NOT IN ('running', 'finished')"
            " OR (decision_number <> '' AND decision_on IS NOT NULL AND approver_id IS NOT NULL)",
            name="adopted_by_decision",
        ),
        CheckConstraint("(state = 'finished') = (finished_at IS NOT NULL)", name="finished_at"),
        Index("ix_import_job_state", "state"),
    )

    state: Mapped[JobState] = mapped_column(
        enum_type(JobState, "import_job_state"), default=JobState.READ
    )
    name: Mapped[str] = mapped_column(Nfc(200))
    table_sha256: Mapped[str] = mapped_column(Nfc(64))
    how_read: Mapped[dict[str, Any]] = mapped_column(JSON)  # kind, sheet, encoding, delimiter
    headings: Mapped[list[Any]] = mapped_column(JSON)
    locale: Mapped[str] = mapped_column(Nfc(5), default="vi")
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # column number -> field
    defaults: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    way: Mapped[Way] = mapped_column(enum_type(Way, "import_way"), default=Way.DRAFTS)
    decision_number: Mapped[str] = mapped_column(Nfc(60), default="")
    decision_on: Mapped[date | None]
    approver_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    adoption_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("adoption.id"))
    created_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    prepared_at: Mapped[datetime | None] = mapped_column(UtcTime)  # all rows read, before files
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class ImportRow(HasId, Base):
    """One row of the table: its cells as they came, and what became of it."""

    __tablename__ = "import_row"
    __table_args__ = (
        UniqueConstraint("job_id", "number"),
        Index("ix_import_row_state", "job_id", "state", "place"),
    )

    job_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_job.id"))
    number: Mapped[int]  # as the person sees it in the table, from 1
    place: Mapped[int]  # order of work: a parent before its forms
    cells: Mapped[list[Any]] = mapped_column(JSON)
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # as a manifest's row, once mapped
    code: Mapped[str] = mapped_column(Nfc(40), default="")
    state: Mapped[RowState] = mapped_column(
        enum_type(RowState, "import_row_state"), default=RowState.WAITING
    )
    result: Mapped[str] = mapped_column(Nfc(20), default="")
    faults: Mapped[list[Any]] = mapped_column(JSON, default=list)  # field, code, parameters
    file_sha256: Mapped[str] = mapped_column(Nfc(64), default="")
    document_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("document.id"))
    done_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ImportFile(HasId, Base):
    """A Word file that came with the table, by the name (and folder) it had there."""

    __tablename__ = "import_file"
    __table_args__ = (UniqueConstraint("job_id", "name"),)

    job_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_job.id"))
    name: Mapped[str] = mapped_column(Nfc(300))
    sha256: Mapped[str] = mapped_column(Nfc(64))
    size: Mapped[int]


triggers.kept("import_job")

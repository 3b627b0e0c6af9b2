"""The file plan of a year as it is shown and printed, and the choices it offers."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.queries import names, unit_names
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.records.rules import LineKind


@dataclass(frozen=True, slots=True)
class PlanLineRow:
    """One line of a plan; `records` counts what lies in the file."""

    id: uuid.UUID
    kind: LineKind
    mark: str
    symbol: str
    title: str
    retention_code: str
    retention_years: int | None
    permanent: bool
    person_id: uuid.UUID | None
    person: str
    unit_id: uuid.UUID | None
    unit: str
    note: str
    records: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan of a year."""

    id: uuid.UUID
    year: int
    decision: str
    approved_at: datetime | None
    lines: tuple[PlanLineRow, ...]
    permanent: int  # the closing line counts both
    fixed_term: int
    row_version: int


def plan_page(session: Session, year: int, now: datetime) -> PlanPage:
    """The plan of this year; raises NotFound("PLAN-NOT-FOUND")."""
    plan = session.scalars(select(FilePlan).where(FilePlan.year == year)).one_or_none()
    if plan is None:
        raise NotFound("PLAN-NOT-FOUND")
    lines = _lines(session, plan, now)
    files = [one for one in lines if one.kind is LineKind.FILE]
    kept = sum(one.permanent for one in files)
    return PlanPage(
        plan.id,
        plan.year,
        plan.decision,
        plan.approved_at,
        lines,
        kept,
        len(files) - kept,
        plan.row_version,
    )


def _lines(session: Session, plan: FilePlan, now: datetime) -> tuple[PlanLineRow, ...]:
    query = select(FilePlanLine).where(FilePlanLine.plan_id == plan.id)
    found = list(session.scalars(query.order_by(FilePlanLine.position)))
    people = names(session, {one.person_id for one in found if one.person_id})
    units = unit_names(session, now, {one.unit_id for one in found if one.unit_id})
    counted = select(Record.file_id, func.count()).where(
        Record.file_id.in_([one.id for one in found])
    )
    counts = {row[0]: int(row[1]) for row in session.execute(counted.group_by(Record.file_id))}
    return tuple(
        PlanLineRow(
            one.id,
            one.kind,
            one.mark,
            one.symbol,
            one.title,
            one.retention_code,
            one.retention_years,
            one.permanent,
            one.person_id,
            people[one.person_id].full_name if one.person_id else "",
            one.unit_id,
            units.get(one.unit_id, "") if one.unit_id else "",
            one.note,
            counts.get(one.id, 0),
        )
        for one in found
    )


def plan_years(session: Session) -> list[int]:
    """Years that have a plan, the newest first."""
    return list(session.scalars(select(FilePlan.year).order_by(FilePlan.year.desc())))


def plan_of_line(session: Session, line_id: uuid.UUID) -> tuple[int, PlanLineRow]:
    """The year and the line; raises NotFound("PLAN-LINE-NOT-FOUND")."""
    line = session.get(FilePlanLine, line_id)
    if line is None:
        raise NotFound("PLAN-LINE-NOT-FOUND")
    plan = session.get_one(FilePlan, line.plan_id)
    row = next(one for one in _lines(session, plan, plan.created_at) if one.id == line_id)
    return plan.year, row


def file_choices(session: Session, year: int) -> list[tuple[uuid.UUID, str]]:
    """Files a record of this year may go into: of its year, else of the last plan before it."""
    plan = session.scalars(
        select(FilePlan).where(FilePlan.year <= year).order_by(FilePlan.year.desc()).limit(1)
    ).one_or_none()
    if plan is None:
        return []
    query = select(FilePlanLine).where(
        FilePlanLine.plan_id == plan.id, FilePlanLine.kind == LineKind.FILE
    )
    lines = session.scalars(query.order_by(FilePlanLine.position))
    return [(one.id, f"{one.mark} – {one.title} ({plan.year})") for one in lines]

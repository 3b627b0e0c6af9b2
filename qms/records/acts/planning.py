"""The yearly file plan (danh mục hồ sơ, Decree 30/2020, article 28): written, approved, carried on.

Numbers follow from the order: headings Roman, sub-headings Arabic, files `01.TCCB` running through.
"""

import uuid

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, Invalid, NotAllowed, NotFound
from qms.people.queries import lock_actor
from qms.people.rules import Actor
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.records.rules import LineKind, marks, may_plan
from qms.records.schemas import NewPlan, PlanLine
from qms.service import Service

SHIFT = 1_000_000  # positions move out of the way before they are given anew
COPIED = (
    "kind",
    "mark",
    "symbol",
    "title",
    "retention_code",
    "retention_years",
    "permanent",
    "person_id",
    "unit_id",
    "note",
    "position",
)


def open_plan(service: Service, actor_id: uuid.UUID, wish: NewPlan) -> uuid.UUID:
    """A plan for a year; with `copy_forward` the lines of the last plan before it come along."""
    with service.db.write() as session:
        now = service.now()
        actor = _planner(session, service, actor_id)
        if session.scalar(select(FilePlan.id).where(FilePlan.year == wish.year)) is not None:
            raise Conflict("PLAN-YEAR-TAKEN", year=wish.year)
        plan = FilePlan(year=wish.year, created_at=now, created_by=actor.id)
        session.add(plan)
        session.flush()
        copied = _copy_forward(session, plan) if wish.copy_forward else 0
        _event(session, service, actor, plan, "opened", copied=copied)
        return plan.id


def _copy_forward(session: Session, plan: FilePlan) -> int:
    last = session.scalar(
        select(FilePlan.id).where(FilePlan.year < plan.year).order_by(FilePlan.year.desc()).limit(1)
    )
    lines = _lines(session, last) if last is not None else []
    for line in lines:
        values = {name: getattr(line, name) for name in COPIED}
        session.add(FilePlanLine(plan_id=plan.id, copied_from_id=line.id, **values))
    return len(lines)


def add_line(
    service: Service, actor_id: uuid.UUID, plan_id: uuid.UUID, wish: PlanLine
) -> uuid.UUID:
    """A new line after another one, or at the end; an approved plan takes files at its end only."""
    with service.db.write() as session:
        actor = _planner(session, service, actor_id)
        plan = _plan(session, plan_id)
        if plan.approved_at is not None and (
            wish.after_id is not None or wish.kind is not LineKind.FILE
        ):
            raise Conflict("PLAN-APPROVED", year=plan.year)
        before = _lines(session, plan.id)
        files = [(LineKind.FILE, "") for one in before if one.kind is LineKind.FILE]
        line = FilePlanLine(plan_id=plan.id, position=_end(session, plan.id))
        _apply(line, wish)
        line.mark = marks([*files, (line.kind, line.symbol)])[-1]  # right at the end of a plan
        session.add(line)
        session.flush()
        if plan.approved_at is None:
            _renumber(session, plan, _ordered([*before, line], line, wish.after_id))
        _event(session, service, actor, plan, "line_added", line_id=str(line.id))
        return line.id


def change_line(service: Service, actor_id: uuid.UUID, line_id: uuid.UUID, wish: PlanLine) -> None:
    """Change a line of a plan that is not approved yet."""
    with service.db.write() as session:
        actor = _planner(session, service, actor_id)
        line, plan = _open_line(session, line_id)
        if line.kind is LineKind.FILE and wish.kind is not LineKind.FILE:
            _unused(session, line)
        _apply(line, wish)
        session.flush()
        _renumber(session, plan, _lines(session, plan.id))
        _event(session, service, actor, plan, "line_changed", line_id=str(line.id))


def drop_line(service: Service, actor_id: uuid.UUID, line_id: uuid.UUID) -> None:
    """Take a line out of a plan that is not approved yet; a file with records stays."""
    with service.db.write() as session:
        actor = _planner(session, service, actor_id)
        line, plan = _open_line(session, line_id)
        _unused(session, line)
        session.execute(
            update(FilePlanLine)
            .where(FilePlanLine.copied_from_id == line.id)
            .values(copied_from_id=None)
        )
        session.execute(delete(FilePlanLine).where(FilePlanLine.id == line.id))
        session.expire_all()
        _renumber(session, plan, _lines(session, plan.id))
        _event(session, service, actor, plan, "line_dropped", line_id=str(line_id))


def approve_plan(service: Service, actor_id: uuid.UUID, plan_id: uuid.UUID, decision: str) -> None:
    """The head has issued the plan by this decision: its lines are fixed from now on."""
    with service.db.write() as session:
        actor = _planner(session, service, actor_id)
        plan = _plan(session, plan_id)
        if plan.approved_at is not None:
            raise Conflict("PLAN-APPROVED", year=plan.year)
        if not any(one.kind is LineKind.FILE for one in _lines(session, plan.id)):
            raise Invalid("PLAN-EMPTY", year=plan.year)
        plan.decision, plan.approved_at, plan.approved_by = decision, service.now(), actor.id
        _event(session, service, actor, plan, "approved")


def _planner(session: Session, service: Service, actor_id: uuid.UUID) -> Actor:
    actor = lock_actor(session, actor_id, service.now())
    if not may_plan(actor):
        raise NotAllowed("PLAN-NOT-ALLOWED")
    return actor


def _plan(session: Session, plan_id: uuid.UUID) -> FilePlan:
    query = select(FilePlan).where(FilePlan.id == plan_id).with_for_update(key_share=True)
    plan = session.scalars(query).one_or_none()
    if plan is None:
        raise NotFound("PLAN-NOT-FOUND")
    return plan


def _open_line(session: Session, line_id: uuid.UUID) -> tuple[FilePlanLine, FilePlan]:
    line = session.get(FilePlanLine, line_id)
    if line is None:
        raise NotFound("PLAN-LINE-NOT-FOUND")
    plan = _plan(session, line.plan_id)
    if plan.approved_at is not None:
        raise Conflict("PLAN-APPROVED", year=plan.year)
    return line, plan


def _unused(session: Session, line: FilePlanLine) -> None:
    if session.scalar(select(Record.id).where(Record.file_id == line.id).limit(1)) is not None:
        raise Conflict("PLAN-LINE-IN-USE", mark=line.mark)


def _apply(line: FilePlanLine, wish: PlanLine) -> None:
    is_file = wish.kind is LineKind.FILE
    line.kind, line.title, line.note = wish.kind, wish.title, wish.note
    line.symbol = wish.symbol if is_file else ""
    line.retention_code = wish.retention_code if is_file else ""
    line.retention_years = wish.retention_years if is_file else None
    line.permanent = wish.permanent and is_file
    line.person_id = wish.person_id if is_file else None
    line.unit_id = wish.unit_id if is_file else None


def _lines(session: Session, plan_id: uuid.UUID) -> list[FilePlanLine]:
    query = select(FilePlanLine).where(FilePlanLine.plan_id == plan_id)
    return list(session.scalars(query.order_by(FilePlanLine.position)))


def _end(session: Session, plan_id: uuid.UUID) -> int:
    query = select(func.max(FilePlanLine.position)).where(FilePlanLine.plan_id == plan_id)
    return (session.scalar(query) or 0) + 1


def _ordered(
    lines: list[FilePlanLine], new: FilePlanLine, after_id: uuid.UUID | None
) -> list[FilePlanLine]:
    if after_id is None:
        return lines
    others = [one for one in lines if one is not new]
    place = next((number for number, one in enumerate(others, 1) if one.id == after_id), None)
    if place is None:
        raise NotFound("PLAN-LINE-NOT-FOUND")
    return [*others[:place], new, *others[place:]]


def _renumber(session: Session, plan: FilePlan, lines: list[FilePlanLine]) -> None:
    """Positions and numbers anew, in two steps: a position is held by one line at a time."""
    for number, line in enumerate(lines, 1):
        line.position = SHIFT + number
    session.flush()
    named = marks([(one.kind, one.symbol) for one in lines])
    for number, (line, mark) in enumerate(zip(lines, named, strict=True), 1):
        line.position, line.mark = number, mark
    session.flush()


def _event(
    session: Session, service: Service, actor: Actor, plan: FilePlan, action: str, **data: object
) -> None:
    audit.record(
        session,
        act_id=audit.new_act(),
        at=service.now(),
        actor_id=actor.id,
        action=f"records.plan.{action}",
        object_kind="file_plan",
        object_id=plan.id,
        data={"year": plan.year, **data},
    )

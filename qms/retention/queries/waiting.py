"""What waits for a person in this room: computed, never stored."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select, true
from sqlalchemy.orm import Session

from qms.people.queries import names
from qms.people.rules import Actor, Role, day_start, today
from qms.people.work import Task
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.records.rules import LineKind, State
from qms.retention.model import Disposal, DisposalItem, RetentionRule, named
from qms.retention.queries import terms
from qms.retention.rules import last_full_year, year_end

CONSIDER, SIGN = "retention.consider", "retention.sign"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Files of the plan with records to consider, and proposals to sign."""
    tasks: list[Task] = []
    if actor.has(Role.QUALITY_MANAGER):
        since = day_start(year_end(last_full_year(today(now))))
        for line, year in session.execute(_to_consider(actor, now)):
            code = f"{line.mark} ({year})"
            task = Task(CONSIDER, "retention_file", line.id, code, line.title, since, None)
            tasks.append(task)
    if actor.has(Role.APPROVER):
        found = list(session.scalars(_to_sign(actor)))
        people = names(session, {one.proposed_by for one in found})
        tasks += [_sign_task(one, people[one.proposed_by].full_name) for one in found]
    return tasks


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression; None for who neither proposes nor signs."""
    parts: list[ColumnElement[int]] = []
    if actor.has(Role.QUALITY_MANAGER):
        parts.append(_counted(_to_consider(actor, now)))
    if actor.has(Role.APPROVER):
        parts.append(_counted(_to_sign(actor)))
    return sum(parts[1:], parts[0]) if parts else None


def _counted(found: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    return found.with_only_columns(func.count()).order_by(None).scalar_subquery()


def _to_consider(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    """From the lines, of which there are few: each asks its index for one record that is due."""
    due = (
        select(Record.id)
        .outerjoin(RetentionRule, terms.its_rule())
        .where(
            Record.file_id == FilePlanLine.id,
            Record.state == State.CLOSED,
            Record.disposed_at.is_(None),
            terms.conditions(today(now)).has_run_out,
            ~terms.is_held(),
            ~terms.is_proposed(),
            _managed(actor),
        )
        .correlate(FilePlanLine)
    )
    return (
        select(FilePlanLine, FilePlan.year)
        .join(FilePlan, FilePlan.id == FilePlanLine.plan_id)
        .where(FilePlanLine.kind == LineKind.FILE, exists(due))
        .order_by(FilePlan.year, FilePlanLine.position)
    )


def _managed(actor: Actor) -> ColumnElement[bool]:
    units = actor.units_with(Role.QUALITY_MANAGER)
    if units is None:
        return true()
    return Record.unit_id.in_(units) if units else false()


def _to_sign(actor: Actor) -> Select[Disposal]:
    units = actor.units_with(Role.APPROVER)
    query = select(Disposal).where(terms.is_waiting(), Disposal.proposed_by != actor.id)
    if units is not None:
        other = and_(DisposalItem.disposal_id == Disposal.id, DisposalItem.unit_id.not_in(units))
        query = query.where(~exists(select(DisposalItem.id).where(other).correlate(Disposal)))
    return query.order_by(Disposal.proposed_at, Disposal.id)


def _sign_task(disposal: Disposal, proposer: str) -> Task:
    title = " ".join(disposal.reason.split())[:120]
    return Task(
        SIGN,
        "disposal",
        disposal.id,
        named(disposal),
        title,
        disposal.proposed_at,
        None,
        proposer,
    )

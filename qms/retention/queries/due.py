"""Records by the day they are due ("xem xét hủy"): computed, never stored."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.rules.states import State as RevisionState
from qms.errors import Invalid
from qms.people.queries import unit_names
from qms.people.rules import Actor, fold, today
from qms.records.model import FilePlan, FilePlanLine, Record
from qms.retention import rules
from qms.retention.model import RetentionRule
from qms.retention.queries import terms
from qms.retention.rules import AHEAD, SEERS, Kind, Policy, Term

PAGE = 100


class Show(StrEnum):
    """Which closed records a list shows."""

    DUE = "due"
    AHEAD = "ahead"
    HELD = "held"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DueFilter:
    """What a person asks of the list."""

    text: str = ""
    unit_id: uuid.UUID | None = None
    show: Show = Show.DUE
    file_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class DueRow:
    """One closed record and how long it is kept."""

    record_id: uuid.UUID
    document_id: uuid.UUID
    file_id: uuid.UUID
    number: str
    title: str
    unit_id: uuid.UUID
    unit: str
    file: str
    file_title: str
    ended_year: int
    closed_at: datetime
    plan_kind: Kind
    plan_years: int | None
    rule_id: uuid.UUID | None
    rule_code: str
    rule_version: int | None
    rule_kind: Kind | None
    rule_years: int | None
    legal_basis: str
    happened_on: date | None
    due_on: date | None  # None: kept for good, or until an event that has not happened
    is_permanent: bool
    is_due: bool
    is_held: bool
    is_proposed: bool
    may_propose: bool


@dataclass(frozen=True, slots=True)
class DueList:
    """Up to a page of rows and the cursor of the next one."""

    rows: list[DueRow]
    next: str


def due_page(
    session: Session,
    actor: Actor,
    wanted: DueFilter,
    now: datetime,
    after: str = "",
    limit: int = PAGE,
) -> DueList:
    """One page of closed records this person answers for, the longest ended first."""
    query = _rows().where(seen_by(actor), *_matching(wanted, today(now)))
    if after:
        query = query.where(tuple_(Record.ended_year, Record.id) > tuple_(*_place(after)))
    query = query.order_by(Record.ended_year, Record.id).limit(limit + 1)
    found = session.execute(query).all()
    cursor = ""
    if len(found) > limit:
        last = found[limit - 1].Record
        cursor = f"{last.ended_year}~{last.id.hex}"
    return DueList(rows_of(session, actor, found[:limit], now), cursor)


def due_records(
    session: Session, actor: Actor, ids: Collection[uuid.UUID], now: datetime
) -> list[DueRow]:
    """These closed records in the order of their forms and numbers, whoever answers for them."""
    query = _rows().where(Record.id.in_(ids))
    query = query.order_by(Document.sort_code, Record.year, Record.number)
    return rows_of(session, actor, session.execute(query).all(), now)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Closed records of the units this person answers for, approves or audits."""
    units: set[uuid.UUID] = set()
    for role in SEERS:
        bound = actor.units_with(role)
        if bound is None:
            return true()
        units |= bound
    return Record.unit_id.in_(units) if units else false()


def kept_revisions(session: Session, now: datetime) -> int:
    """Superseded and withdrawn revisions: kept for good, never offered for disposal."""
    dead = or_(Revision.superseded_at <= now, Revision.state == RevisionState.WITHDRAWN)
    return session.scalar(select(func.count()).select_from(Revision).where(dead)) or 0


def _rows() -> Any:
    return (
        terms.closed()
        .join(FilePlan, FilePlan.id == FilePlanLine.plan_id)
        .add_columns(
            FilePlan.year.label("plan_year"),
            terms.last_event().label("happened"),
            terms.is_held().label("held"),
            terms.is_proposed().label("proposed"),
        )
    )


def _matching(wanted: DueFilter, day: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.show is Show.DUE:
        found += [terms.conditions(day).has_run_out, ~terms.is_held()]
    elif wanted.show is Show.AHEAD:
        found += [terms.conditions(day + AHEAD).has_run_out, ~terms.conditions(day).has_run_out]
    elif wanted.show is Show.HELD:
        found.append(terms.is_held())
    if wanted.unit_id is not None:
        found.append(Record.unit_id == wanted.unit_id)
    if wanted.file_id is not None:
        found.append(Record.file_id == wanted.file_id)
    for word in fold(wanted.text).split()[:8]:
        found.append(Record.search_key.contains(word, autoescape=True))
    return found


def rows_of(session: Session, actor: Actor, found: Sequence[Any], now: datetime) -> list[DueRow]:
    """The rows with names and days."""
    units = unit_names(session, now, {one.Record.unit_id for one in found})
    policy = terms.policy_now(session)
    return [_row(one, units, actor, policy, today(now)) for one in found]


def _row(one: Any, units: dict[uuid.UUID, str], actor: Actor, policy: Policy, day: date) -> DueRow:
    record, line, rule = one.Record, one.FilePlanLine, one.RetentionRule
    plan, law = term_of_line(line), term_of_rule(rule)
    all_terms = rules.applied(plan, law, policy)
    due_on = rules.due_on(record.ended_year, all_terms, one.happened)
    is_due = due_on is not None and due_on <= day
    manages = rules.may_manage(actor, record.unit_id)
    return DueRow(
        record_id=record.id,
        document_id=record.document_id,
        file_id=line.id,
        number=number_of(one.Document.code, record),
        title=record.title,
        unit_id=record.unit_id,
        unit=units.get(record.unit_id, ""),
        file=f"{line.mark} ({one.plan_year})",
        file_title=line.title,
        ended_year=record.ended_year,
        closed_at=record.closed_at,
        plan_kind=plan.kind,
        plan_years=line.retention_years,
        rule_id=rule.id if rule else None,
        rule_code=rule.code if rule else "",
        rule_version=rule.version if rule else None,
        rule_kind=rule.kind if rule else None,
        rule_years=rule.years if rule else None,
        legal_basis=rule.legal_basis if rule else "",
        happened_on=one.happened,
        due_on=due_on,
        is_permanent=any(term.kind is Kind.PERMANENT for term in all_terms),
        is_due=is_due,
        is_held=one.held,
        is_proposed=one.proposed,
        may_propose=manages and is_due and not one.held and not one.proposed,
    )


def number_of(code: str, record: Record) -> str:
    """How a record is called on paper: "BM-01-QT-04 số 07/2026"."""
    return f"{code} số {record.number:02}/{record.year}"


def term_of_line(line: FilePlanLine) -> Term:
    """What the file plan says."""
    return rules.plan_term(line.retention_years, permanent=line.permanent)


def term_of_rule(rule: RetentionRule | None) -> Term | None:
    """What the legal rule says, where there is one."""
    return Term(rule.kind, rule.years or 0) if rule is not None else None


def _place(cursor: str) -> tuple[int, uuid.UUID]:
    try:
        year, record_id = cursor.split("~")
        if not 0 <= int(year) <= 9999:
            raise Invalid("CURSOR")
        return int(year), uuid.UUID(record_id)
    except ValueError as error:
        raise Invalid("CURSOR") from error

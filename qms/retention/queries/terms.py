"""How long a closed record is kept, as SQL: the same as `rules.due_on`, on both databases.

A due day is always 31 December or the day of an event, so whole years are compared, never dates
made by the database.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session

from qms.documents.model import Document
from qms.records.model import FilePlanLine, Record
from qms.records.rules import State
from qms.retention.model import (
    Disposal,
    DisposalItem,
    RetentionEvent,
    RetentionHold,
    RetentionPolicy,
    RetentionRule,
)
from qms.retention.rules import Kind, Policy, Scope, last_full_year

_LAST = RetentionPolicy.number.desc()


@dataclass(frozen=True, slots=True)
class Conditions:
    """The parts of the question, over `closed()`'s row."""

    has_run_out: ColumnElement[bool]
    is_permanent: ColumnElement[bool]


def policy_now(session: Session) -> Policy:
    """The policy that holds; the longer term where nobody has decided."""
    found = session.scalar(select(RetentionPolicy.policy).order_by(_LAST).limit(1))
    return found or Policy.LONGER


def closed() -> Select[*tuple[Any, ...]]:
    """Every closed record that was not destroyed, with its form, its file and its rule."""
    return (
        select(Record, Document, FilePlanLine, RetentionRule)
        .join(Document, Document.id == Record.document_id)
        .join(FilePlanLine, FilePlanLine.id == Record.file_id)
        .outerjoin(RetentionRule, its_rule())
        .where(Record.state == State.CLOSED, Record.disposed_at.is_(None))
    )


def its_rule() -> ColumnElement[bool]:
    """The version of the rule named by the file plan that was valid when the record was closed."""
    rule = RetentionRule
    return and_(
        FilePlanLine.retention_code != "",
        rule.code == FilePlanLine.retention_code,
        or_(rule.version == 1, rule.valid_from <= Record.closed_at),
        or_(rule.valid_to.is_(None), rule.valid_to > Record.closed_at),
    )


def conditions(day: date) -> Conditions:
    """Whether the terms of the row have run out on this day, and whether it is kept for good."""
    stored = cast(select(RetentionPolicy.policy).order_by(_LAST).limit(1).scalar_subquery(), String)
    policy = func.coalesce(stored, Policy.LONGER.value)
    line, rule = FilePlanLine, RetentionRule
    by_plan = or_(rule.id.is_(None), policy != Policy.LAW.value)
    by_law = and_(rule.id.is_not(None), policy != Policy.PLAN.value)
    permanent = or_(and_(by_plan, line.permanent), and_(by_law, rule.kind == Kind.PERMANENT))
    until_event = or_(
        and_(by_plan, ~line.permanent, line.retention_years.is_(None)),
        and_(by_law, rule.kind == Kind.EVENT),
    )
    own = case((by_plan, func.coalesce(line.retention_years, 0)), else_=0)
    legal = case((by_law, func.coalesce(rule.years, 0)), else_=0)
    last = literal(last_full_year(day))
    over = and_(Record.ended_year <= last - own, Record.ended_year <= last - legal)
    happened = and_(last_event().is_not(None), last_event() <= day)
    return Conditions(and_(~permanent, over, or_(~until_event, happened)), permanent)


def about_it(table: type[RetentionHold] | type[RetentionEvent]) -> ColumnElement[bool]:
    """A hold or an event that concerns the record of the row."""
    return or_(
        and_(table.scope == Scope.RECORD, table.scope_id == Record.id),
        and_(table.scope == Scope.FILE, table.scope_id == Record.file_id),
        and_(table.scope == Scope.FORM, table.scope_id == Record.document_id),
    )


def last_event() -> ColumnElement[Any]:
    """The day on which the event of the row last happened; correction is a later entry."""
    found = (
        select(func.max(RetentionEvent.happened_on, type_=Date))
        .where(about_it(RetentionEvent))
        .correlate(Record)
    )
    return found.scalar_subquery()


def is_held() -> ColumnElement[bool]:
    """Whether a hold in force concerns the row."""
    query = select(RetentionHold.id).where(
        RetentionHold.released_at.is_(None), about_it(RetentionHold)
    )
    return exists(query.correlate(Record))


def is_proposed() -> ColumnElement[bool]:
    """Whether a waiting proposal names the row."""
    query = (
        select(DisposalItem.id)
        .join(Disposal, Disposal.id == DisposalItem.disposal_id)
        .where(DisposalItem.record_id == Record.id, is_waiting())
    )
    return exists(query.correlate(Record))


def is_waiting() -> ColumnElement[bool]:
    """A proposal that nobody has signed or rejected."""
    return and_(Disposal.signed_at.is_(None), Disposal.rejected_at.is_(None))

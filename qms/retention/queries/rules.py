"""Rules as they are listed: the version that holds now, and every version of one code."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.queries import names
from qms.records.model import FilePlanLine
from qms.retention.model import RetentionPolicy, RetentionRule
from qms.retention.queries.terms import policy_now
from qms.retention.rules import Kind, Policy


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One version of a rule; `files` counts the files of plans that name its code."""

    id: uuid.UUID
    code: str
    version: int
    title: str
    kind: Kind
    years: int | None
    event: str
    legal_basis: str
    note: str
    valid_from: datetime
    valid_to: datetime | None
    made_at: datetime
    made_by: str
    files: int


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """The policy that holds, since when, by whom and why (empty: as delivered)."""

    policy: Policy
    reason: str
    made_at: datetime | None
    made_by: str


def rules_now(session: Session, now: datetime) -> list[RuleRow]:
    """The last version of every rule that has begun, else its first, by code."""
    found: dict[str, RetentionRule] = {}
    query = select(RetentionRule).order_by(RetentionRule.code, RetentionRule.version)
    for one in session.scalars(query):
        if one.code not in found or one.valid_from <= now:
            found[one.code] = one
    return _rows(session, list(found.values()))


def versions(session: Session, code: str) -> list[RuleRow]:
    """Every version of a rule, the latest first; raises NotFound("RETENTION-RULE-NOT-FOUND")."""
    query = select(RetentionRule).where(RetentionRule.code == code)
    found = list(session.scalars(query.order_by(RetentionRule.version.desc())))
    if not found:
        raise NotFound("RETENTION-RULE-NOT-FOUND")
    return _rows(session, found)


def policy_row(session: Session) -> PolicyRow:
    """Which term applies where two disagree."""
    query = select(RetentionPolicy).order_by(RetentionPolicy.number.desc()).limit(1)
    row = session.scalars(query).one_or_none()
    if row is None:
        return PolicyRow(policy_now(session), "", None, "")
    by = names(session, [row.made_by])[row.made_by].full_name
    return PolicyRow(row.policy, row.reason, row.made_at, by)


def _rows(session: Session, found: list[RetentionRule]) -> list[RuleRow]:
    people = names(session, {one.made_by for one in found})
    counted = select(FilePlanLine.retention_code, func.count()).group_by(
        FilePlanLine.retention_code
    )
    counts = {row[0]: int(row[1]) for row in session.execute(counted)}
    return [
        RuleRow(
            one.id,
            one.code,
            one.version,
            one.title,
            one.kind,
            one.years,
            one.event,
            one.legal_basis,
            one.note,
            one.valid_from,
            one.valid_to,
            one.made_at,
            people[one.made_by].full_name,
            counts.get(one.code, 0),
        )
        for one in found
    ]

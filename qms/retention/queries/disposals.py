"""Proposals and what was destroyed: the list, one with its stubs, the register."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.queries import names, unit_names
from qms.people.rules import Actor
from qms.retention import rules
from qms.retention.model import Disposal, DisposalItem, RetentionRule, named, standing_of
from qms.retention.rules import SEERS, Kind, Policy, Standing
from qms.signing.model import Statement


@dataclass(frozen=True, slots=True)
class DisposalRow:
    """One proposal in the list."""

    id: uuid.UUID
    name: str
    standing: Standing
    records: int
    reason: str
    proposed_at: datetime
    proposed_by: str
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, slots=True)
class StubRow:
    """A record as the proposal found it; all that remains once it is destroyed."""

    position: int
    record_id: uuid.UUID
    number: str
    title: str
    unit: str
    file: str
    started_at: datetime
    closed_at: datetime
    ended_year: int
    docx_sha256: str
    docx_size: int
    content_sha256: str
    plan_kind: Kind
    plan_years: int | None
    rule_code: str
    rule_version: int | None
    rule_kind: Kind | None
    rule_years: int | None
    legal_basis: str
    policy: Policy
    due_on: date


@dataclass(frozen=True, slots=True)
class DisposalPage:
    """Everything the page of one proposal shows."""

    row: DisposalRow
    council: tuple[str, ...]
    reject_reason: str
    signed_as: str
    statement_sha256: str
    items: tuple[StubRow, ...]
    may_sign: bool
    may_reject: bool


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """A line of the register of disposals: one destroyed record and the decision about it."""

    disposal: str
    disposed_at: datetime
    number: str
    title: str
    unit: str
    ended_year: int
    due_on: date
    docx_sha256: str
    proposed_by: str
    approved_by: str
    reason: str


def disposals(session: Session, actor: Actor) -> list[DisposalRow]:
    """Proposals that concern units of this person, the latest first."""
    query = (
        select(Disposal)
        .where(seen_by(actor))
        .order_by(Disposal.year.desc(), Disposal.number.desc())
    )
    return _rows(session, list(session.scalars(query)))


def disposal_page(
    session: Session, actor: Actor, disposal_id: uuid.UUID, now: datetime
) -> DisposalPage:
    """One proposal; NotFound for whoever answers for none of its units."""
    query = select(Disposal).where(Disposal.id == disposal_id, seen_by(actor))
    disposal = session.scalars(query).one_or_none()
    if disposal is None:
        raise NotFound("DISPOSAL-NOT-FOUND")
    row = _rows(session, [disposal])[0]
    waiting = row.standing is Standing.WAITING
    may_sign = waiting and rules.may_sign(
        actor, units_of(session, disposal.id), disposal.proposed_by
    )
    fingerprint = select(Statement.sha256).where(Statement.id == disposal.statement_id)
    return DisposalPage(
        row=row,
        council=tuple(disposal.council),
        reject_reason=disposal.reject_reason,
        signed_as=disposal.signed_as,
        statement_sha256=session.scalar(fingerprint) or "",
        items=_stubs(session, disposal.id, now),
        may_sign=may_sign,
        may_reject=may_sign or (waiting and actor.id == disposal.proposed_by),
    )


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Proposals with a record of a unit this person answers for; one's own always."""
    units: set[uuid.UUID] = set()
    for role in SEERS:
        bound = actor.units_with(role)
        if bound is None:
            return true()
        units |= bound
    mine = and_(DisposalItem.disposal_id == Disposal.id, DisposalItem.unit_id.in_(units))
    concerned = select(DisposalItem.id).where(mine).correlate(Disposal)
    return or_(Disposal.proposed_by == actor.id, exists(concerned))


def units_of(session: Session, disposal_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """The units whose records a proposal names."""
    query = select(DisposalItem.unit_id).where(DisposalItem.disposal_id == disposal_id).distinct()
    return frozenset(session.scalars(query))


def items_of(session: Session, disposal_id: uuid.UUID) -> list[DisposalItem]:
    """The items of a proposal in their order."""
    query = select(DisposalItem).where(DisposalItem.disposal_id == disposal_id)
    return list(session.scalars(query.order_by(DisposalItem.position)))


def disposal_rows(
    session: Session, as_of: datetime, actor: Actor | None = None
) -> list[DisposalLine]:
    """The register of disposals: what was destroyed by this instant, in the order of decisions.

    With an actor only what this person answers for.
    """
    query = (
        select(Disposal, DisposalItem)
        .join(DisposalItem, DisposalItem.disposal_id == Disposal.id)
        .where(Disposal.signed_at <= as_of)
        .order_by(Disposal.signed_at, Disposal.number, DisposalItem.position)
    )
    if actor is not None:
        query = query.where(seen_by(actor))
    found = [(row[0], row[1]) for row in session.execute(query)]
    units = unit_names(session, as_of, {item.unit_id for _, item in found})
    people = _people(session, [disposal for disposal, _ in found])
    return [
        DisposalLine(
            disposal=named(disposal),
            disposed_at=disposal.signed_at or as_of,
            number=item.number,
            title=item.title,
            unit=units.get(item.unit_id, ""),
            ended_year=item.ended_year,
            due_on=item.due_on,
            docx_sha256=item.docx_sha256,
            proposed_by=people.get(disposal.proposed_by, ""),
            approved_by=people.get(disposal.signed_by, ""),
            reason=disposal.reason,
        )
        for disposal, item in found
    ]


def _rows(session: Session, found: Sequence[Disposal]) -> list[DisposalRow]:
    people = _people(session, found)
    counted = (
        select(DisposalItem.disposal_id, func.count())
        .where(DisposalItem.disposal_id.in_([one.id for one in found]))
        .group_by(DisposalItem.disposal_id)
    )
    counts = {row[0]: int(row[1]) for row in session.execute(counted)}
    return [
        DisposalRow(
            one.id,
            named(one),
            standing_of(one),
            counts.get(one.id, 0),
            one.reason,
            one.proposed_at,
            people.get(one.proposed_by, ""),
            one.signed_at or one.rejected_at,
            people.get(one.signed_by or one.rejected_by, ""),
        )
        for one in found
    ]


def _people(session: Session, found: Sequence[Disposal]) -> dict[Any, str]:
    ids = {who for one in found for who in (one.proposed_by, one.signed_by, one.rejected_by) if who}
    return {one.id: one.full_name for one in names(session, ids).values()}


def _stubs(session: Session, disposal_id: uuid.UUID, now: datetime) -> tuple[StubRow, ...]:
    found = items_of(session, disposal_id)
    units = unit_names(session, now, {one.unit_id for one in found})
    ids = {one.rule_id for one in found if one.rule_id}
    query = select(RetentionRule).where(RetentionRule.id.in_(ids))
    laws = {rule.id: rule for rule in session.scalars(query)}
    return tuple(
        _stub(one, units.get(one.unit_id, ""), laws.get(one.rule_id) if one.rule_id else None)
        for one in found
    )


def _stub(one: DisposalItem, unit: str, rule: RetentionRule | None) -> StubRow:
    return StubRow(
        position=one.position,
        record_id=one.record_id,
        number=one.number,
        title=one.title,
        unit=unit,
        file=one.file,
        started_at=one.started_at,
        closed_at=one.closed_at,
        ended_year=one.ended_year,
        docx_sha256=one.docx_sha256,
        docx_size=one.docx_size,
        content_sha256=one.content_sha256,
        plan_kind=one.plan_kind,
        plan_years=one.plan_years,
        rule_code=rule.code if rule else "",
        rule_version=rule.version if rule else None,
        rule_kind=rule.kind if rule else None,
        rule_years=rule.years if rule else None,
        legal_basis=rule.legal_basis if rule else "",
        policy=one.policy,
        due_on=one.due_on,
    )

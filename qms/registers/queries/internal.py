"""The master list of internal documents (danh mục tài liệu nội bộ), as of any day."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.collation import vi_key
from qms.documents.model import Adoption, Revision
from qms.documents.queries.register import RegisterRow, register_page
from qms.documents.rules.numbering import number_text
from qms.listing import Cell
from qms.people.rules import Actor, today
from qms.registers import wording
from qms.registers.queries.asked import Asked, Moment, Order, register_filter
from qms.registers.queries.batches import batches
from qms.registers.queries.places import places_of

BATCH = 200


@dataclass(frozen=True, slots=True)
class _Issue:
    """How the edition of a line was issued."""

    issued_on: date | None
    decision: str
    adopted: bool


def internal_rows(
    session: Session, actor: Actor, asked: Asked, moment: Moment
) -> list[tuple[Cell, ...]]:
    """One row for each document of the filter, with the edition in force at that instant."""
    found = list(_lines(session, actor, asked, moment))
    issues = _issues(session, [one.revision_id for one in found if one.revision_id])
    places = places_of(session, [one.id for one in found], moment)
    return [
        _row(one, issues.get(one.revision_id), places[one.id])
        for one in _ordered(found, asked.order)
    ]


def _lines(session: Session, actor: Actor, asked: Asked, moment: Moment) -> Iterator[RegisterRow]:
    wanted, cursor = register_filter(asked, moment), ""
    while True:
        page = register_page(session, actor, wanted, moment.now, cursor, BATCH)
        yield from page.rows
        cursor = page.next
        if not cursor:
            return


def _ordered(found: list[RegisterRow], order: Order) -> list[RegisterRow]:
    """Codes are in order already; titles and units go by the Vietnamese alphabet."""
    if order is Order.TITLE:
        return sorted(found, key=lambda one: vi_key(one.title))
    if order is Order.UNIT:
        return sorted(found, key=lambda one: vi_key(one.unit))
    if order is Order.DAY:
        return sorted(found, key=lambda one: (one.effective_at is None, one.effective_at))
    return found


def _issues(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID | None, _Issue]:
    found: dict[uuid.UUID | None, _Issue] = {}
    for some in batches(ids):
        query = (
            select(Revision, Adoption)
            .outerjoin(Adoption, Adoption.id == Revision.adoption_id)
            .where(Revision.id.in_(some))
        )
        for row in session.execute(query):
            found[row.Revision.id] = _issue(row)
    return found


def _issue(row: Any) -> _Issue:
    revision, adoption = row
    if adoption is not None:
        return _Issue(adoption.decision_on, adoption.decision_number, adopted=True)
    signed = _day(revision.approved_at)
    return _Issue(revision.decision_on or signed, revision.decision_number, adopted=False)


def _row(one: RegisterRow, issue: _Issue | None, place: str) -> tuple[Cell, ...]:
    number = wording.words()["no_number"]
    if one.edition is not None and one.revision is not None:
        number = number_text(one.edition, one.revision)
    return (
        one.title,
        one.code,
        number,
        issue.issued_on if issue else None,
        _day(one.effective_at),
        one.unit,
        place,
        "\n".join(_notes(one, issue)),
    )


def _notes(one: RegisterRow, issue: _Issue | None) -> Iterator[str]:
    if issue is not None and issue.decision:
        yield wording.note("adopted" if issue.adopted else "decision", number=issue.decision)
    if one.revision_id is None:
        ended = _day(one.ended_at)
        yield wording.note("ended", day=ended) if ended else wording.note("never")
    if one.coming_at is not None:
        yield wording.note("coming", day=_day(one.coming_at))


def _day(at: datetime | None) -> date | None:
    return None if at is None else today(at)

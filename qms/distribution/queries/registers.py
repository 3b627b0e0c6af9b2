"""Rows of the printed registers, as of any instant: distribution lists and numbered copies.

Columns: domain 2.6 (Đơn vị/Người nhận, mã bản, hình thức, ngày nhận, ký nhận, ngày thu hồi).
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from qms.distribution import rules
from qms.distribution.model import Acknowledgement, CopyStep, PaperCopy, Recipient
from qms.distribution.queries.circle import active, asked, in_circle
from qms.distribution.queries.lists import recipient_names
from qms.distribution.rules import CopyAct, CopyState, RecipientKind
from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules import numbering
from qms.documents.rules.numbering import number_text
from qms.people.model import Person
from qms.people.queries import names, unit_names
from qms.people.rules import Role, today


class DistributionForm(StrEnum):
    """In which form somebody gets a document."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class DistributionRow:
    """One line of "Danh sách phân phối"; people who read are counted, paper is signed for."""

    document_id: uuid.UUID
    code: str
    title: str
    edition: str
    recipient: str
    role: Role | None
    copy_number: str
    form: DistributionForm
    sent_on: date
    received_on: date | None
    received_by: str
    asked: int
    acknowledged: int
    acknowledged_on: date | None  # by the last of them so far
    recalled_on: date | None


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One line of the register of numbered copies."""

    document_id: uuid.UUID
    code: str
    title: str
    edition: str
    number: str
    unit: str
    holder: str
    state: CopyState
    to_recall: bool
    issued_on: date
    handed_over_on: date | None
    received_by: str
    returned_on: date | None  # also where it was destroyed afterwards
    ended_on: date | None
    ended_how: CopyAct | None
    witness: str
    reason: str


def distribution_rows(
    session: Session, as_of: datetime, document_id: uuid.UUID | None = None
) -> list[DistributionRow]:
    """Every line of every list and every numbered copy out or back, in the order of codes."""
    query = (
        select(Recipient, Document, Revision)
        .join(Document, Document.id == Recipient.document_id)
        .join(Revision, and_(Revision.document_id == Document.id, in_force_at(as_of)))
        .where(
            Recipient.added_at <= as_of,
            or_(Recipient.removed_at.is_(None), Recipient.removed_at > as_of),
        )
        .order_by(Document.sort_code, Recipient.added_at, Recipient.id)
    )
    if document_id is not None:
        query = query.where(Document.id == document_id)
    rows = session.execute(query).all()
    figures = _figures(session, as_of, document_id)
    called = recipient_names(session, [row[0] for row in rows], as_of)
    electronic = [_electronic(row, called, figures) for row in rows]
    paper = [_paper(one) for one in copy_rows(session, as_of, document_id)]
    return sorted([*electronic, *paper], key=lambda one: numbering.sort_code(one.code))


def copy_rows(
    session: Session, as_of: datetime, document_id: uuid.UUID | None = None
) -> list[CopyRow]:
    """Every numbered copy issued until then with what was known of it then, by code and number."""
    query = (
        select(PaperCopy, Document, Revision)
        .join(Document, Document.id == PaperCopy.document_id)
        .join(Revision, Revision.id == PaperCopy.revision_id)
        .where(PaperCopy.issued_at <= as_of)
        .order_by(Document.sort_code, PaperCopy.number)
    )
    if document_id is not None:
        query = query.where(Document.id == document_id)
    rows = session.execute(query).all()
    steps: dict[uuid.UUID, list[CopyStep]] = {}
    done = select(CopyStep).where(CopyStep.at <= as_of).order_by(CopyStep.number)
    for step in session.scalars(done):
        steps.setdefault(step.copy_id, []).append(step)
    units = unit_names(session, as_of, {row[0].unit_id for row in rows})
    people = names(session, {row[0].person_id for row in rows if row[0].person_id})
    living = select(Revision.id).where(
        Revision.id.in_({row[2].id for row in rows}), in_force_at(as_of)
    )
    alive = set(session.scalars(living))
    return [
        _copy(
            row,
            steps[row[0].id],
            units.get(row[0].unit_id, ""),
            people[row[0].person_id].full_name if row[0].person_id else "",
            row[2].id in alive,
        )
        for row in rows
    ]


def _figures(session: Session, as_of: datetime, document_id: uuid.UUID | None) -> dict[Any, Any]:
    """Line of a list -> (people asked, people who have read, when the last of them did)."""
    lines = asked(as_of, document_id=document_id)
    read = and_(
        Acknowledgement.revision_id == Revision.id,
        Acknowledgement.person_id == lines.c.person_id,
        Acknowledgement.acknowledged_at <= as_of,
    )
    query = (
        select(
            lines.c.recipient_id,
            func.count(lines.c.person_id.distinct()),
            func.count(Acknowledgement.person_id.distinct()),
            func.max(Acknowledgement.acknowledged_at),
        )
        .join(Person, Person.id == lines.c.person_id)
        .join(Document, Document.id == lines.c.document_id)
        .join(Revision, and_(Revision.document_id == Document.id, in_force_at(as_of)))
        .outerjoin(Acknowledgement, read)
        .where(active(as_of), in_circle(Person.id, as_of))
        .group_by(lines.c.recipient_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(query)}


def _electronic(row: Any, called: dict[uuid.UUID, str], figures: Any) -> DistributionRow:
    recipient, document, revision = row
    count, read, last = figures.get(recipient.id, (0, 0, None))
    return DistributionRow(
        document.id,
        document.code,
        revision.title,
        number_text(revision.edition, revision.revision),
        called[recipient.id],
        recipient.role if recipient.kind is RecipientKind.ROLE else None,
        "",
        DistributionForm.ELECTRONIC,
        today(max(recipient.added_at, revision.effective_at)),
        today(last) if last else None,
        "",
        count,
        read,
        today(last) if last else None,
        None,
    )


def _paper(copy: CopyRow) -> DistributionRow:
    return DistributionRow(
        copy.document_id,
        copy.code,
        copy.title,
        copy.edition,
        f"{copy.holder}, {copy.unit}" if copy.holder else copy.unit,
        None,
        copy.number,
        DistributionForm.PAPER,
        copy.issued_on,
        copy.handed_over_on,
        copy.received_by,
        0,
        0,
        None,
        copy.returned_on,
    )


def _copy(row: Any, steps: list[CopyStep], unit: str, holder: str, alive: bool) -> CopyRow:
    copy, document, revision = row
    handed = _last(steps, CopyAct.HAND_OVER)
    returned = _last(steps, CopyAct.RETURN)
    ended = _last(steps, CopyAct.RETURN, CopyAct.LOSE, CopyAct.DESTROY)
    state = steps[-1].state
    return CopyRow(
        document.id,
        document.code,
        revision.title,
        number_text(revision.edition, revision.revision),
        rules.copy_number(copy.number, copy.total),
        unit,
        holder,
        state,
        state in rules.OUT and not alive,
        today(copy.issued_at),
        handed.done_on if handed else None,
        handed.who if handed else "",
        returned.done_on if returned else None,
        ended.done_on if ended else None,
        ended.act if ended else None,
        ended.witness if ended else "",
        ended.reason if ended else "",
    )


def _last(steps: list[CopyStep], *acts: CopyAct) -> CopyStep | None:
    return next((one for one in reversed(steps) if one.act in acts), None)

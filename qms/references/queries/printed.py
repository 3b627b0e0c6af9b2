"""Rows of the printed list of external documents, as of any day.

Columns: TT | Tên văn bản | Số ký hiệu | Cơ quan ban hành | Ngày ban hành | Ngày hiệu lực |
Tình trạng | Nơi lưu | Ngày rà soát gần nhất.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from qms.documents.rules.period import last_instant
from qms.references.model import ExternalCheck, ExternalDocument
from qms.references.rules.standing import ENDED, ExternalKind, Stands, external_stands


@dataclass(frozen=True, slots=True)
class ExternalRow:
    """One line of the printed list; `stands` says how it stood on the day asked for."""

    id: uuid.UUID
    kind: ExternalKind
    title: str
    number: str
    issuer: str
    issued_on: date | None
    effective_on: date | None
    stands: Stands
    ended_on: date | None
    replaced_by: str
    kept_at: str
    last_checked_on: date | None


def external_rows(session: Session, as_of: date) -> list[ExternalRow]:
    """The list at the end of a day: what had been taken in, how it stood, when it was looked up."""
    successor = aliased(ExternalDocument)
    checked = (
        select(func.max(ExternalCheck.checked_on))
        .where(ExternalCheck.external_id == ExternalDocument.id, ExternalCheck.checked_on <= as_of)
        .correlate(ExternalDocument)
        .scalar_subquery()
    )
    query = (
        select(ExternalDocument, successor.number, checked)
        .outerjoin(successor, successor.id == ExternalDocument.replaced_by_id)
        .where(ExternalDocument.created_at <= last_instant(as_of))
        .order_by(ExternalDocument.sort_key, ExternalDocument.id)
    )
    return [_row(line, number, seen, as_of) for line, number, seen in session.execute(query)]


def _row(
    line: ExternalDocument, successor: str | None, seen: date | None, as_of: date
) -> ExternalRow:
    ended = line.status in ENDED and line.ended_on is not None and line.ended_on <= as_of
    stands = external_stands(line.status, line.effective_on, line.ended_on, as_of)
    return ExternalRow(
        id=line.id,
        kind=line.kind,
        title=line.title,
        number=line.number,
        issuer=line.issuer,
        issued_on=line.issued_on,
        effective_on=line.effective_on,
        stands=stands if ended or stands is not Stands.ENDING else Stands.IN_FORCE,
        ended_on=line.ended_on if ended else None,
        replaced_by=(successor or "") if ended else "",
        kept_at=line.kept_at,
        last_checked_on=seen,
    )

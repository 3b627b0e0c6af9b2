"""What reading one document asks of one person."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from qms.distribution.model import Acknowledgement, DistributionList
from qms.distribution.queries.circle import readers
from qms.distribution.rules import ReadingTerm
from qms.documents.model import Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.people.rules import Actor, today


@dataclass(frozen=True, slots=True)
class MyReading:
    """The edition in force, whether this person is asked to read it, and did."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    number: str
    sha256: str  # of the file whose reading is confirmed
    asked: bool
    due_on: date | None
    overdue: bool
    acknowledged_at: datetime | None
    change_summary: str
    previous: int | None  # the sequence of what was read before by this person, else just older
    previous_number: str


def my_reading(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> MyReading | None:
    """None where nothing is in force, or where nothing was ever asked of this person here."""
    found = session.execute(_in_force(actor, document_id, now)).one_or_none()
    if found is None or found[0].effective_at is None:
        return None
    revision, at = found[0], found[1]
    row = session.execute(readers(now, person_id=actor.id, document_id=document_id)).first()
    if row is None and at is None:
        return None
    kept = session.get(DistributionList, document_id)
    term = ReadingTerm(kept.days_to_read) if kept else ReadingTerm()
    due_on = term.due_on(max(row.since, revision.effective_at)) if row is not None else None
    before = _before(session, actor, revision)
    return MyReading(
        document_id,
        revision.id,
        number_text(revision.edition, revision.revision),
        revision.pdf_sha256 or revision.docx_sha256 or "",
        row is not None,
        due_on,
        at is None and due_on is not None and due_on < today(now),
        at,
        revision.change_summary,
        before.sequence if before else None,
        number_text(before.edition, before.revision) if before else "",
    )


def _in_force(
    actor: Actor, document_id: uuid.UUID, now: datetime
) -> Select[Revision, datetime | None]:
    """The revision in force, and when this person confirmed having read it."""
    mine = and_(Acknowledgement.revision_id == Revision.id, Acknowledgement.person_id == actor.id)
    return (
        select(Revision, Acknowledgement.acknowledged_at)
        .outerjoin(Acknowledgement, mine)
        .where(Revision.document_id == document_id, in_force_at(now))
    )


def _before(session: Session, actor: Actor, revision: Revision) -> Revision | None:
    """The edition this person read last, else the one just before; None for a first edition."""
    older = (
        select(Revision)
        .outerjoin(
            Acknowledgement,
            (Acknowledgement.revision_id == Revision.id) & (Acknowledgement.person_id == actor.id),
        )
        .where(
            Revision.document_id == revision.document_id,
            Revision.sequence < revision.sequence,
            Revision.state.in_([State.APPROVED, State.WITHDRAWN]),
        )
        .order_by(Acknowledgement.id.is_(None), Revision.sequence.desc())
    )
    return session.scalars(older.limit(1)).one_or_none()

"""What the QR code on paper answers to anybody: how it stands, and nothing that is not for all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.distribution import rules
from qms.distribution.model import PaperCopy
from qms.distribution.rules import CopyState
from qms.documents.model import Document, Revision
from qms.documents.queries.facts import period_of
from qms.documents.rules.numbering import number_text
from qms.documents.rules.period import Standing, standing
from qms.errors import NotFound
from qms.people.rules import today

TOKEN_LONGEST = 32
ANSWERED = frozenset(
    {
        Standing.IN_FORCE,
        Standing.SCHEDULED,
        Standing.SUPERSEDED,
        Standing.WITHDRAWN,
        Standing.CANCELLED,
    }
)


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """How the paper in somebody's hand stands: code, edition and state, no title, no names."""

    code: str
    edition: str
    standing: Standing
    since: date | None  # in force from, superseded or withdrawn on
    superseded_by: str  # the edition that follows, "" where none does
    copy_number: str  # "" where the paper is not a numbered copy
    copy_state: CopyState | None
    genuine: bool  # the paper may be worked with: in force, and not one that was called in


def paper_standing(session: Session, token: str, now: datetime) -> PaperStanding:
    """The standing of the revision or numbered copy behind a token; NotFound("COPY-UNKNOWN")."""
    copy, row = _behind(session, token)
    stands = standing(row[0].state, period_of(row[0]), now) if row else None
    if row is None or stands is None or stands not in ANSWERED:
        raise NotFound("COPY-UNKNOWN")
    revision, document = row[0], row[1]
    state = copy.state if copy else None
    return PaperStanding(
        code=document.code,
        edition=number_text(revision.edition, revision.revision),
        standing=stands,
        since=_since(revision, stands),
        superseded_by=_next(session, revision) if stands is Standing.SUPERSEDED else "",
        copy_number=rules.copy_number(copy.number, copy.total) if copy else "",
        copy_state=state,
        genuine=stands is Standing.IN_FORCE and (state is None or state in rules.OUT),
    )


def revision_on_paper(session: Session, token: str) -> Revision:
    """The revision behind a token, for what its signatures are worth; NotFound("COPY-UNKNOWN")."""
    _, row = _behind(session, token)
    if row is None:
        raise NotFound("COPY-UNKNOWN")
    return row[0]


def _behind(
    session: Session, token: str
) -> tuple[PaperCopy | None, tuple[Revision, Document] | None]:
    wanted = token.strip().lower()[: TOKEN_LONGEST + 1]
    copy = session.scalars(select(PaperCopy).where(PaperCopy.token == wanted)).one_or_none()
    which = Revision.id == copy.revision_id if copy else Revision.public_token == wanted
    query = select(Revision, Document).join(Document, Document.id == Revision.document_id)
    row = session.execute(query.where(which)).one_or_none()
    return copy, (row[0], row[1]) if row else None


def _since(revision: Revision, stands: Standing) -> date | None:
    at = {
        Standing.SUPERSEDED: revision.superseded_at,
        Standing.WITHDRAWN: revision.withdrawn_at,
        Standing.CANCELLED: None,
    }.get(stands, revision.effective_at)
    return today(at) if at is not None else None


def _next(session: Session, revision: Revision) -> str:
    """The edition that began when this one ended."""
    query = select(Revision.edition, Revision.revision).where(
        Revision.document_id == revision.document_id,
        Revision.effective_at == revision.superseded_at,
        Revision.id != revision.id,
    )
    row = session.execute(query.order_by(Revision.sequence.desc()).limit(1)).first()
    return number_text(row[0], row[1]) if row else ""

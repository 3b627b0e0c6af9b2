"""The revisions of a document as one person may see them, and who signed what about each."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Adoption, Document, PdfOrigin, Revision, Round
from qms.documents.queries.facts import active_tasks, period_of, revision_facts
from qms.documents.rules import permissions
from qms.documents.rules.period import DEAD, Period, Standing, standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts
from qms.documents.rules.states import State
from qms.people.model import Person
from qms.people.rules import Actor
from qms.signing.model import Statement

PAST = frozenset({Standing.SUPERSEDED, Standing.WITHDRAWN, Standing.CANCELLED, Standing.ABANDONED})
CLOCK_SET_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SignedStep:
    """One signed step towards a revision, with name and role as they were signed."""

    action: str
    who: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One revision as the timeline shows it."""

    id: uuid.UUID
    edition: int
    revision: int
    title: str
    standing: Standing
    effective_at: datetime | None
    ends_at: datetime | None
    approved_at: datetime | None
    approver: str
    decision_number: str
    change_summary: str
    change_reason: str
    withdrawal_reason: str
    adopted: bool
    docx_sha256: str
    docx_name: str
    created_at: datetime
    docx_size: int | None
    pdf_sha256: str
    pdf_origin: PdfOrigin | None
    decision_on: date | None
    steps: tuple[SignedStep, ...]

    @property
    def approver_role(self) -> str:
        """In which role the approval was signed; empty for what was adopted by a list."""
        return next((one.role for one in self.steps if one.action == "approve"), "")

    def holds(self, at: datetime) -> bool:
        """Whether this revision was in force at an instant."""
        return Period(self.effective_at, self.ends_at).holds(at)


@dataclass(frozen=True, slots=True)
class _Stands:
    """How one revision stands, before the rest of it is read."""

    state: State
    standing: Standing
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Revisions this person may see, the latest first; the rows behind them; the end."""

    lines: tuple[RevisionLine, ...]
    rows: dict[uuid.UUID, Revision]
    ended_at: datetime | None  # nothing is in force and nothing follows: when the last one ended


def timeline(
    session: Session,
    actor: Actor,
    document: Document,
    facts: DocumentFacts,
    now: datetime,
    past: int | None = None,
) -> Timeline:
    """The revisions of a document this person may see; `past`: only so many that have ended.

    Withdrawals are told in any case, because the page gives their reasons.
    """
    stands = _standings(session, document.id, now)
    wanted = _wanted(actor, facts, stands, past)
    seen = [
        row
        for row in _rows(session, document.id, wanted)
        if _may_see(session, actor, document, facts, row[0], stands[row[0].id].standing, now)
    ]
    steps = _signed_steps(session, document.id, [revision for revision, _, _ in seen])
    return Timeline(
        tuple(
            _line(
                revision,
                adoption,
                stands[revision.id].standing,
                approver or "",
                tuple(steps.get(revision.sequence, ())),
            )
            for revision, adoption, approver in seen
        ),
        {revision.id: revision for revision, _, _ in seen},
        _ended_at(stands.values()),
    )


def _standings(session: Session, document_id: uuid.UUID, now: datetime) -> dict[uuid.UUID, _Stands]:
    """How every revision stands, the latest first: a document may have hundreds of them."""
    query = (
        select(
            Revision.id,
            Revision.state,
            Revision.effective_at,
            Revision.superseded_at,
            Revision.withdrawn_at,
        )
        .where(Revision.document_id == document_id)
        .order_by(Revision.sequence.desc())
    )
    found = {}
    for revision_id, state, *instants in session.execute(query):
        period = Period(*instants)
        found[revision_id] = _Stands(state, standing(state, period, now), period.ends_at)
    return found


def _wanted(
    actor: Actor, facts: DocumentFacts, stands: dict[uuid.UUID, _Stands], past: int | None
) -> list[uuid.UUID]:
    """Whatever has not ended, and of what has, the latest that this person may see."""
    wanted, ended = [], 0
    for revision_id, one in stands.items():
        if one.standing in PAST:
            outsider = RevisionFacts(state=one.state)
            if not permissions.may_see_revision(actor, facts, outsider, one.standing):
                continue
            ended += 1
            if past is not None and ended > past and one.standing is not Standing.WITHDRAWN:
                continue
        wanted.append(revision_id)
    return wanted


def _rows(
    session: Session, document_id: uuid.UUID, wanted: list[uuid.UUID]
) -> list[tuple[Revision, Adoption | None, str | None]]:
    """The wanted ones with their adoption and the name of who approved, the latest first."""
    if not wanted:
        return []
    query = (
        select(Revision, Adoption, Person.full_name)
        .outerjoin(Adoption, Adoption.id == Revision.adoption_id)
        .outerjoin(Person, Person.id == Revision.approved_by)
        .where(Revision.document_id == document_id, Revision.id.in_(wanted))
        .order_by(Revision.sequence.desc())
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def facts_of_revision(
    session: Session, actor: Actor, document: Document, revision: Revision, now: datetime
) -> RevisionFacts:
    """What permission asks of a revision, with the reviewers of its latest round."""
    query = select(Round).where(Round.revision_id == revision.id)
    latest = session.scalars(query.order_by(Round.number.desc()).limit(1)).one_or_none()
    tasks = active_tasks(session, latest)
    return revision_facts(session, document, revision, actor, tasks, now)


def _may_see(
    session: Session,
    actor: Actor,
    document: Document,
    facts: DocumentFacts,
    revision: Revision,
    stands: Standing,
    now: datetime,
) -> bool:
    # Parties are looked up only where being one makes a difference: most pages need no query here.
    outsider = RevisionFacts(state=revision.state)
    if permissions.may_see_revision(actor, facts, outsider, stands):
        return True
    if stands in PAST:
        return False
    parties = facts_of_revision(session, actor, document, revision, now)
    return permissions.may_see_revision(actor, facts, parties, stands)


def _signed_steps(
    session: Session, document_id: uuid.UUID, seen: list[Revision]
) -> dict[int, list[SignedStep]]:
    """Revision (by its internal number) -> what was signed about it, in order."""
    if not seen:
        return {}
    # Nothing is signed about a revision before it is opened; clocks are set back by less.
    since = min(one.created_at for one in seen) - CLOCK_SET_BACK
    query = select(Statement.bytes, Statement.signed_at).where(
        Statement.subject_id == document_id, Statement.signed_at >= since
    )
    steps: dict[int, list[SignedStep]] = {}
    for row in session.execute(query.order_by(Statement.signed_at, Statement.number)):
        said = signing.glance(row.bytes)
        step = SignedStep(said.action, said.full_name, said.role, row.signed_at)
        steps.setdefault(said.sequence, []).append(step)
    return steps


def _ended_at(stands: Iterable[_Stands]) -> datetime | None:
    known = list(stands)
    if any(one.standing in (Standing.IN_FORCE, Standing.SCHEDULED) for one in known):
        return None
    ends = [one.ends_at for one in known if one.standing in DEAD]
    return max((end for end in ends if end is not None), default=None)


def _line(
    revision: Revision,
    adoption: Adoption | None,
    stands: Standing,
    approver: str,
    steps: tuple[SignedStep, ...],
) -> RevisionLine:
    return RevisionLine(
        id=revision.id,
        edition=revision.edition,
        revision=revision.revision,
        title=revision.title,
        standing=stands,
        effective_at=revision.effective_at,
        ends_at=period_of(revision).ends_at,
        approved_at=revision.approved_at,
        approver=approver,
        decision_number=adoption.decision_number if adoption else revision.decision_number,
        change_summary=revision.change_summary,
        change_reason=revision.change_reason,
        withdrawal_reason=revision.withdrawal_reason,
        adopted=revision.adoption_id is not None,
        docx_sha256=revision.docx_sha256 or "",
        docx_name=revision.docx_name or "",
        created_at=revision.created_at,
        docx_size=revision.docx_size,
        pdf_sha256=revision.pdf_sha256 or "",
        pdf_origin=revision.pdf_origin,
        decision_on=adoption.decision_on if adoption else revision.decision_on,
        steps=steps,
    )

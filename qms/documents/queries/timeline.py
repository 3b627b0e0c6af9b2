"""The revisions of a document as one person may see them, and who signed what about each."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import signing
from qms.documents.model import Adoption, Document, PdfOrigin, Revision, Round
from qms.documents.queries.facts import active_tasks, period_of, revision_facts
from qms.documents.rules import permissions
from qms.documents.rules.period import DEAD, Period, Standing, standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts
from qms.people.queries import names
from qms.people.rules import Actor
from qms.signing.model import Statement

PAST = frozenset({Standing.SUPERSEDED, Standing.WITHDRAWN, Standing.CANCELLED, Standing.ABANDONED})


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
class Timeline:
    """Every revision this person may see, the latest first; the rows behind them; the end."""

    lines: tuple[RevisionLine, ...]
    rows: dict[uuid.UUID, Revision]
    ended_at: datetime | None  # nothing is in force and nothing follows: when the last one ended


def timeline(
    session: Session, actor: Actor, document: Document, facts: DocumentFacts, now: datetime
) -> Timeline:
    """The revisions of a document this person may see."""
    query = (
        select(Revision, Adoption)
        .outerjoin(Adoption, Adoption.id == Revision.adoption_id)
        .where(Revision.document_id == document.id)
        .order_by(Revision.sequence.desc())
    )
    rows = [(row[0], row[1]) for row in session.execute(query)]
    seen = [
        (revision, adoption, stands)
        for revision, adoption in rows
        for stands in [standing(revision.state, period_of(revision), now)]
        if _may_see(session, actor, document, facts, revision, stands, now)
    ]
    people = names(session, {one.approved_by for one, _, _ in seen if one.approved_by})
    steps = _signed_steps(session, document.id) if seen else {}
    return Timeline(
        tuple(
            _line(
                revision,
                adoption,
                stands,
                people[revision.approved_by].full_name if revision.approved_by else "",
                tuple(steps.get(revision.sequence, ())),
            )
            for revision, adoption, stands in seen
        ),
        {revision.id: revision for revision, _ in rows},
        _ended_at([revision for revision, _ in rows], now),
    )


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


def _signed_steps(session: Session, document_id: uuid.UUID) -> dict[int, list[SignedStep]]:
    """Revision (by its internal number) -> what was signed about it, in order."""
    query = select(Statement.bytes, Statement.signed_at).where(Statement.subject_id == document_id)
    steps: dict[int, list[SignedStep]] = {}
    for row in session.execute(query.order_by(Statement.signed_at, Statement.number)):
        said = signing.glance(row.bytes)
        step = SignedStep(said.action, said.full_name, said.role, row.signed_at)
        steps.setdefault(said.sequence, []).append(step)
    return steps


def _ended_at(revisions: list[Revision], now: datetime) -> datetime | None:
    stands = {standing(one.state, period_of(one), now) for one in revisions}
    if stands & {Standing.IN_FORCE, Standing.SCHEDULED}:
        return None
    ends = [
        period_of(one).ends_at
        for one in revisions
        if standing(one.state, period_of(one), now) in DEAD
    ]
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

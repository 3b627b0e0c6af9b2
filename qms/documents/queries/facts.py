"""Facts that rules ask for, loaded once for acts and pages alike."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import (
    Adoption,
    Document,
    DocumentReader,
    DraftFile,
    ReviewTask,
    Revision,
    RevisionAuthor,
    Round,
)
from qms.documents.rules.period import Period
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts
from qms.documents.rules.states import State
from qms.people.queries import signer_roles
from qms.people.rules import Actor


def active_tasks(session: Session, running: Round | None) -> list[ReviewTask]:
    """The tasks of the running round that were not handed to somebody else."""
    if running is None:
        return []
    query = select(ReviewTask).where(
        ReviewTask.round_id == running.id, ReviewTask.released_at.is_(None)
    )
    return list(session.scalars(query.order_by(ReviewTask.asked_at, ReviewTask.id)))


def document_facts(session: Session, document: Document) -> DocumentFacts:
    """What permission asks of this document."""
    named = session.scalars(
        select(DocumentReader.person_id).where(DocumentReader.document_id == document.id)
    )
    return DocumentFacts(document.owner_unit_id, document.visibility, frozenset(named))


def revision_facts(
    session: Session,
    document: Document,
    revision: Revision,
    actor: Actor,
    tasks: list[ReviewTask],
    now: datetime,
) -> RevisionFacts:
    """What permission asks of this revision; of delegates only whether the actor is one."""
    stands_in = revision.approver_id in stood_for(session, actor.id, document.type_code, now)
    return RevisionFacts(
        state=revision.state,
        authors=authors_of(session, revision.id),
        reviewers=frozenset(task.reviewer_id for task in tasks),
        approver=revision.approver_id,
        approver_delegates=frozenset({actor.id} if stands_in else ()),
    )


def stood_for(
    session: Session, person_id: uuid.UUID, type_code: str | None, now: datetime
) -> frozenset[uuid.UUID]:
    """Whom this person may sign for now, by a delegation that covers the type of document."""
    roles = signer_roles(session, person_id, now, document_type=type_code)
    return frozenset(one for role in roles for one in role.acted_for)


def authors_of(session: Session, revision_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Everybody who wrote or uploaded into this revision."""
    query = select(RevisionAuthor.person_id).where(RevisionAuthor.revision_id == revision_id)
    return frozenset(session.scalars(query))


def latest_file(session: Session, revision_id: uuid.UUID) -> DraftFile | None:
    """The present file of a draft."""
    query = select(DraftFile).where(DraftFile.revision_id == revision_id)
    return session.scalars(query.order_by(DraftFile.number.desc()).limit(1)).one_or_none()


def last_approved(session: Session, document_id: uuid.UUID) -> Revision | None:
    """The approved revision whose period is still open: what a successor will follow."""
    query = select(Revision).where(
        Revision.document_id == document_id,
        Revision.state == State.APPROVED,
        Revision.superseded_at.is_(None),
    )
    return session.scalars(query).one_or_none()


def period_of(revision: Revision) -> Period:
    """The period of a revision as the rules see it."""
    return Period(revision.effective_at, revision.superseded_at, revision.withdrawn_at)


def adoption_revisions(session: Session, adoption: Adoption) -> list[Revision]:
    """The revisions on a prepared list, in the order of their documents' codes."""
    query = (
        select(Revision)
        .join(Document, Document.id == Revision.document_id)
        .where(Revision.adoption_id == adoption.id)
        .order_by(Document.sort_code)
    )
    return list(session.scalars(query))

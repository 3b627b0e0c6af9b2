"""Revisions that wait for this approver, gathered by the decision that issues them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision, RevisionAuthor
from qms.documents.queries.facts import stood_for
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import State
from qms.people.rules import Actor, Role
from qms.transition.model import TransitionDocument, TransitionProject


@dataclass(frozen=True, slots=True)
class Issuable:
    """One revision in approval; `is_own`: this person wrote it and must leave it to another."""

    revision_id: uuid.UUID
    document_id: uuid.UUID
    code: str
    title: str
    number: str
    is_own: bool
    in_project: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """What one decision issues from one day."""

    decision_number: str
    decision_on: date | None
    effective_on: date | None
    revisions: tuple[Issuable, ...]


def issues_for(
    session: Session, actor: Actor, now: datetime, project_id: uuid.UUID | None = None
) -> list[Issue]:
    """What this person may sign at once: same number, day and date of effect together.

    With a project only the decisions under which one of its documents is issued.
    """
    rows = _rows(session, actor, now)
    chosen = _chosen(session, project_id)
    own = _own(session, actor, [revision.id for _, revision in rows])
    found: dict[tuple[str, date | None, date | None], list[Issuable]] = {}
    for document, revision in rows:
        decision = (revision.decision_number, revision.decision_on, revision.effective_on)
        found.setdefault(decision, []).append(
            Issuable(
                revision_id=revision.id,
                document_id=document.id,
                code=document.code,
                title=revision.title,
                number=number_text(revision.edition, revision.revision),
                is_own=revision.id in own,
                in_project=document.id in chosen,
            )
        )
    return [
        Issue(*decision, tuple(listed))
        for decision, listed in found.items()
        if project_id is None or any(one.in_project for one in listed)
    ]


def _rows(session: Session, actor: Actor, now: datetime) -> list[tuple[Document, Revision]]:
    query = (
        select(Document, Revision)
        .join(Revision, Revision.document_id == Document.id)
        .where(Revision.state == State.IN_APPROVAL, Revision.decision_number != "")
        .order_by(Revision.decision_on, Revision.decision_number, Document.sort_code, Document.id)
    )
    found = [(row[0], row[1]) for row in session.execute(query)]
    kinds = {document.type_code for document, _ in found}
    others = {kind: stood_for(session, actor.id, kind, now) for kind in kinds}
    return [
        (document, revision)
        for document, revision in found
        if _is_mine(actor, document, revision, others[document.type_code])
    ]


def _is_mine(
    actor: Actor, document: Document, revision: Revision, others: frozenset[uuid.UUID]
) -> bool:
    """As `permissions.permitted_acts` says of an approval."""
    if revision.approver_id == actor.id:
        return actor.has(Role.APPROVER, document.owner_unit_id)
    return revision.approver_id in others


def _chosen(session: Session, project_id: uuid.UUID | None) -> set[uuid.UUID]:
    if project_id is None:
        return set()
    query = (
        select(TransitionDocument.document_id)
        .join(TransitionProject, TransitionProject.id == TransitionDocument.project_id)
        .where(TransitionProject.id == project_id, TransitionProject.closed_at.is_(None))
    )
    return set(session.scalars(query))


def _own(session: Session, actor: Actor, ids: list[uuid.UUID]) -> set[uuid.UUID]:
    query = select(RevisionAuthor.revision_id).where(
        RevisionAuthor.person_id == actor.id, RevisionAuthor.revision_id.in_(ids)
    )
    return set(session.scalars(query))

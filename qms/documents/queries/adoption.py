"""The prepared list of what was in force on paper, as its approver reads it before signing."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Adoption, Document, DraftFile, Revision
from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor, Role


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One document of the list with the fingerprint of its file."""

    document_id: uuid.UUID
    revision_id: uuid.UUID
    code: str
    title: str
    edition: int
    revision: int
    effective_on: date | None
    file_name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class AdoptionPage:
    """The decision, who prepared the list and who signs it, and everything on it."""

    id: uuid.UUID
    decision_number: str
    decision_on: date
    prepared_by: str
    prepared_at: datetime
    approver: str
    signed_at: datetime | None
    may_sign: bool
    lines: tuple[ListedLine, ...]


def adoption_page(session: Session, actor: Actor, adoption_id: uuid.UUID) -> AdoptionPage:
    """The list for its approver, for who prepared it, for quality managers and auditors."""
    adoption = session.get(Adoption, adoption_id)
    if adoption is None or not _may_see(actor, adoption):
        raise NotFound("ADOPTION-NOT-FOUND")
    people = names(session, {adoption.prepared_by, adoption.approver_id})
    return AdoptionPage(
        id=adoption.id,
        decision_number=adoption.decision_number,
        decision_on=adoption.decision_on,
        prepared_by=people[adoption.prepared_by].full_name,
        prepared_at=adoption.prepared_at,
        approver=people[adoption.approver_id].full_name,
        signed_at=adoption.signed_at,
        may_sign=adoption.signed_at is None and adoption.approver_id == actor.id,
        lines=_lines(session, adoption.id),
    )


def _may_see(actor: Actor, adoption: Adoption) -> bool:
    everywhere = (Role.QUALITY_MANAGER, Role.AUDITOR)
    return actor.id in {adoption.approver_id, adoption.prepared_by} or any(
        actor.has_everywhere(role) for role in everywhere
    )


def _lines(session: Session, adoption_id: uuid.UUID) -> tuple[ListedLine, ...]:
    query = (
        select(Revision, Document, DraftFile)
        .join(Document, Document.id == Revision.document_id)
        .join(DraftFile, DraftFile.revision_id == Revision.id)
        .where(Revision.adoption_id == adoption_id)
        .order_by(Document.sort_code, DraftFile.number)
    )
    latest = {row[0].id: _line(*row) for row in session.execute(query)}
    return tuple(latest.values())


def _line(revision: Revision, document: Document, present: DraftFile) -> ListedLine:
    return ListedLine(
        document_id=document.id,
        revision_id=revision.id,
        code=document.code,
        title=revision.title,
        edition=revision.edition,
        revision=revision.revision,
        effective_on=revision.effective_on,
        file_name=present.name,
        size=present.size,
        sha256=present.sha256,
    )

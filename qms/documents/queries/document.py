"""The document page: what is in force first, then what comes, what is open, what was."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, DocumentReader, DocumentText, Revision, Round
from qms.documents.queries.facts import active_tasks, document_facts, period_of, revision_facts
from qms.documents.rules import permissions
from qms.documents.rules.numbering import canonical_code
from qms.documents.rules.period import Standing, standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts, Visibility
from qms.documents.rules.states import OPEN, Act, acts_from
from qms.errors import NotFound
from qms.people.queries import names, unit_names
from qms.people.rules import Actor


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


@dataclass(frozen=True, slots=True)
class Related:
    """A form or parent of this document."""

    id: uuid.UUID
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything the page of one document shows to one person."""

    id: uuid.UUID
    code: str
    title: str
    title_en: str
    type_code: str
    field_code: str
    owner_unit_id: uuid.UUID
    unit: str
    clauses: str
    visibility: Visibility
    review_months: int
    row_version: int
    readers: tuple[uuid.UUID, ...]
    current: RevisionLine | None
    scheduled: tuple[RevisionLine, ...]
    open: RevisionLine | None
    past: tuple[RevisionLine, ...]
    headings: tuple[tuple[int, str], ...]
    parent: Related | None
    children: tuple[Related, ...]
    may_draft: bool
    may_manage: bool
    may_see_history: bool
    acts: frozenset[Act]  # what may be done to the revision in force or scheduled


def document_page(
    session: Session, actor: Actor, document_id: uuid.UUID, now: datetime
) -> DocumentPage:
    """The page of a document; NotFound for whoever may not know of it."""
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    facts = document_facts(session, document)
    lines, revisions = _visible_lines(session, actor, document, facts, now)
    if not lines and not permissions.may_draft(actor, facts):
        raise NotFound("DOCUMENT-NOT-FOUND")
    by = {line.standing: line for line in lines}
    current = by.get(Standing.IN_FORCE)
    return DocumentPage(
        id=document.id,
        code=document.code,
        title=current.title if current else document.title,
        title_en=document.title_en,
        type_code=document.type_code,
        field_code=document.field_code,
        owner_unit_id=document.owner_unit_id,
        unit=unit_names(session, now, [document.owner_unit_id]).get(document.owner_unit_id, ""),
        clauses=document.clauses,
        visibility=document.visibility,
        review_months=document.review_months,
        row_version=document.row_version,
        readers=_readers(session, document),
        current=current,
        scheduled=tuple(one for one in lines if one.standing is Standing.SCHEDULED),
        open=next((one for one in lines if one.standing.value in {s.value for s in OPEN}), None),
        past=tuple(one for one in lines if one.standing in _PAST),
        headings=_headings(session, current),
        parent=_parent(session, document),
        children=_children(session, document),
        may_draft=permissions.may_draft(actor, facts),
        may_manage=permissions.manages(actor, facts),
        may_see_history=permissions.may_see_history(actor, facts),
        acts=_acts(session, actor, document, facts, revisions, current, now),
    )


_PAST = {Standing.SUPERSEDED, Standing.WITHDRAWN, Standing.CANCELLED, Standing.ABANDONED}


def document_by_code(session: Session, code: str) -> uuid.UUID:
    """The document with this code in any spelling; raises NotFound."""
    query = select(Document.id).where(Document.canonical_code == canonical_code(code))
    found = session.scalar(query)
    if found is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return found


def facts_of_revision(
    session: Session, actor: Actor, document: Document, revision: Revision, now: datetime
) -> RevisionFacts:
    """What permission asks of a revision, with the reviewers of its latest round."""
    query = select(Round).where(Round.revision_id == revision.id)
    latest = session.scalars(query.order_by(Round.number.desc()).limit(1)).one_or_none()
    tasks = active_tasks(session, latest)
    return revision_facts(session, document, revision, actor, tasks, now)


def _visible_lines(
    session: Session, actor: Actor, document: Document, facts: DocumentFacts, now: datetime
) -> tuple[list[RevisionLine], dict[uuid.UUID, Revision]]:
    query = select(Revision).where(Revision.document_id == document.id)
    revisions = list(session.scalars(query.order_by(Revision.sequence.desc())))
    people = names(session, {one.approved_by for one in revisions if one.approved_by})
    lines = []
    for revision in revisions:
        stands = standing(revision.state, period_of(revision), now)
        if _may_see(session, actor, document, facts, revision, stands, now):
            approver = people[revision.approved_by].full_name if revision.approved_by else ""
            lines.append(_line(revision, stands, approver))
    return lines, {one.id: one for one in revisions}


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
    if stands in _PAST:
        return False
    parties = facts_of_revision(session, actor, document, revision, now)
    return permissions.may_see_revision(actor, facts, parties, stands)


def _line(revision: Revision, stands: Standing, approver: str) -> RevisionLine:
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
        decision_number=revision.decision_number,
        change_summary=revision.change_summary,
        change_reason=revision.change_reason,
        withdrawal_reason=revision.withdrawal_reason,
        adopted=revision.adoption_id is not None,
        docx_sha256=revision.docx_sha256 or "",
        docx_name=revision.docx_name or "",
        created_at=revision.created_at,
    )


def _acts(
    session: Session,
    actor: Actor,
    document: Document,
    facts: DocumentFacts,
    revisions: dict[uuid.UUID, Revision],
    current: RevisionLine | None,
    now: datetime,
) -> frozenset[Act]:
    if current is None or current.ends_at is not None:
        return frozenset()
    revision = revisions[current.id]
    allowed = permissions.permitted_acts(actor, facts, RevisionFacts(state=revision.state))
    return allowed & acts_from(revision.state)


def _headings(session: Session, current: RevisionLine | None) -> tuple[tuple[int, str], ...]:
    if current is None:
        return ()
    found: Any = session.scalar(
        select(DocumentText.headings).where(DocumentText.sha256 == current.docx_sha256)
    )
    return tuple((int(level), str(text)) for level, text in found or [])


def _readers(session: Session, document: Document) -> tuple[uuid.UUID, ...]:
    query = select(DocumentReader.person_id).where(DocumentReader.document_id == document.id)
    return tuple(session.scalars(query))


def _parent(session: Session, document: Document) -> Related | None:
    if document.parent_id is None:
        return None
    row = session.get_one(Document, document.parent_id)
    return Related(row.id, row.code, row.title)


def _children(session: Session, document: Document) -> tuple[Related, ...]:
    query = (
        select(Document.id, Document.code, Document.title)
        .where(Document.parent_id == document.id)
        .order_by(Document.sort_code)
    )
    return tuple(Related(row.id, row.code, row.title) for row in session.execute(query))

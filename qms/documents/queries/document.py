"""The document page: what is in force first, then what comes, what is open, what was."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Document, DocumentField, DocumentText, DocumentType, Revision
from qms.documents.queries.facts import document_facts
from qms.documents.queries.in_force import HISTORY_ROLES, in_force_at, owned_under, readable_by
from qms.documents.queries.register import Choice, choice
from qms.documents.queries.timeline import PAST, RevisionLine, Timeline, timeline
from qms.documents.rules import permissions
from qms.documents.rules.numbering import canonical_code
from qms.documents.rules.period import Standing
from qms.documents.rules.permissions import DocumentFacts, RevisionFacts, Visibility
from qms.documents.rules.states import OPEN, Act, acts_from
from qms.errors import NotFound
from qms.people.queries import unit_names
from qms.people.rules import Actor


@dataclass(frozen=True, slots=True)
class Related:
    """A form or parent of this document."""

    id: uuid.UUID
    code: str
    title: str
    revision_id: uuid.UUID | None  # what is in force; None where nothing is


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything the page of one document shows to one person."""

    id: uuid.UUID
    code: str
    title: str
    title_en: str
    type_code: str
    is_form: bool
    field_code: str
    kind: Choice
    field: Choice
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
    ended_at: datetime | None  # nothing is in force and nothing follows: since when
    headings: tuple[tuple[int, str], ...]
    parent: Related | None
    children: tuple[Related, ...]
    may_draft: bool
    may_manage: bool
    may_see_history: bool
    acts: frozenset[Act]  # what may be done to the revision in force or scheduled


def document_page(
    session: Session,
    actor: Actor,
    document_id: uuid.UUID,
    now: datetime,
    past: int | None = None,
) -> DocumentPage:
    """The page of a document; NotFound for whoever may not know of it.

    `past`: of what has ended, only so many of the latest; None for all of it.
    A reader of a document that has ended is told so, and gets nothing else of it.
    """
    document, kind, field = _document(session, document_id)
    facts = document_facts(session, document)
    line = timeline(session, actor, document, facts, now, past)
    known = line.ended_at is not None and permissions.may_read_in_force(actor, facts)
    if not (line.lines or known or permissions.may_draft(actor, facts)):
        raise NotFound("DOCUMENT-NOT-FOUND")
    current = _standing(line, Standing.IN_FORCE)
    parent, children = _relatives(session, actor, document, now)
    return DocumentPage(
        id=document.id,
        code=document.code,
        title=current[0].title if current else document.title,
        title_en=document.title_en,
        type_code=document.type_code,
        is_form=session.get_one(DocumentType, document.type_code).is_form,
        field_code=document.field_code,
        kind=kind,
        field=field,
        owner_unit_id=document.owner_unit_id,
        unit=unit_names(session, now, [document.owner_unit_id]).get(document.owner_unit_id, ""),
        clauses=document.clauses,
        visibility=document.visibility,
        review_months=document.review_months,
        row_version=document.row_version,
        readers=tuple(facts.named),
        current=current[0] if current else None,
        scheduled=_standing(line, Standing.SCHEDULED),
        open=next(iter(_standing(line, *(Standing(one.value) for one in OPEN))), None),
        past=_standing(line, *PAST),
        ended_at=line.ended_at,
        headings=_headings(session, current[0]) if current else (),
        parent=parent,
        children=children,
        may_draft=permissions.may_draft(actor, facts),
        may_manage=permissions.manages(actor, facts),
        may_see_history=permissions.may_see_history(actor, facts),
        acts=_acts(actor, facts, current[0] if current else None, line),
    )


def _document(session: Session, document_id: uuid.UUID) -> tuple[Document, Choice, Choice]:
    query = (
        select(Document, DocumentType, DocumentField)
        .join(DocumentType, DocumentType.code == Document.type_code)
        .join(DocumentField, DocumentField.code == Document.field_code)
        .where(Document.id == document_id)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return row[0], choice(row[1]), choice(row[2])


def _standing(line: Timeline, *wanted: Standing) -> tuple[RevisionLine, ...]:
    return tuple(one for one in line.lines if one.standing in wanted)


def document_by_code(session: Session, code: str) -> uuid.UUID:
    """The document with this code in any spelling; raises NotFound."""
    query = select(Document.id).where(Document.canonical_code == canonical_code(code))
    found = session.scalar(query)
    if found is None:
        raise NotFound("DOCUMENT-NOT-FOUND")
    return found


def _acts(
    actor: Actor, facts: DocumentFacts, current: RevisionLine | None, line: Timeline
) -> frozenset[Act]:
    """In force is ended by a withdrawal only: cancelling is for what still waits for its day."""
    if current is None or current.ends_at is not None:
        return frozenset()
    state = line.rows[current.id].state
    allowed = permissions.permitted_acts(actor, facts, RevisionFacts(state=state))
    return (allowed & acts_from(state)) - {Act.CANCEL}


def _headings(session: Session, current: RevisionLine) -> tuple[tuple[int, str], ...]:
    query = select(DocumentText.headings).where(DocumentText.sha256 == current.docx_sha256)
    found: Any = session.scalar(query)
    return tuple((int(level), str(text)) for level, text in found or [])


def _relatives(
    session: Session, actor: Actor, document: Document, now: datetime
) -> tuple[Related | None, tuple[Related, ...]]:
    """Parent and forms in one query; a reader is told of those in force for that reader."""
    alive = and_(Revision.id.is_not(None), readable_by(actor))
    query = (
        select(Document.id, Document.code, Document.title, Revision.title, Revision.id)
        .outerjoin(Revision, and_(Revision.document_id == Document.id, in_force_at(now)))
        .where(
            or_(Document.parent_id == document.id, Document.id == document.parent_id),
            or_(alive, owned_under(actor, HISTORY_ROLES)),
        )
        .order_by(Document.sort_code, Document.id)
    )
    found = [Related(row[0], row[1], row[3] or row[2], row[4]) for row in session.execute(query)]
    parent = next((one for one in found if one.id == document.parent_id), None)
    return parent, tuple(one for one in found if one.id != document.parent_id)

"""The documents of a project: who may read them sees them, with how far each one is."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import readable_by
from qms.documents.rules.numbering import number_text
from qms.documents.rules.states import OPEN
from qms.people.queries import names, unit_names
from qms.people.rules import Actor
from qms.transition import maps, rules
from qms.transition.model import TransitionDocument, TransitionMap, TransitionProject
from qms.transition.queries.progress import document_progress
from qms.transition.rules import Progress, Share, Verdict


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One chosen document that this person may read."""

    document_id: uuid.UUID
    code: str
    title: str
    unit: str
    verdict: Verdict
    reason: str
    writer_id: uuid.UUID | None
    writer: str
    progress: Progress
    revision_id: uuid.UUID | None  # the open one
    number: str
    old_clauses: tuple[str, ...]
    new_clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitShare:
    """How far the documents of one unit are."""

    unit_id: uuid.UUID
    unit: str
    share: Share


def chosen_documents(
    session: Session, project_id: uuid.UUID
) -> list[tuple[TransitionDocument, Document]]:
    query = (
        select(TransitionDocument, Document)
        .join(Document, Document.id == TransitionDocument.document_id)
        .where(TransitionDocument.project_id == project_id)
        .order_by(Document.sort_code, Document.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def document_rows(
    session: Session,
    actor: Actor,
    project: TransitionProject,
    states: dict[uuid.UUID, Progress],
    clause_map: TransitionMap,
    now: datetime,
) -> tuple[DocumentRow, ...]:
    ids = select(Document.id).where(readable_by(actor), Document.id.in_(states))
    readable = set(session.scalars(ids))
    chosen = [
        (one, doc) for one, doc in chosen_documents(session, project.id) if doc.id in readable
    ]
    units = unit_names(session, now, {doc.owner_unit_id for _, doc in chosen})
    people = names(session, {one.writer_id for one, _ in chosen if one.writer_id})
    opened = _open_revisions(session, readable) if project.closed_at is None else {}
    lines = maps.by_old(maps.read(clause_map.lines))
    return tuple(
        DocumentRow(
            document_id=doc.id,
            code=doc.code,
            title=doc.title,
            unit=units.get(doc.owner_unit_id, ""),
            verdict=one.verdict,
            reason=one.reason,
            writer_id=one.writer_id,
            writer=people[one.writer_id].full_name if one.writer_id in people else "",
            progress=states[doc.id],
            revision_id=opened[doc.id].id if doc.id in opened else None,
            number=_number(opened.get(doc.id)),
            old_clauses=rules.clauses_of(doc.clauses),
            new_clauses=rules.renamed(rules.clauses_of(doc.clauses), lines),
        )
        for one, doc in chosen
    )


def _open_revisions(session: Session, ids: set[uuid.UUID]) -> dict[uuid.UUID, Revision]:
    query = select(Revision).where(Revision.document_id.in_(ids), Revision.state.in_(OPEN))
    return {one.document_id: one for one in session.scalars(query)}


def _number(revision: Revision | None) -> str:
    return number_text(revision.edition, revision.revision) if revision is not None else ""


def unit_shares(
    session: Session,
    chosen: list[tuple[TransitionDocument, Document]],
    states: dict[uuid.UUID, Progress],
    now: datetime,
) -> tuple[UnitShare, ...]:
    found: defaultdict[uuid.UUID, list[Progress]] = defaultdict(list)
    for _, document in chosen:
        found[document.owner_unit_id].append(states[document.id])
    units = unit_names(session, now, set(found))
    shares = [
        UnitShare(unit_id, units.get(unit_id, ""), rules.share(progresses))
        for unit_id, progresses in found.items()
    ]
    return tuple(sorted(shares, key=lambda one: one.unit))


@dataclass(frozen=True, slots=True)
class Running:
    """A running project that concerns a document."""

    project_id: uuid.UUID
    name: str
    verdict: Verdict
    progress: Progress


def running_projects(session: Session, document_id: uuid.UUID, now: datetime) -> list[Running]:
    """The running projects that have this document on their lists."""
    query = (
        select(TransitionProject, TransitionDocument.verdict)
        .join(TransitionDocument, TransitionDocument.project_id == TransitionProject.id)
        .where(TransitionDocument.document_id == document_id, TransitionProject.closed_at.is_(None))
        .order_by(TransitionProject.started_at, TransitionProject.id)
    )
    return [
        Running(
            project.id,
            project.name,
            verdict,
            document_progress(session, project, now)[document_id],
        )
        for project, verdict in session.execute(query)
    ]

"""Documents in force that a project may concern: proposed by their clauses, chosen by a person."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.documents.model import Document, Revision
from qms.documents.queries.in_force import in_force_at
from qms.documents.rules.numbering import number_text
from qms.errors import NotAllowed
from qms.people.queries import unit_names
from qms.people.rules import Actor
from qms.transition import maps, rules
from qms.transition.model import TransitionDocument
from qms.transition.queries.clauses import latest_map, project_of
from qms.transition.rules import Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document in force; `is_touched`: the map renames, splits or ends one of its clauses."""

    document_id: uuid.UUID
    code: str
    title: str
    unit: str
    number: str
    old_clauses: tuple[str, ...]
    new_clauses: tuple[str, ...]
    is_touched: bool
    verdict: Verdict | None
    reason: str
    writer_id: uuid.UUID | None


def candidates(
    session: Session, actor: Actor, project_id: uuid.UUID, now: datetime
) -> list[Candidate]:
    """All that is in force, what the map touches first; for the manager of the project."""
    if not rules.manages(actor):
        raise NotAllowed("TRANSITION-NOT-ALLOWED")
    project = project_of(session, project_id)
    lines = maps.by_old(maps.read(latest_map(session, project.id).lines))
    query = (
        select(Document, Revision, TransitionDocument)
        .join(Revision, Revision.document_id == Document.id)
        .outerjoin(
            TransitionDocument,
            (TransitionDocument.document_id == Document.id)
            & (TransitionDocument.project_id == project.id),
        )
        .where(in_force_at(now))
        .order_by(Document.sort_code, Document.id)
    )
    found = session.execute(query).all()
    units = unit_names(session, now, {document.owner_unit_id for document, _, _ in found})
    told = [
        _candidate(document, revision, chosen, lines, units.get(document.owner_unit_id, ""))
        for document, revision, chosen in found
    ]
    return sorted(told, key=lambda one: not one.is_touched)


def _candidate(
    document: Document,
    revision: Revision,
    chosen: TransitionDocument | None,
    lines: dict[str, tuple[str, ...]],
    unit: str,
) -> Candidate:
    clauses = rules.clauses_of(document.clauses)
    return Candidate(
        document_id=document.id,
        code=document.code,
        title=revision.title,
        unit=unit,
        number=number_text(revision.edition, revision.revision),
        old_clauses=clauses,
        new_clauses=rules.renamed(clauses, lines),
        is_touched=rules.is_touched(clauses, lines),
        verdict=chosen.verdict if chosen is not None else None,
        reason=chosen.reason if chosen is not None else "",
        writer_id=chosen.writer_id if chosen is not None else None,
    )

"""How far the chosen documents of a project are, from their revisions since it began."""

import uuid
from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qms.documents.model import Revision
from qms.documents.rules.states import OPEN, State
from qms.transition.model import TransitionDocument, TransitionProject
from qms.transition.rules import Facts, Progress, progress


def document_progress(
    session: Session, project: TransitionProject, now: datetime
) -> dict[uuid.UUID, Progress]:
    """Chosen document -> how far it is; one query whatever their number."""
    chosen = session.execute(
        select(TransitionDocument.document_id, TransitionDocument.verdict).where(
            TransitionDocument.project_id == project.id
        )
    ).all()
    facts = _facts(session, project)
    return {row.document_id: progress(row.verdict, facts[row.document_id]) for row in chosen}


def _facts(session: Session, project: TransitionProject) -> defaultdict[uuid.UUID, Facts]:
    """What happened after the start, and before the end where the project is closed."""
    end = project.closed_at
    approved = Revision.approved_at >= project.started_at
    withdrawn = Revision.withdrawn_at >= project.started_at
    query = (
        select(Revision)
        .join(TransitionDocument, TransitionDocument.document_id == Revision.document_id)
        .where(
            TransitionDocument.project_id == project.id,
            or_(Revision.state.in_(OPEN), approved, withdrawn),
        )
        .order_by(Revision.document_id, Revision.sequence)
    )
    by_document: defaultdict[uuid.UUID, list[Revision]] = defaultdict(list)
    for revision in session.scalars(query):
        by_document[revision.document_id].append(revision)
    found = defaultdict(Facts)
    for document_id, revisions in by_document.items():
        found[document_id] = _told(revisions, project.started_at, end)
    return found


def _told(revisions: list[Revision], start: datetime, end: datetime | None) -> Facts:
    running = next((one for one in revisions if one.state in OPEN and end is None), None)
    approved = [
        (one.edition, one.revision)
        for one in revisions
        if one.state in {State.APPROVED, State.WITHDRAWN} and _within(one.approved_at, start, end)
    ]
    return Facts(
        open_state=running.state if running else None,
        open_number=(running.edition, running.revision) if running else (0, 0),
        approved=tuple(approved),
        withdrawn=any(_within(one.withdrawn_at, start, end) for one in revisions),
    )


def _within(at: Any, start: datetime, end: datetime | None) -> bool:
    return at is not None and at >= start and (end is None or at <= end)

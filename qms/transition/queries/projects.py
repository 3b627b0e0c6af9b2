"""Projects as everybody in the agency may read them: steps, shares, documents they may read."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import NotFound
from qms.people.queries import names
from qms.people.rules import Actor, today
from qms.transition import rules
from qms.transition.model import TransitionProject, TransitionStep
from qms.transition.queries.chosen import (
    DocumentRow,
    UnitShare,
    chosen_documents,
    document_rows,
    unit_shares,
)
from qms.transition.queries.clauses import full_name, is_checked, latest_map, project_of
from qms.transition.queries.progress import document_progress
from qms.transition.rules import Outcome, Progress, Share, StepState


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project in the list."""

    id: uuid.UUID
    name: str
    from_standard: str
    to_standard: str
    started_at: datetime
    outcome: Outcome | None
    closed_at: datetime | None
    steps: Share
    documents: Share


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the page shows it to this person."""

    id: uuid.UUID
    position: int
    title: str
    hint: str
    responsible_id: uuid.UUID | None
    responsible: str
    due_on: date | None
    state: StepState
    is_late: bool
    note: str
    ended_at: datetime | None
    ended_by: str
    may_report: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything the page of a project shows; shares count every document, rows what is read."""

    line: ProjectLine
    started_by: str
    close_reason: str
    decision_number: str
    decision_on: date | None
    effective_on: date | None
    map_number: int
    map_checked: bool
    step_rows: tuple[StepRow, ...]
    rows: tuple[DocumentRow, ...]
    units: tuple[UnitShare, ...]
    to_open: int
    may_manage: bool
    row_version: int


def project_list(session: Session, now: datetime) -> list[ProjectLine]:
    """Every project, the running ones first, then the latest."""
    query = select(TransitionProject).order_by(
        TransitionProject.closed_at.is_not(None), TransitionProject.started_at.desc()
    )
    return [_line(session, one, now) for one in session.scalars(query)]


def project_page(
    session: Session, actor: Actor, project_id: uuid.UUID, now: datetime
) -> ProjectPage:
    """One project, for everybody signed in; raises NotFound("TRANSITION-NOT-FOUND")."""
    project = project_of(session, project_id)
    states = document_progress(session, project, now)
    clause_map = latest_map(session, project_id)
    steps = _steps(session, project_id)
    may_manage = rules.manages(actor) and project.closed_at is None
    chosen = chosen_documents(session, project_id)
    return ProjectPage(
        line=_told(project, steps, states),
        started_by=full_name(session, project.started_by),
        close_reason=project.close_reason,
        decision_number=project.decision_number,
        decision_on=project.decision_on,
        effective_on=project.effective_on,
        map_number=clause_map.number,
        map_checked=is_checked(clause_map),
        step_rows=_step_rows(session, steps, project, actor, now),
        rows=document_rows(session, actor, project, states, clause_map, now),
        units=unit_shares(session, chosen, states, now),
        to_open=sum(
            one.verdict in rules.REWRITTEN and states[one.document_id] is Progress.WAITING
            for one, _ in chosen
        ),
        may_manage=may_manage,
        row_version=project.row_version,
    )


def _line(session: Session, project: TransitionProject, now: datetime) -> ProjectLine:
    states = document_progress(session, project, now)
    return _told(project, _steps(session, project.id), states)


def _told(
    project: TransitionProject,
    steps: list[TransitionStep],
    states: dict[uuid.UUID, Progress],
) -> ProjectLine:
    ended = sum(one.state not in rules.OPEN_STEPS for one in steps)
    return ProjectLine(
        id=project.id,
        name=project.name,
        from_standard=project.from_standard,
        to_standard=project.to_standard,
        started_at=project.started_at,
        outcome=project.outcome,
        closed_at=project.closed_at,
        steps=rules.part(ended, len(steps)),
        documents=rules.share(states.values()),
    )


def _steps(session: Session, project_id: uuid.UUID) -> list[TransitionStep]:
    query = select(TransitionStep).where(TransitionStep.project_id == project_id)
    return list(session.scalars(query.order_by(TransitionStep.position)))


def _step_rows(
    session: Session,
    steps: list[TransitionStep],
    project: TransitionProject,
    actor: Actor,
    now: datetime,
) -> tuple[StepRow, ...]:
    ids = {who for one in steps for who in (one.responsible_id, one.ended_by) if who}
    people = {who: one.full_name for who, one in names(session, ids).items()}
    managing = rules.manages(actor)
    return tuple(
        StepRow(
            id=one.id,
            position=one.position,
            title=one.title,
            hint=one.hint,
            responsible_id=one.responsible_id,
            responsible=people.get(one.responsible_id, "") if one.responsible_id else "",
            due_on=one.due_on,
            state=one.state,
            is_late=rules.is_late(one.state, one.due_on, today(now)),
            note=one.note,
            ended_at=one.ended_at,
            ended_by=people.get(one.ended_by, "") if one.ended_by else "",
            may_report=project.closed_at is None
            and (managing or (one.responsible_id == actor.id and one.state in rules.OPEN_STEPS)),
            row_version=one.row_version,
        )
        for one in steps
    )


def step_page(
    session: Session, actor: Actor, step_id: uuid.UUID, now: datetime
) -> tuple[ProjectPage, StepRow]:
    """One step with the project around it; raises NotFound("TRANSITION-NOT-FOUND")."""
    step = session.get(TransitionStep, step_id)
    if step is None:
        raise NotFound("TRANSITION-NOT-FOUND")
    page = project_page(session, actor, step.project_id, now)
    return page, next(one for one in page.step_rows if one.id == step_id)

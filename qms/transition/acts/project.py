"""Beginning a project, its issuing decision, its clause map, its end."""

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qms import audit
from qms.documents.model import Revision
from qms.documents.rules import period
from qms.documents.rules.states import State
from qms.errors import Conflict, Invalid, NotAllowed, Stale
from qms.people.queries import lock_actor
from qms.people.rules import today
from qms.service import Service
from qms.transition import maps, rules
from qms.transition.acts.case import Case, load_project
from qms.transition.maps import ClauseLine
from qms.transition.model import (
    TransitionDocument,
    TransitionMap,
    TransitionProject,
    TransitionStep,
)
from qms.transition.queries.progress import document_progress
from qms.transition.rules import COMPLETE, OPEN_STEPS, REWRITTEN, Outcome
from qms.transition.schemas import Ending, IssuingDecision, NewMap, NewProject


def begin_project(service: Service, actor_id: uuid.UUID, new: NewProject) -> uuid.UUID:
    """A project with the usual steps and a copy of a shipped clause map, both to be changed."""
    lines = maps.shipped(new.map).lines if new.map else ()
    with service.db.write() as session:
        now = service.now()
        actor = lock_actor(session, actor_id, now)
        if not rules.manages(actor):
            raise NotAllowed("TRANSITION-NOT-ALLOWED")
        if new.from_standard == new.to_standard:
            raise Invalid("TRANSITION-SAME", fields={"to_standard": "TRANSITION-SAME"})
        project = TransitionProject(
            name=new.name,
            from_standard=new.from_standard,
            to_standard=new.to_standard,
            started_at=now,
            started_by=actor_id,
        )
        session.add(project)
        session.flush()
        case = Case(session, now, audit.new_act(), actor, project)
        _first_map(case, new.map, lines)
        for position, one in enumerate(maps.usual_steps(), start=1):
            step = TransitionStep(
                project_id=project.id, position=position, title=one.title, hint=one.hint
            )
            session.add(step)
        case.event("begun", map=new.map)
        return project.id


def _first_map(case: Case, source: str, lines: tuple[ClauseLine, ...]) -> None:
    case.session.add(
        TransitionMap(
            project_id=case.project.id,
            number=1,
            source=source,
            lines=maps.written(lines),
            made_at=case.now,
            made_by=case.actor.id,
        )
    )


def change_map(service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, new: NewMap) -> int:
    """A new version of the clause map; the earlier ones stay. Returns its number."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        query = select(TransitionMap).where(TransitionMap.project_id == project_id)
        last = session.scalars(query.order_by(TransitionMap.number.desc()).limit(1)).one()
        if last.number != new.number:
            raise Stale("TRANSITION-CHANGED-MEANWHILE")
        lines = tuple(ClauseLine(one.old, tuple(one.new), one.note) for one in new.lines)
        if maps.read(last.lines) == lines:
            return last.number
        session.add(
            TransitionMap(
                project_id=project_id,
                number=last.number + 1,
                source=last.source,
                lines=maps.written(lines),
                made_at=case.now,
                made_by=actor_id,
            )
        )
        case.event("map_changed", number=last.number + 1, lines=len(lines))
        return last.number + 1


def decide(
    service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, decision: IssuingDecision
) -> None:
    """The issuing decision; every draft of the project that was not submitted takes it over."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        project = case.project
        if project.row_version != decision.row_version:
            raise Stale("TRANSITION-CHANGED-MEANWHILE")
        period.check_promise(decision.effective_on, today(case.now))
        project.decision_number = decision.decision_number
        project.decision_on = decision.decision_on
        project.effective_on = decision.effective_on
        drafts = _drafts(session, project)
        for draft in drafts:
            take_decision(case, draft)
        case.event("decided", number=decision.decision_number, drafts=len(drafts))


def take_decision(case: Case, draft: Revision) -> None:
    """Number, day and date of effect of the project's decision, into one draft."""
    project = case.project
    draft.decision_number = project.decision_number
    draft.decision_on = project.decision_on
    draft.effective_on = project.effective_on
    draft.planned_at = case.now
    case.record(
        "documents.revision.planned",
        "revision",
        draft.id,
        document_id=str(draft.document_id),
        transition_id=str(project.id),
    )


def _drafts(session: Session, project: TransitionProject) -> list[Revision]:
    """Drafts of chosen documents, opened since the project began; locked in one order."""
    query = (
        select(Revision)
        .join(TransitionDocument, TransitionDocument.document_id == Revision.document_id)
        .where(
            TransitionDocument.project_id == project.id,
            TransitionDocument.verdict.in_(REWRITTEN),
            Revision.state == State.DRAFT,
            Revision.adoption_id.is_(None),
            Revision.created_at >= project.started_at,
        )
        .order_by(Revision.document_id)
    )
    return list(session.scalars(query.with_for_update(of=Revision, key_share=True)))


def end_project(
    service: Service, actor_id: uuid.UUID, project_id: uuid.UUID, ending: Ending
) -> None:
    """Finished: every step has ended and every document is complete. Cancelled: with a reason."""
    with service.db.write() as session:
        case = load_project(session, service, actor_id, project_id)
        if ending.outcome is Outcome.FINISHED:
            _check_finished(case)
        elif not ending.reason.strip():
            raise Invalid("REASON-NEEDED", fields={"reason": "REASON-NEEDED"})
        project = case.project
        project.outcome, project.close_reason = ending.outcome, ending.reason
        project.closed_at, project.closed_by = case.now, actor_id
        case.event(ending.outcome.value)


def _check_finished(case: Case) -> None:
    steps = case.session.scalar(
        select(func.count()).where(
            TransitionStep.project_id == case.project.id, TransitionStep.state.in_(OPEN_STEPS)
        )
    )
    if steps:
        raise Conflict("TRANSITION-STEPS-OPEN", count=steps)
    rows = document_progress(case.session, case.project, case.now)
    unfinished = sum(one not in COMPLETE for one in rows.values())
    if unfinished:
        raise Conflict("TRANSITION-DOCUMENTS-OPEN", count=unfinished)

"""What waits for a person in this room: computed, never stored.

A revision in approval waits in the room of documents already, also when many are signed at once.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from qms.people.rules import Actor, today
from qms.people.work import Task
from qms.transition.model import TransitionProject, TransitionStep
from qms.transition.rules import AHEAD, OPEN_STEPS, StepState

STEP = "transition.step"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Steps of running projects this person answers for, from two weeks before their day."""
    return [
        Task(
            kind=STEP,
            subject_kind="transition_step",
            subject_id=step.id,
            code=project.to_standard,
            title=step.title,
            since=project.started_at,
            due_on=step.due_on,
        )
        for step, project in session.execute(_due(actor, now))
    ]


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression: anybody may be given a step."""
    counted = _due(actor, now).with_only_columns(func.count(TransitionStep.id)).order_by(None)
    return counted.scalar_subquery()


def _due(actor: Actor, now: datetime) -> Select[*tuple[Any, ...]]:
    soon = TransitionStep.due_on <= today(now) + AHEAD
    return (
        select(TransitionStep, TransitionProject)
        .join(TransitionProject, TransitionProject.id == TransitionStep.project_id)
        .where(
            TransitionStep.responsible_id == actor.id,
            TransitionStep.state.in_(OPEN_STEPS),
            or_(TransitionStep.state == StepState.UNDERWAY, soon),
            TransitionProject.closed_at.is_(None),
        )
        .order_by(TransitionStep.due_on, TransitionStep.position)
    )

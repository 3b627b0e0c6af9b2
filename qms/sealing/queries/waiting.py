"""What waits for the clerk: signed papers without the seal. Computed, never stored."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, func
from sqlalchemy.orm import Session

from qms.db import UtcTime
from qms.documents.model import Revision
from qms.people.model import PositionHolding
from qms.people.rules import Actor, today
from qms.people.work import Task
from qms.sealing.queries.clerks import holdings_at
from qms.sealing.queries.papers import waiting_rows

SEAL = "sealing.seal"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Papers to seal before they come into force, for whoever keeps the seal."""
    asked = {"waiting_me": actor.id, "waiting_now": now}
    return [
        Task(
            kind=SEAL,
            subject_kind="revision",
            subject_id=revision.id,
            code=document.code,
            title=revision.title,
            since=revision.approved_at,
            due_on=today(revision.effective_at),
        )
        for revision, document in session.execute(_for_clerk(), asked)
    ]


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression over the parameters `waiting_me` and `waiting_now`."""
    return _count()


@cache
def _count() -> ColumnElement[int]:
    return _for_clerk().with_only_columns(func.count()).order_by(None).scalar_subquery()


@cache
def _for_clerk() -> Select[*tuple[Any, ...]]:
    """Built once: it runs on every page. Nothing for who does not keep the seal, or signed."""
    me = bindparam("waiting_me", type_=Uuid())
    now = bindparam("waiting_now", type_=UtcTime())
    keeps = holdings_at(now).where(PositionHolding.person_id == me).exists()
    return waiting_rows(now).where(keeps, Revision.approved_by != me)

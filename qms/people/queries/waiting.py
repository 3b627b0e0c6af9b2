"""What waits for administrators: certificates of people's own tokens, handed in to be confirmed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from qms.people.model import CertificateRegistration, Person
from qms.people.rules import Actor, may_administer
from qms.people.rules.certificates import RegistrationState
from qms.people.work import Task

CONFIRM = "people.confirm"


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Task]:
    """Certificates to confirm or refuse; never one's own, which somebody else confirms."""
    if not may_administer(actor):
        return []
    return [
        Task(
            kind=CONFIRM,
            subject_kind="registration",
            subject_id=row.id,
            code=person.login,
            title=person.full_name,
            since=row.asked_at,
            due_on=None,
        )
        for row, person in session.execute(_rows(actor))
    ]


def waiting_count(actor: Actor, now: datetime) -> ColumnElement[int] | None:
    """How many, as a scalar expression."""
    if not may_administer(actor):
        return None
    return _rows(actor).with_only_columns(func.count()).order_by(None).scalar_subquery()


def _rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(CertificateRegistration, Person)
        .join(Person, Person.id == CertificateRegistration.person_id)
        .where(
            CertificateRegistration.state == RegistrationState.WAITING,
            CertificateRegistration.person_id != actor.id,
        )
        .order_by(CertificateRegistration.asked_at, CertificateRegistration.id)
    )

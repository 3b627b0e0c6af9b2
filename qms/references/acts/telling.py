"""Saying to people that a law their documents rest on has ended, and that its clock runs."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import outbox
from qms.people.model import Person
from qms.people.queries import people_with
from qms.people.queries.actors import is_active
from qms.people.rules import Role
from qms.references.queries.reviews import OpenReview

DOCUMENT, EXTERNAL = "references.document", "references.external"


def tell_authors(
    session: Session, reviews: Iterable[OpenReview], kind: str, step: str, now: datetime
) -> int:
    """Each document's author is told about that document, once for each law and step."""
    said = 0
    reviews = list(reviews)
    here = _still_here(session, {one.responsible_id for one in reviews}, now)
    for one in reviews:
        if one.responsible_id not in here:
            continue
        said += outbox.say(
            session,
            person_id=one.responsible_id,
            subject_kind=DOCUMENT,
            subject_id=one.document_id,
            kind=kind,
            step=f"{one.external_id.hex[:12]}:{one.due_on.isoformat()}:{step}",
            now=now,
            mail={"code": one.code, "title": one.title},
        )
    return said


def tell_managers(
    session: Session, reviews: Iterable[OpenReview], kind: str, step: str, now: datetime
) -> int:
    """Quality managers are told about the law, however many of their documents cite it."""
    managers: dict[uuid.UUID, list[uuid.UUID]] = {}
    told: dict[tuple[uuid.UUID, uuid.UUID], OpenReview] = {}
    for one in reviews:
        unit = one.owner_unit_id
        if unit not in managers:
            found = people_with(session, Role.QUALITY_MANAGER, unit, now)
            managers[unit] = [who.id for who in found]
        for person_id in managers[unit]:
            told.setdefault((person_id, one.external_id), one)
    said = 0
    for (person_id, external_id), one in told.items():
        said += outbox.say(
            session,
            person_id=person_id,
            subject_kind=EXTERNAL,
            subject_id=external_id,
            kind=kind,
            step=f"{one.due_on.isoformat()}:{step}",
            now=now,
            mail={"code": one.number, "title": one.external_title},
        )
    return said


def _still_here(session: Session, ids: set[uuid.UUID], now: datetime) -> set[uuid.UUID]:
    people = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {one.id for one in people if is_active(one, now)}

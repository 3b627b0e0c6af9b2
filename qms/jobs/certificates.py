"""What keeps signatures checkable by the clock: lists, time-stamps, renewals, warnings."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import outbox, signing
from qms.errors import Unavailable
from qms.installation import installation
from qms.people.queries.actors import people_with
from qms.people.rules import Role, today
from qms.service import Service
from qms.signing import tokens
from qms.signing.condition import Part, State, condition
from qms.signing.model import Certificate

STEPS = (7, 30, 60)  # days before a certificate ends
LAST_STEP = 365
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def refresh(service: Service) -> int:
    """Issue new revocation lists where the newest is older than a day; returns how many."""
    now = service.now()
    with service.db.write() as session:
        return len(signing.refresh_crls(session, service.authority, now))


class Stamping:
    """Asks for missing time-stamps; after a refusal it waits longer each time, an hour at most."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.wait = FIRST_WAIT
        self.not_before: datetime | None = None

    def keep_going(self) -> int:
        """Stamp what waits; raises Unavailable (which is only logged) when it cannot be done."""
        now = self.service.now()
        if self.not_before is not None and now < self.not_before:
            return 0
        try:
            made = stamp_missing(self.service)
        except Unavailable:
            self.not_before, self.wait = now + self.wait, min(self.wait * 2, LONGEST_WAIT)
            raise
        self.not_before, self.wait = None, FIRST_WAIT
        return made


def stamp_missing(service: Service) -> int:
    """Give signatures without a time-stamp theirs; returns how many."""
    return tokens.stamp_missing(service.db, service.stamper, service.now())


def renew_tokens(service: Service) -> int:
    """New time-stamps over signatures whose last one ends within a year; returns how many.

    Signed PDFs are renewed by `documents.acts.archive`.
    """
    return tokens.renew_tokens(service.db, service.stamper, service.now())


def warn(service: Service) -> int:
    """Say 60, 30 and 7 days before what ends: to people their own, to administrators the rest."""
    now = service.now()
    with service.db.write() as session:
        administrators = [one.id for one in people_with(session, Role.ADMINISTRATOR, None, now)]
        said = _warn_people(session, administrators, now)
        if service.authority.exists:
            for part in condition(session, service.authority, now):
                said += _warn_of(session, part, administrators, now)
    return said


def _warn_people(session: Session, administrators: list[UUID], now: datetime) -> int:
    system = installation(session).system_id
    query = select(Certificate).where(
        Certificate.revoked_at.is_(None),
        Certificate.not_after > now,
        Certificate.not_after <= now + timedelta(days=STEPS[-1]),
    )
    said = 0
    for one in session.scalars(query):
        seal = one.holder_id == system
        kind = "seal_ends" if seal else "certificate_ends"
        for person_id in administrators if seal else [one.holder_id]:
            said += _say(session, person_id, "certificate", one.id, kind, one.not_after, now)
    return said


def _warn_of(session: Session, part: Part, administrators: list[UUID], now: datetime) -> int:
    if part.ends_at is None or part.state not in {State.SOON, State.ENDED}:
        return 0
    subject = UUID(hex=part.sha256[:32])
    kind = f"authority_{part.kind}"
    return sum(
        _say(session, person_id, "authority", subject, kind, part.ends_at, now)
        for person_id in administrators
    )


def _say(
    session: Session,
    person_id: UUID,
    subject_kind: str,
    subject_id: UUID,
    kind: str,
    ends_at: datetime,
    now: datetime,
) -> int:
    left = ends_at - now
    step = next((days for days in STEPS if left <= timedelta(days=days)), LAST_STEP)
    if left <= timedelta():
        step = 0
    return outbox.say(
        session,
        person_id=person_id,
        subject_kind=subject_kind,
        subject_id=subject_id,
        kind=kind,
        step=str(step),
        now=now,
        mail={"code": f"{today(ends_at.astimezone(UTC)):%d/%m/%Y}", "title": ""},
    )

"""Certificates of other CAs: what waits to be confirmed, and the roots they may lead to."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from qms.people.model import CertificateRegistration, Person
from qms.people.rules import fold
from qms.people.rules.certificates import RegistrationState
from qms.signing.crl import current_crls
from qms.signing.model import Asks
from qms.signing.outside import certificate_facts, fingerprint
from qms.signing.trust import Anchor, anchor_rows


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A certificate handed in; `alike` says whether it names the person by the same words."""

    id: uuid.UUID
    person_id: uuid.UUID
    login: str
    full_name: str
    name: str
    alike: bool
    subject: str
    issuer: str
    serial: str
    sha256: str
    key: str
    anchor: str
    not_before: datetime
    not_after: datetime
    state: RegistrationState
    asked_at: datetime
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """A configured outside root; `listed_until` is when the first of its revocation lists ends."""

    id: uuid.UUID
    name: str
    subject: str
    sha256: str
    not_after: datetime
    intermediates: int
    usages: list[str]
    extended_usages: list[str]
    policies: list[str]
    revocation: Asks
    listed_until: datetime | None
    added_at: datetime
    retired_at: datetime | None


def registrations_of(session: Session, person_id: uuid.UUID) -> list[RegistrationRow]:
    """What a person handed in, the newest first."""
    return _rows(session, CertificateRegistration.person_id == person_id)


def waiting_registrations(session: Session) -> list[RegistrationRow]:
    """What waits for an administrator, the oldest first."""
    waiting = CertificateRegistration.state == RegistrationState.WAITING
    return list(reversed(_rows(session, waiting)))


def trust_anchors(session: Session, now: datetime) -> list[AnchorRow]:
    """Every outside root, retired ones too, in the order of adding."""
    ends = {one.issuer_sha256: one.next_update for one in current_crls(session, now)}
    rows = []
    for one in anchor_rows(session):
        facts = certificate_facts(one.der)
        known = Anchor.of(one)
        authorities = [known.sha256, *map(fingerprint, known.issuers)]
        listed = [ends[sha256] for sha256 in authorities if sha256 in ends]
        rows.append(
            AnchorRow(
                id=one.id,
                name=one.name,
                subject=facts.subject,
                sha256=one.sha256,
                not_after=facts.not_after,
                intermediates=len(one.issuers),
                usages=list(one.usages),
                extended_usages=list(one.extended_usages),
                policies=list(one.policies),
                revocation=one.revocation,
                listed_until=min(listed, default=None),
                added_at=one.added_at,
                retired_at=one.retired_at,
            )
        )
    return rows


def _rows(session: Session, which: ColumnElement[bool]) -> list[RegistrationRow]:
    query = (
        select(CertificateRegistration, Person)
        .join(Person, Person.id == CertificateRegistration.person_id)
        .where(which)
        .order_by(CertificateRegistration.asked_at.desc(), CertificateRegistration.id)
    )
    return [_row(*found) for found in session.execute(query)]


def _row(one: CertificateRegistration, person: Person) -> RegistrationRow:
    return RegistrationRow(
        id=one.id,
        person_id=one.person_id,
        login=person.login,
        full_name=person.full_name,
        name=one.name,
        alike=fold(one.name) == fold(person.full_name),
        subject=one.subject,
        issuer=one.issuer,
        serial=one.serial,
        sha256=one.sha256,
        key=one.key,
        anchor=one.anchor,
        not_before=one.not_before,
        not_after=one.not_after,
        state=one.state,
        asked_at=one.asked_at,
        decided_at=one.decided_at,
        reason=one.reason,
    )

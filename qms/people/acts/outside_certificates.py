"""A person's own token: its certificate is handed in, and confirmed by an administrator.

The administrator, who is never the holder, vouches that the certificate is this person's; that it
leads to a trusted root is judged here, when it is handed in and again when it is confirmed.
"""

import base64
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms.errors import Conflict, NotFound
from qms.people.acts.step import Act, acting, administering, lock_person
from qms.people.model import CertificateRegistration
from qms.people.rules.certificates import RegistrationState, require_not_holder
from qms.service import Service
from qms.signing.model import Certificate
from qms.signing.outside import (
    certificate_facts,
    outside_trust,
    read_certificates,
    require_acceptable,
    store_outside,
)


def register_certificate(service: Service, person_id: uuid.UUID, data: bytes) -> uuid.UUID:
    """Hand in one's own certificate (DER or PEM, the signer's first, its CAs after it).

    Returns the registration's id. Raises Invalid by name where it leads to no configured root, is
    not for signing, too weak, out of time or revoked.
    """
    der, *others = read_certificates(data)
    with acting(service, person_id) as act:
        trusted, crls = outside_trust(act.session)
        anchor = require_acceptable(der, others, trusted=trusted, crls=crls, at=act.now)
        facts = certificate_facts(der)
        _require_new(act.session, facts.sha256)
        row = CertificateRegistration(
            id=uuid.uuid4(),
            person_id=person_id,
            der=der,
            issuers=[base64.b64encode(one).decode("ascii") for one in others],
            sha256=facts.sha256,
            name=facts.name,
            subject=facts.subject,
            issuer=facts.issuer,
            serial=facts.serial,
            key=facts.key,
            anchor=anchor.name,
            not_before=facts.not_before,
            not_after=facts.not_after,
            state=RegistrationState.WAITING,
            asked_at=act.now,
        )
        act.session.add(row)
        _record(act, "handed_in", row)
        return row.id


def confirm_certificate(
    service: Service, administrator_id: uuid.UUID, registration_id: uuid.UUID
) -> uuid.UUID:
    """Vouch that the certificate is this person's; from now on it can sign. Returns its id."""
    with administering(service, administrator_id) as act:
        row = _waiting(act, registration_id)
        require_not_holder(act.actor_id, row.person_id)
        lock_person(act.session, row.person_id)
        trusted, crls = outside_trust(act.session)
        others = [base64.b64decode(one) for one in row.issuers]
        require_acceptable(row.der, others, trusted=trusted, crls=crls, at=act.now)
        certificate = store_outside(act.session, row.person_id, row.der)
        _decide(act, row, RegistrationState.CONFIRMED)
        _record(act, "confirmed", row)
        act.record(
            "certificate.registered", certificate.id, person=str(row.person_id), sha256=row.sha256
        )
        return certificate.id


def refuse_certificate(
    service: Service, administrator_id: uuid.UUID, registration_id: uuid.UUID, reason: str
) -> None:
    """Not vouched for; the person reads why."""
    with administering(service, administrator_id) as act:
        row = _waiting(act, registration_id)
        require_not_holder(act.actor_id, row.person_id)
        row.reason = reason
        _decide(act, row, RegistrationState.REFUSED)
        _record(act, "refused", row)


def take_back_certificate(
    service: Service, person_id: uuid.UUID, registration_id: uuid.UUID
) -> None:
    """The person does not want it any more, before anybody has confirmed it."""
    with acting(service, person_id) as act:
        row = _waiting(act, registration_id)
        if row.person_id != person_id:
            raise NotFound("REGISTRATION-NOT-FOUND")
        _decide(act, row, RegistrationState.TAKEN_BACK)
        _record(act, "taken_back", row)


def _waiting(act: Act, registration_id: uuid.UUID) -> CertificateRegistration:
    row = act.session.get(CertificateRegistration, registration_id, with_for_update=True)
    if row is None:
        raise NotFound("REGISTRATION-NOT-FOUND")
    if row.state is not RegistrationState.WAITING:
        raise Conflict("REGISTRATION-DECIDED")
    return row


def _decide(act: Act, row: CertificateRegistration, state: RegistrationState) -> None:
    row.state, row.decided_at, row.decided_by = state, act.now, act.actor_id
    act.session.flush()


def _require_new(session: Session, sha256: str) -> None:
    here = select(Certificate.id).where(Certificate.sha256 == sha256)
    waiting = select(CertificateRegistration.id).where(
        CertificateRegistration.sha256 == sha256,
        CertificateRegistration.state == RegistrationState.WAITING,
    )
    if session.scalar(here) or session.scalar(waiting):
        raise Conflict("OUTSIDE-REGISTERED-ALREADY")


def _record(act: Act, what: str, row: CertificateRegistration) -> None:
    act.record(f"registration.{what}", row.id, person=str(row.person_id), sha256=row.sha256)

"""Enrolling for signing, and ending a certificate; a lost passphrase means enrolling anew."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, Invalid, NotFound, NotSignedIn
from qms.people import passwords
from qms.people.acts import throttle
from qms.people.acts.sessions import prove, settle
from qms.people.acts.step import Act, acting
from qms.people.model import Person
from qms.people.rules import By, may_administer
from qms.people.rules.password import normal
from qms.service import Service
from qms.signing import KdfCost
from qms.signing.crl import after_revocation
from qms.signing.enrol import (
    Enrolment,
    certificates_of,
    live_certificate,
    prepare_enrolment,
    store_enrolment,
)
from qms.signing.model import Certificate, RevocationReason
from qms.signing.passphrase import lock_anew, store_key
from qms.signing.revoke import revoke


def enrol_signing_key(
    service: Service,
    person_id: uuid.UUID,
    passphrase: str,
    password: str,
    *,
    replace: bool = False,
    address: str = "",
    cost: KdfCost | None = None,
) -> uuid.UUID:
    """Make one's own signing key and certificate; returns the certificate's id.

    The passphrase is not the login password, which proves who asks. `replace` ends a certificate
    that is still good, as after a lost passphrase.
    """
    with service.db.read() as session:
        person = session.get(Person, person_id)
    if person is None:
        raise NotSignedIn
    if normal(passphrase) == normal(password):
        raise Invalid("PASSPHRASE-IS-PASSWORD", fields={"passphrase": "PASSPHRASE-IS-PASSWORD"})
    counted = throttle.buckets(person.login, address)
    proven = prove(service, Person.id == person_id, password, counted, "PASSWORD-WRONG")
    enrolment = key_for(service, person, passphrase, cost)
    with acting(service, person_id) as act:
        settle(act.session, proven, "PASSWORD-WRONG")
        throttle.leave(act.session, counted, act.now)
        return issue(service, act, enrolment, replace=replace)


def key_for(service: Service, person: Person, passphrase: str, cost: KdfCost | None) -> Enrolment:
    """A key and a certificate for this person; slow, so made before the transaction."""
    return prepare_enrolment(
        service.authority,
        holder_id=person.id,
        login=person.login,
        full_name=person.full_name,
        passphrase=passphrase,
        now=service.now(),
        cost=cost,
    )


def issue(service: Service, act: Act, enrolment: Enrolment, *, replace: bool) -> uuid.UUID:
    """Store the key; where it ends an older certificate, a new revocation list says so."""
    certificate = store_enrolment(act.session, enrolment, replace=replace)
    holder = enrolment.holder_id
    if any(one.revoked_at == act.now for one in certificates_of(act.session, holder)):
        after_revocation(act.session, service.authority, act.now)
    act.record("certificate.issued", certificate.id, person=str(holder), sha256=enrolment.sha256)
    return certificate.id


def change_passphrase(
    service: Service, person_id: uuid.UUID, old: str, new: str, *, cost: KdfCost | None = None
) -> None:
    """Lock one's own key to another passphrase; the old one proves who asks.

    Raises WrongPassphrase or Throttled as signing does, and Conflict without a live certificate.
    """
    now = service.now()
    with service.db.read() as session:
        person = session.get(Person, person_id)
        certificate = live_certificate(session, person_id, now)
    if person is None:
        raise NotSignedIn
    if certificate is None:
        raise Conflict("SIGNING-NO-CERTIFICATE")
    if passwords.verify(person.password_hash, normal(new)):
        raise Invalid("PASSPHRASE-IS-PASSWORD", fields={"passphrase": "PASSPHRASE-IS-PASSWORD"})
    key = lock_anew(
        service.db,
        certificate,
        old,
        new,
        login=person.login,
        now=now,
        on_failure=lambda session: _failed(session, person_id, now),
        cost=cost,
    )
    with acting(service, person_id) as act:
        store_key(act.session, certificate.id, key)
        act.record("certificate.passphrase_changed", certificate.id, person=str(person_id))


def _failed(session: Session, person_id: uuid.UUID, now: datetime) -> None:
    audit.record(
        session,
        act_id=audit.new_act(),
        at=now,
        actor_id=person_id,
        action="signing.key.unlock_failed",
        object_kind="person",
        object_id=person_id,
        data={},
    )


def revoke_certificate(
    service: Service,
    by: By,
    certificate_id: uuid.UUID,
    reason: RevocationReason,
    *,
    invalidity_at: datetime | None = None,
) -> None:
    """End a certificate of one's own (an administrator or the operator: anybody's) for good.

    `invalidity_at`: since when its signatures cannot be trusted, where the key was compromised.
    """
    with acting(service, by) as act:
        found = act.session.get(Certificate, certificate_id)
        own = found is not None and found.holder_id == act.actor_id
        if found is None or (act.actor and not own and not may_administer(act.actor)):
            raise NotFound("CERTIFICATE-NOT-FOUND")
        revoke(act.session, certificate_id, reason=reason, invalidity_at=invalidity_at, now=act.now)
        after_revocation(act.session, service.authority, act.now)
        act.record(
            "certificate.revoked", certificate_id, person=str(found.holder_id), reason=reason.value
        )

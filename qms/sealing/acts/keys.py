"""The seal gets its key: two people, an administrator and the clerk who will use it.

The key is in software, under a passphrase the clerk chooses, or in a PKCS#11 device. Either way the
certificate of the organisation is issued here and names the agency.
"""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from qms import audit
from qms.errors import Conflict, Invalid, NotFound, NotSignedIn, Unavailable
from qms.installation import InstallationFacts, installation
from qms.people.acts import throttle
from qms.people.acts.sessions import Proven, prove, settle
from qms.people.acts.step import Act, administering
from qms.people.model import Person
from qms.people.rules.password import normal
from qms.sealing import rules
from qms.sealing.model import SealKey
from qms.sealing.queries.clerks import is_clerk
from qms.sealing.queries.keys import seal_certificate
from qms.sealing.rules import KeyKind
from qms.sealing.schemas import DeviceKey, NewSealKey, Witness
from qms.service import Service
from qms.signing import KdfCost, WrongPassphrase, devices
from qms.signing.crl import after_revocation
from qms.signing.devices import Device
from qms.signing.enrol import certificate_row, prepare_enrolment, store_enrolment
from qms.signing.model import Certificate, RevocationReason, Source
from qms.signing.revoke import end_certificate, revoke

LOGIN = "con-dau"  # the user id in the certificate's subject; no person has it
WRONG = "SEAL-WITNESS-WRONG"


def configured_device(service: Service) -> Device | None:
    """The PKCS#11 device of the settings, if there is one."""
    told = service.settings
    return devices.device_of(told.pkcs11_module, told.pkcs11_token, told.pkcs11_key)


def make_key(
    service: Service,
    actor_id: uuid.UUID,
    new: NewSealKey,
    *,
    address: str = "",
    cost: KdfCost | None = None,
) -> uuid.UUID:
    """A key in software; returns the certificate's id. The passphrase is nobody's password."""
    here, proven = _both_present(service, actor_id, new, address)
    if normal(new.passphrase) == normal(new.clerk_password):
        raise Invalid("PASSPHRASE-IS-PASSWORD", fields={"passphrase": "PASSPHRASE-IS-PASSWORD"})
    enrolment = prepare_enrolment(
        service.authority,
        holder_id=here.system_id,
        login=LOGIN,
        full_name=here.agency,
        passphrase=new.passphrase,
        now=service.now(),
        cost=cost,
    )
    with administering(service, actor_id) as act:
        _settle(act, new, proven, address)
        _end_others(service, act, new.replace)
        certificate = store_enrolment(act.session, enrolment, replace=new.replace)
        return _keep(act, certificate, new, KeyKind.SOFTWARE)


def certify_device(
    service: Service, actor_id: uuid.UUID, new: DeviceKey, *, address: str = ""
) -> uuid.UUID:
    """A certificate for the key in the configured device; returns its id."""
    device = configured_device(service)
    if device is None:
        raise Unavailable("DEVICE-NOT-CONFIGURED")
    here, proven = _both_present(service, actor_id, new, address)
    der = _issued(service, device, new, here.agency)
    with administering(service, actor_id) as act:
        _settle(act, new, proven, address)
        _end_others(service, act, new.replace)
        certificate = certificate_row(here.system_id, der, Source.TOKEN)
        act.session.add(certificate)
        act.session.flush()
        return _keep(act, certificate, new, KeyKind.DEVICE, device)


def _issued(service: Service, device: Device, new: DeviceKey, agency: str) -> bytes:
    """The certificate of the device's key, which is made first where that was asked for."""
    try:
        if new.make:
            devices.make_key(device, new.pin)
        with devices.opened_key(device, new.pin) as key:
            public = key.public_key()
    except WrongPassphrase as error:
        raise Invalid("DEVICE-WRONG-PIN", fields={"pin": "DEVICE-WRONG-PIN"}) from error
    return service.authority.issue(
        public,  # type: ignore[arg-type]
        login=LOGIN,
        full_name=agency,
        now=service.now(),
    )


def end_key(
    service: Service, actor_id: uuid.UUID, certificate_id: uuid.UUID, reason: RevocationReason
) -> None:
    """A certificate of the seal ends for good; a key in software is destroyed with it."""
    with administering(service, actor_id) as act:
        if act.session.get(SealKey, certificate_id) is None:
            raise NotFound("CERTIFICATE-NOT-FOUND")
        revoke(act.session, certificate_id, reason=reason, now=act.now)
        after_revocation(act.session, service.authority, act.now)
        _record(act, "revoked", certificate_id, reason=reason.value)


def _both_present(
    service: Service, actor_id: uuid.UUID, new: Witness, address: str
) -> tuple[InstallationFacts, Proven]:
    """Slow: the clerk proves to be there. What is known now is asked again in the transaction."""
    now = service.now()
    with service.db.read() as session:
        here = installation(session)
        clerk = session.get(Person, new.clerk_id)
        present = clerk is not None and is_clerk(session, new.clerk_id, now)
    rules.require_witness(actor_id, new.clerk_id, clerk=present)
    counted = _counted(clerk, address)
    try:
        return here, prove(service, Person.id == new.clerk_id, new.clerk_password, counted, WRONG)
    except NotSignedIn as error:  # the administrator stays signed in
        raise Invalid(WRONG, fields={"clerk_password": WRONG}) from error


def _counted(clerk: Person | None, address: str) -> dict[str, int | None]:
    return throttle.buckets(clerk.login if clerk is not None else "", address)


def _settle(act: Act, new: Witness, proven: Proven, address: str) -> None:
    settle(act.session, proven, WRONG)
    clerk = act.session.get_one(Person, new.clerk_id)
    throttle.leave(act.session, _counted(clerk, address), act.now)
    clerk_now = is_clerk(act.session, new.clerk_id, act.now)
    if act.actor_id is not None:
        rules.require_witness(act.actor_id, new.clerk_id, clerk=clerk_now)


def _end_others(service: Service, act: Act, replace: bool) -> None:
    """The agency has one seal: a certificate still good stands in the way, or ends now."""
    live = seal_certificate(act.session, act.now)
    if live is not None and not replace:
        raise Conflict("SEAL-HAS-KEY")
    ended = _unrevoked(act.session)
    for one in ended:
        reason = RevocationReason.SUPERSEDED
        end_certificate(act.session, one, reason=reason, now=act.now)
        _record(act, "revoked", one.id, reason=reason.value)
    if ended:
        after_revocation(act.session, service.authority, act.now)


def _unrevoked(session: Session) -> list[Certificate]:
    query = (
        select(Certificate)
        .join(SealKey, SealKey.certificate_id == Certificate.id)
        .where(Certificate.revoked_at.is_(None))
        .with_for_update(of=Certificate)
    )
    return list(session.scalars(query))


def _keep(
    act: Act, certificate: Certificate, new: Witness, kind: KeyKind, device: Device | None = None
) -> uuid.UUID:
    act.session.add(
        SealKey(
            certificate_id=certificate.id,
            kind=kind,
            token=device.token if device is not None else "",
            label=device.key if device is not None else "",
            made_at=act.now,
            made_by=act.actor_id,
            witness_id=new.clerk_id,
        )
    )
    _record(
        act,
        "issued",
        certificate.id,
        kind=kind.value,
        sha256=certificate.sha256,
        witness=str(new.clerk_id),
    )
    return certificate.id


def _record(act: Act, what: str, certificate_id: uuid.UUID, **data: object) -> None:
    audit.record(
        act.session,
        act_id=act.act_id,
        at=act.now,
        actor_id=act.actor_id,
        action=f"sealing.certificate.{what}",
        object_kind="certificate",
        object_id=certificate_id,
        data=data,
    )

"""Opening the key of the seal: in software by its passphrase, in a device by its PIN.

Wrong entries are counted and audited alike: five lock it for fifteen minutes. A device is asked
only after the entry was counted, so that nobody can use this service to block it at once.
"""

import math
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from sqlalchemy.orm import Session

from qms import audit, signing
from qms.errors import Conflict, NotFound, Throttled, Unavailable
from qms.sealing.acts.keys import configured_device
from qms.sealing.model import SealKey
from qms.sealing.rules import KeyKind
from qms.service import Service
from qms.signing import devices
from qms.signing.model import Certificate
from qms.signing.unlock import LOCK, MOST_FAILURES, unlock


class WrongSecret(signing.WrongPassphrase):
    """Neither the passphrase of the seal nor the PIN of its device."""

    code = "SEAL-WRONG-SECRET"


@contextmanager
def opened_seal(
    service: Service, actor_id: uuid.UUID, certificate: Certificate, secret: str
) -> Iterator[signing.OpenKey]:
    """The seal's key for one act (slow). Raises WrongSecret, Throttled, Unavailable."""
    with service.db.read() as session:
        key = session.get(SealKey, certificate.id)
    if key is None:
        raise Conflict("SEAL-NO-KEY")
    if key.kind is KeyKind.SOFTWARE:
        yield _from_software(service, actor_id, certificate, secret)
        return
    with _from_device(service, actor_id, key, secret) as private:
        yield _open(service, certificate, private)


def _from_software(
    service: Service, actor_id: uuid.UUID, certificate: Certificate, secret: str
) -> signing.OpenKey:
    from qms.signing.certificates import read_key

    try:
        plain = unlock(
            service.db,
            certificate,
            secret,
            now=service.now(),
            on_failure=lambda session: _failed(session, service, actor_id, certificate.id),
        )
    except signing.WrongPassphrase as error:
        raise WrongSecret(left=error.parameters.get("left", 0)) from error
    return _open(service, certificate, read_key(plain))


@contextmanager
def _from_device(
    service: Service, actor_id: uuid.UUID, key: SealKey, pin: str
) -> Iterator["devices.DeviceKey"]:
    device = configured_device(service)
    if device is None or (device.token, device.key) != (key.token, key.label):
        raise Unavailable("DEVICE-NOT-CONFIGURED")
    left = _count(service, key.certificate_id)
    with ExitStack() as stack:
        try:
            private = stack.enter_context(devices.opened_key(device, pin))
        except signing.WrongPassphrase:
            with service.db.write() as session:
                _failed(session, service, actor_id, key.certificate_id)
            if left == 0:
                raise _locked(LOCK) from None
            raise WrongSecret(left=left) from None
        except (NotFound, Unavailable):  # the PIN was not what failed
            _take_back(service, key.certificate_id, MOST_FAILURES - left - 1)
            raise
        _take_back(service, key.certificate_id, 0)
        yield private


def _count(service: Service, certificate_id: uuid.UUID) -> int:
    """Count an entry before it is tried; returns how many more there are."""
    now = service.now()
    with service.db.write() as session:
        key = session.get_one(SealKey, certificate_id, with_for_update=True)
        if key.locked_until is not None and key.locked_until > now:
            raise _locked(key.locked_until - now)
        if key.locked_until is not None:
            key.failures, key.locked_until = 0, None
        key.failures += 1
        if key.failures >= MOST_FAILURES:
            key.locked_until = now + LOCK
        return MOST_FAILURES - key.failures


def _take_back(service: Service, certificate_id: uuid.UUID, failures: int) -> None:
    with service.db.write() as session:
        key = session.get_one(SealKey, certificate_id, with_for_update=True)
        key.failures, key.locked_until = failures, None


def _failed(
    session: Session, service: Service, actor_id: uuid.UUID, certificate_id: uuid.UUID
) -> None:
    audit.record(
        session,
        act_id=audit.new_act(),
        at=service.now(),
        actor_id=actor_id,
        action="sealing.key.unlock_failed",
        object_kind="certificate",
        object_id=certificate_id,
        data={},
    )


def _open(service: Service, certificate: Certificate, key: object) -> signing.OpenKey:
    return signing.OpenKey(
        certificate_id=certificate.id,
        holder_id=certificate.holder_id,
        certificate=certificate.der,
        chain=(service.authority.issuer_of(certificate.der),),
        key=key,  # type: ignore[arg-type]
    )


def _locked(rest: timedelta) -> Throttled:
    seconds = math.ceil(rest.total_seconds())
    return Throttled("SEAL-LOCKED", minutes=math.ceil(seconds / 60), seconds=seconds)

"""A key inside a PKCS#11 device (a token, an HSM, SoftHSM2), used like any other private key.

The device answers to one PIN for the whole process, so that one thing is done with it at a time. It
computes only the bare signature over a digest: SoftHSM2 knows no combined mechanism for ECDSA.
`python-pkcs11` and `cryptography` are imported only where a device is used.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qms.errors import Broken, Conflict, NotFound, Unavailable
from qms.signing.keys import MOST_PASSPHRASE, WrongPassphrase

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    DeviceKey = EllipticCurvePrivateKey | RSAPrivateKey

LEAST_RSA = 2048
CURVE = "secp256r1"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Device:
    """Where the key is: the driver's library, the token's label and the key's label."""

    module: str
    token: str
    key: str


def device_of(module: str, token: str, key: str) -> Device | None:
    """The device that is configured; None where the settings name none."""
    return Device(module, token, key) if module and token and key else None


@contextmanager
def opened_key(device: Device, pin: str) -> "Iterator[DeviceKey]":
    """The private key while the device is open; it never leaves the device.

    Raises WrongPassphrase, NotFound("DEVICE-NO-KEY"), Unavailable("DEVICE-ABSENT") and
    Unavailable("DEVICE-LOCKED") for a device that blocked its PIN.
    """
    with _session(device, pin) as session, _told_apart():
        yield _key_of(session, device)


def make_key(device: Device, pin: str) -> None:
    """A P-256 key that the device makes itself and never gives away.

    Raises Conflict("DEVICE-KEY-EXISTS") where a key of this name is there already.
    """
    from pkcs11 import Attribute, KeyType
    from pkcs11.util.ec import encode_named_curve_parameters

    with _session(device, pin, write=True) as session, _told_apart():
        if list(session.get_objects({Attribute.LABEL: device.key})):
            raise Conflict("DEVICE-KEY-EXISTS", key=device.key)
        template = {Attribute.EC_PARAMS: encode_named_curve_parameters(CURVE)}
        parameters = session.create_domain_parameters(KeyType.EC, template, local=True)
        parameters.generate_keypair(
            store=True,
            label=device.key,
            id=hashlib.sha256(device.key.encode()).digest()[:8],
            private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
        )


@contextmanager
def _session(device: Device, pin: str, *, write: bool = False) -> Iterator[Any]:
    if len(pin) > MOST_PASSPHRASE:
        raise WrongPassphrase
    with _one_at_a_time:
        session = _open(device, pin, write)
        try:
            yield session
        finally:
            session.close()  # the last one: the PIN is forgotten by the device


def _open(device: Device, pin: str, write: bool) -> Any:
    import pkcs11
    from pkcs11 import exceptions as told

    try:
        token = pkcs11.lib(device.module).get_token(token_label=device.token)
        return token.open(rw=write, user_pin=pin)
    except (told.PinIncorrect, told.PinInvalid, told.PinLenRange) as error:
        raise WrongPassphrase from error
    except told.PinLocked as error:
        raise Unavailable("DEVICE-LOCKED", token=device.token) from error
    except (told.PKCS11Error, OSError, RuntimeError) as error:
        raise Unavailable("DEVICE-ABSENT", token=device.token) from error


@contextmanager
def _told_apart() -> Iterator[None]:
    """What the device refuses while it works is our Broken; anything of ours goes through."""
    from pkcs11.exceptions import PKCS11Error

    try:
        yield
    except PKCS11Error as error:
        raise Broken("DEVICE-FAILED", reason=type(error).__name__) from error


def _key_of(session: Any, device: Device) -> "DeviceKey":
    from pkcs11 import KeyType, ObjectClass
    from pkcs11.exceptions import MultipleObjectsReturned, NoSuchKey

    try:
        private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=device.key)
        public = session.get_key(object_class=ObjectClass.PUBLIC_KEY, label=device.key)
    except (NoSuchKey, MultipleObjectsReturned) as error:
        raise NotFound("DEVICE-NO-KEY", key=device.key) from error
    from qms.signing import devicekeys

    if private.key_type is KeyType.EC:
        return devicekeys.EcKey(private, public)
    if private.key_type is KeyType.RSA and private.key_length >= LEAST_RSA:
        return devicekeys.RsaKey(private, public)
    raise NotFound("DEVICE-NO-KEY", key=device.key)

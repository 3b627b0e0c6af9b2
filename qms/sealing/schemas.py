"""What may come in about the seal: the one validation of page and API."""

import uuid
from typing import Annotated

from pydantic import Field

from qms.people.schemas import Secret
from qms.schemas import Schema
from qms.sealing.rules import LEAST_MM, MOST_MM
from qms.signing import RevocationReason


class Witness(Schema):
    """The clerk who is present when a key is made, proven by that person's login password."""

    clerk_id: uuid.UUID
    clerk_password: Secret


class NewSealKey(Witness):
    """A key under a passphrase that the clerk chooses; `replace` ends one that is still good."""

    passphrase: Secret
    replace: bool = False


class DeviceKey(Witness):
    """The PIN of the configured device; `make`: the device makes the key first."""

    pin: Secret
    make: bool = False
    replace: bool = False


class SealPicture(Schema):
    """How wide the seal is on paper, in millimetres."""

    width_mm: Annotated[int, Field(ge=LEAST_MM, le=MOST_MM)]


class SealEnd(Schema):
    """Why a certificate of the seal ends."""

    reason: RevocationReason


class SealProof(Schema):
    """The statement that was shown, and the passphrase or PIN of the seal."""

    challenge: Annotated[str, Field(min_length=16, max_length=100)]
    passphrase: Secret

"""Who signed what, read from stored bytes for lists; whether it holds is for `verify` to say."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """The few facts a list shows of a stored statement, unverified."""

    action: str
    full_name: str
    role: str  # as it was printed; its lines joined by a blank
    edition: int
    revision: int
    sequence: int


def glance(data: bytes) -> Glance:
    """The facts of a statement this service stored itself, about one document."""
    value = json.loads(data)
    signer, revision = value["signer"], value["document"]["revision"]
    return Glance(
        action=value["action"],
        full_name=signer["full_name"],
        role=" ".join(signer["role"].split("\n")),
        edition=revision["edition"],
        revision=revision["revision"],
        sequence=revision["sequence"],
    )

"""Taking in a certificate of another CA: who may confirm it, and how far a registration is."""

import enum
import uuid

from qms.errors import NotAllowed


class RegistrationState(enum.StrEnum):
    """How far the registration of an outside certificate has come."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


def require_not_holder(actor_id: uuid.UUID | None, holder_id: uuid.UUID) -> None:
    """Nobody vouches for who holds their own certificate; raises NotAllowed."""
    if actor_id == holder_id:
        raise NotAllowed("CERTIFICATE-CONFIRM-OWN")

"""Who may use the agency's seal, and on what.

Decree 30/2020/NĐ-CP, Điều 32: only the records clerk uses the organisation's secret key, and only
on papers that the competent person has signed already.
"""

import uuid
from enum import StrEnum

from qms.errors import Conflict, NotAllowed
from qms.people.rules import Actor, Role, UnitKind

CLERK = "records_clerk"  # văn thư cơ quan, in the catalogue of positions
# A clerk of the agency sits here. A sub-department or a service unit has a seal of its own, and
# its clerk none of the agency's; an advisory room has neither.
KEEPERS = frozenset({UnitKind.BOARD, UnitKind.OFFICE})
ACTION = "seal"
FIELD = "organisation"  # of the signature in the PDF
APPROVER_FIELD = "approver"
LEAST_MM, MOST_MM = 20, 60  # a round seal of a state agency has 30 to 42 mm


class KeyKind(StrEnum):
    """Where the key of the seal is."""

    SOFTWARE = "software"  # in the database, encrypted by a passphrase
    DEVICE = "device"  # in a PKCS#11 device, which never gives it away


def require_clerk(holds_seal: bool) -> None:
    """Nobody but the clerk in office seals, whatever else that person may do."""
    if not holds_seal:
        raise NotAllowed("SEAL-NOT-CLERK")


def require_apart(clerk_id: uuid.UUID, signer_id: uuid.UUID | None) -> None:
    """Who signed a paper does not seal it too (domain: signer ≠ clerk who numbers and stamps)."""
    if clerk_id == signer_id:
        raise NotAllowed("SEAL-CLERK-IS-SIGNER")


def require_witness(administrator_id: uuid.UUID, clerk_id: uuid.UUID, *, clerk: bool) -> None:
    """A key of the seal is made by an administrator in the presence of the clerk: two people."""
    if administrator_id == clerk_id:
        raise Conflict("SEAL-TWO-PEOPLE")
    if not clerk:
        raise Conflict("SEAL-WITNESS-NOT-CLERK")


def may_see_uses(actor: Actor) -> bool:
    """The register of the seal's uses is open to auditors and to the agency's quality manager."""
    return actor.has(Role.AUDITOR) or actor.has_everywhere(Role.QUALITY_MANAGER)

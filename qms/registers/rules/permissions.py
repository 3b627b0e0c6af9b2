"""Who brings an existing register in."""

import uuid

from qms.errors import NotAllowed, NotFound
from qms.people.rules import Actor, Role


def may_import(actor: Actor) -> bool:
    """Quality managers, for the units they answer for; each row asks again for its unit."""
    return actor.has(Role.QUALITY_MANAGER)


def may_adopt(actor: Actor) -> bool:
    """A list to be adopted is prepared by a quality manager of the whole agency."""
    return actor.has_everywhere(Role.QUALITY_MANAGER)


def require_import(actor: Actor) -> None:
    """Raises NotAllowed("IMPORT-NOT-ALLOWED")."""
    if not may_import(actor):
        raise NotAllowed("IMPORT-NOT-ALLOWED")


def require_own(actor: Actor, created_by: uuid.UUID) -> None:
    """An import is for who began it; raises NotFound for everybody else."""
    if actor.id != created_by or not may_import(actor):
        raise NotFound("IMPORT-NOT-FOUND")

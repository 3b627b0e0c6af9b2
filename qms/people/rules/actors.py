"""Who acts: roles, the units they hold for, and what an administrator may and may not do."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.errors import NotAllowed


class Role(StrEnum):
    """What a person may do; where, is said by the unit of the grant."""

    QUALITY_MANAGER = "quality_manager"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    INSPECTOR = "inspector"
    UNIT_HEAD = "unit_head"
    STAFF = "staff"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


CONTENT_ROLES = frozenset(
    {
        Role.QUALITY_MANAGER,
        Role.AUTHOR,
        Role.REVIEWER,
        Role.APPROVER,
        Role.INSPECTOR,
        Role.UNIT_HEAD,
    }
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role for one unit and all below it, or for the whole agency (`unit_id` None)."""

    role: Role
    unit_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting, as loaded for this instant."""

    id: uuid.UUID
    login: str
    full_name: str
    grants: frozenset[Grant]
    unit_ids: frozenset[uuid.UUID]
    subtree: Mapping[uuid.UUID, frozenset[uuid.UUID]] = field(compare=False)
    locale: str
    token_acts: bool = True
    must_change: bool = False

    def has(self, role: Role, unit_id: uuid.UUID | None = None) -> bool:
        """Whether the role is held for this unit; without a unit: held anywhere at all."""
        return any(
            grant.role is role and (unit_id is None or self._covers(grant, unit_id))
            for grant in self.grants
        )

    def has_everywhere(self, role: Role) -> bool:
        """Whether the role is held for the whole agency."""
        return Grant(role, None) in self.grants

    def has_any(self, roles: Iterable[Role], unit_id: uuid.UUID | None = None) -> bool:
        """Whether one of the roles is held for this unit (without a unit: anywhere)."""
        return any(self.has(role, unit_id) for role in roles)

    def units_with(self, role: Role) -> frozenset[uuid.UUID] | None:
        """The units the role is held for, with all below them; None means the whole agency."""
        if self.has_everywhere(role):
            return None
        bound = (grant.unit_id for grant in self.grants if grant.role is role and grant.unit_id)
        return frozenset().union(*(self.subtree.get(unit, frozenset({unit})) for unit in bound))

    def _covers(self, grant: Grant, unit_id: uuid.UUID) -> bool:
        if grant.unit_id is None:
            return True
        return unit_id in self.subtree.get(grant.unit_id, frozenset({grant.unit_id}))


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the command on the server: named by the operating system, no person here."""

    os_user: str


By = uuid.UUID | Operator


def may_administer(actor: Actor) -> bool:
    """Units, users, roles and positions are kept by administrators of the whole agency."""
    return actor.has_everywhere(Role.ADMINISTRATOR)


def require_administrator(actor: Actor) -> None:
    """Raises NotAllowed unless this person may administer and is not on a read-only token."""
    if not may_administer(actor):
        raise NotAllowed("ADMINISTRATOR-ONLY")
    if not actor.token_acts:
        raise NotAllowed("TOKEN-READ-ONLY")


def roles_clash(held: Iterable[Role], wanted: Role) -> bool:
    """An administrator has no say in content: the two are never held by one person at once."""
    if wanted is Role.ADMINISTRATOR:
        return any(role in CONTENT_ROLES for role in held)
    return wanted in CONTENT_ROLES and Role.ADMINISTRATOR in held

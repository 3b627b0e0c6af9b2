"""What is allowed in the room of people, as pure functions on plain values."""

from qms.people.rules.actors import (
    CONTENT_ROLES,
    Actor,
    By,
    Grant,
    Operator,
    Role,
    may_administer,
    require_administrator,
    roles_clash,
)
from qms.people.rules.delegation import (
    Delegated,
    DelegationKind,
    check_delegation,
    signing_role,
)
from qms.people.rules.names import check_login, fold, sort_key
from qms.people.rules.password import check_password
from qms.people.rules.periods import VIETNAM, Period, check_period, day_end, day_start, today
from qms.people.rules.sessions import (
    CONFIRMED_FOR,
    SessionLimits,
    delay_seconds,
    forgiven,
    session_ended,
)
from qms.people.rules.units import StaffKind, UnitKind, check_parent, subtrees

__all__ = [
    "CONFIRMED_FOR",
    "CONTENT_ROLES",
    "VIETNAM",
    "Actor",
    "By",
    "Delegated",
    "DelegationKind",
    "Grant",
    "Operator",
    "Period",
    "Role",
    "SessionLimits",
    "StaffKind",
    "UnitKind",
    "check_delegation",
    "check_login",
    "check_parent",
    "check_password",
    "check_period",
    "day_end",
    "day_start",
    "delay_seconds",
    "fold",
    "forgiven",
    "may_administer",
    "require_administrator",
    "roles_clash",
    "session_ended",
    "signing_role",
    "sort_key",
    "subtrees",
    "today",
]

"""The read side of the room of people."""

from qms.people.queries.actors import Name, load_actor, lock_actor, names, people_with
from qms.people.queries.persons import (
    PersonDetail,
    PersonPage,
    PersonRow,
    RoleRow,
    people_page,
    person_by_login,
    person_detail,
)
from qms.people.queries.posts import (
    DelegationRow,
    HoldingRow,
    PositionRow,
    delegations,
    holdings,
    positions,
)
from qms.people.queries.sessions import (
    SessionRow,
    TokenRow,
    idle_of,
    resolve_session,
    resolve_token,
    session_row,
    sessions_of,
    tokens_of,
)
from qms.people.queries.signer import SignerRole, signer_role, signer_roles
from qms.people.queries.units import (
    UnitNode,
    UnitPast,
    unit_by_code,
    unit_names,
    unit_past,
    unit_tree,
)

__all__ = [
    "DelegationRow",
    "HoldingRow",
    "Name",
    "PersonDetail",
    "PersonPage",
    "PersonRow",
    "PositionRow",
    "RoleRow",
    "SessionRow",
    "SignerRole",
    "TokenRow",
    "UnitNode",
    "UnitPast",
    "delegations",
    "holdings",
    "idle_of",
    "load_actor",
    "lock_actor",
    "names",
    "people_page",
    "people_with",
    "person_by_login",
    "person_detail",
    "positions",
    "resolve_session",
    "resolve_token",
    "session_row",
    "sessions_of",
    "signer_role",
    "signer_roles",
    "tokens_of",
    "unit_by_code",
    "unit_names",
    "unit_past",
    "unit_tree",
]

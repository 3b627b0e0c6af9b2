"""Pages of the room of people: signing in, one's own profile, and administration."""

from qms.people.views import (
    delegations,
    keys,
    people,
    posts,
    profile,
    sign_in,
    tokens,
    units,
    words,
)
from qms.people.views.blueprints import admin, own

BLUEPRINTS = (own, admin)
MODULES = (delegations, keys, people, posts, profile, sign_in, tokens, units, words)

__all__ = ["BLUEPRINTS", "MODULES", "admin", "own"]

"""The room of people: units, users, roles, positions, delegations, sign-in."""

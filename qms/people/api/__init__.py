"""The REST API of the room of people: oneself, units, people, roles, positions, delegations."""

from qms.people.api import delegations as delegations
from qms.people.api import me as me
from qms.people.api import outside as outside
from qms.people.api import people as people
from qms.people.api import pictures as pictures
from qms.people.api import posts as posts
from qms.people.api import signing_key as signing_key
from qms.people.api import units as units
from qms.people.api.blueprint import api

BLUEPRINTS = (api,)

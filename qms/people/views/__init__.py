"""Pages of the room of people: signing in, one's own profile, and administration."""

from qms.people.views import delegations as delegations
from qms.people.views import keys as keys
from qms.people.views import outside as outside
from qms.people.views import passphrase as passphrase
from qms.people.views import people as people
from qms.people.views import pictures as pictures
from qms.people.views import posts as posts
from qms.people.views import profile as profile
from qms.people.views import revoking as revoking
from qms.people.views import sign_in as sign_in
from qms.people.views import tokens as tokens
from qms.people.views import trust as trust
from qms.people.views import units as units
from qms.people.views.blueprints import admin, own

BLUEPRINTS = (own, admin)

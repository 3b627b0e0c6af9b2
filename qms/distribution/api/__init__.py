"""The API of the distribution room: everything the pages do, for programs."""

from qms.distribution.api import copies as copies
from qms.distribution.api import lists as lists
from qms.distribution.api import paper as paper
from qms.distribution.api import reading as reading
from qms.distribution.api.blueprint import api

BLUEPRINTS = (api,)

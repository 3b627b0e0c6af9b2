"""Pages of the room one enters first."""

from qms.home.views import search as search
from qms.home.views import work as work
from qms.home.views.blueprints import home

BLUEPRINTS = (home,)

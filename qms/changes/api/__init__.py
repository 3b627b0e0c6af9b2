"""Change requests below `/api/v1`: proposed, decided, taken into a revision."""

from qms.changes.api import deciding as deciding
from qms.changes.api import reading as reading
from qms.changes.api.blueprint import api

BLUEPRINTS = (api,)

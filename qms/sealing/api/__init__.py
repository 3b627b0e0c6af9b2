"""The sealing room below `/api/v1`."""

from qms.sealing.api import keys as keys
from qms.sealing.api import papers as papers
from qms.sealing.api.blueprint import api

BLUEPRINTS = (api,)

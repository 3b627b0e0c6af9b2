"""The sealing room below `/api/v1`."""

from qms.sealing.api.blueprint import api

BLUEPRINTS = (api,)

"""Periodic reviews below `/api/v1`: what is due, verdicts, their signatures."""

from qms.periodic.api import reviewing as reviewing
from qms.periodic.api.blueprint import api

BLUEPRINTS = (api,)

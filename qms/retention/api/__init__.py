"""Retention below `/api/v1`: what is due, rules, holds, disposals and their signatures."""

from qms.retention.api import disposing as disposing
from qms.retention.api import keeping as keeping
from qms.retention.api.blueprint import api

BLUEPRINTS = (api,)

"""The proofs room below `/api/v1`."""

from qms.proofs.api import approval as approval
from qms.proofs.api import bundles as bundles
from qms.proofs.api import checks as checks
from qms.proofs.api.blueprint import api

BLUEPRINTS = (api,)

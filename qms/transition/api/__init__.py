"""Changes of the standard below `/api/v1`: projects, steps, documents, bulk approvals."""

from qms.transition.api import issuing as issuing
from qms.transition.api import projects as projects
from qms.transition.api import steps as steps
from qms.transition.api.blueprint import api

BLUEPRINTS = (api,)

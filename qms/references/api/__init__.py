"""The REST API of the references room: everything the pages do, for programs."""

from qms.references.api import citations as citations
from qms.references.api import external as external
from qms.references.api.blueprint import api

BLUEPRINTS = (api,)

"""The REST API of the records room: everything the pages do, for programs."""

from qms.records.api import keeping as keeping
from qms.records.api import plan as plan
from qms.records.api import records as records
from qms.records.api.blueprint import api

BLUEPRINTS = (api,)

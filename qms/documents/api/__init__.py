"""The REST API of the room of documents: everything the pages do, for programs."""

from qms.documents.api import adoption as adoption
from qms.documents.api import comparison as comparison
from qms.documents.api import drafting as drafting
from qms.documents.api import evidence as evidence
from qms.documents.api import files as files
from qms.documents.api import layouts as layouts
from qms.documents.api import own_token as own_token
from qms.documents.api import register as register
from qms.documents.api import reviewing as reviewing
from qms.documents.api import search as search
from qms.documents.api import signing as signing
from qms.documents.api import types as types
from qms.documents.api import work as work
from qms.documents.api.blueprint import api

BLUEPRINTS = (api,)

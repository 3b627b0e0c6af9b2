"""Pages of the room of documents; each module adds its routes to the blueprint."""

from qms.documents.views import adoption as adoption
from qms.documents.views import comparison as comparison
from qms.documents.views import document as document
from qms.documents.views import drafts as drafts
from qms.documents.views import evidence as evidence
from qms.documents.views import files as files
from qms.documents.views import hand_over as hand_over
from qms.documents.views import history as history
from qms.documents.views import layouts as layouts
from qms.documents.views import own_token as own_token
from qms.documents.views import register as register
from qms.documents.views import register_forms as register_forms
from qms.documents.views import reviews as reviews
from qms.documents.views import signature_words as signature_words
from qms.documents.views import signing as signing
from qms.documents.views import story as story
from qms.documents.views import types as types
from qms.documents.views import uploads as uploads
from qms.documents.views.blueprints import documents

BLUEPRINTS = (documents,)

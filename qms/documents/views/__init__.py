"""Pages of the room of documents; each module adds its routes to the blueprint."""

from qms.documents.views.blueprints import documents

BLUEPRINTS = (documents,)

"""`distribution_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Distribution",
    "description": "Who has a document, who confirmed reading, numbered paper copies",
}
api = APIBlueprint("distribution_api", __name__, tag=TAG, url_prefix="/api/v1")

"""`records_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Records",
    "description": "Filled forms and the file plan",
}
api = APIBlueprint("records_api", __name__, tag=TAG, url_prefix="/api/v1")

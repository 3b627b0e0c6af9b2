"""`changes_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Change requests",
    "description": "Proposals to change what is in force, answered by revisions",
}
api = APIBlueprint("changes_api", __name__, tag=TAG, url_prefix="/api/v1")

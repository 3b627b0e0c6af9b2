"""`people_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "People",
    "description": "People, units, roles, delegations, tokens, certificates, outside roots",
}
api = APIBlueprint("people_api", __name__, tag=TAG, url_prefix="/api/v1")

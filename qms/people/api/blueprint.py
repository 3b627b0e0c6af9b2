"""`people_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("people_api", __name__, tag="People", url_prefix="/api/v1")

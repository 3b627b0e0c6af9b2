"""`changes_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("changes_api", __name__, tag="Change requests", url_prefix="/api/v1")

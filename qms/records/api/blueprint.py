"""`records_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("records_api", __name__, tag="Records", url_prefix="/api/v1")

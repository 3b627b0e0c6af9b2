"""`distribution_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("distribution_api", __name__, tag="Distribution", url_prefix="/api/v1")

"""`periodic_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("periodic_api", __name__, tag="Periodic reviews", url_prefix="/api/v1")

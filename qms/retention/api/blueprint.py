"""`retention_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("retention_api", __name__, tag="Retention", url_prefix="/api/v1")

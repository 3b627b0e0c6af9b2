"""`documents_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("documents_api", __name__, tag="Documents", url_prefix="/api/v1")

"""`retention_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Retention",
    "description": "Rules, holds, disposal by two persons",
}
api = APIBlueprint("retention_api", __name__, tag=TAG, url_prefix="/api/v1")

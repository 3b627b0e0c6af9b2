"""`sealing_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Seals",
    "description": "The agency's seal: its key and picture, what waits for the clerk, its register",
}
api = APIBlueprint("sealing_api", __name__, tag=TAG, url_prefix="/api/v1")
"""The organisation's seal: its key, its picture, and what waits for the clerk."""

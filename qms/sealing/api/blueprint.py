"""`sealing_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("sealing_api", __name__, tag="Seals", url_prefix="/api/v1")
"""The organisation's seal: its key, its picture, and what waits for the clerk."""

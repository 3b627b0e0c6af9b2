"""`references_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

AT_ONCE = 50  # texts read while a caller waits; the rest is for the jobs process
api = APIBlueprint("references_api", __name__, tag="References", url_prefix="/api/v1")

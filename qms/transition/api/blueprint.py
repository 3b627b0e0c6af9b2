"""`transition_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("transition_api", __name__, tag="Changes of the standard", url_prefix="/api/v1")
"""Projects, clause maps, steps, documents to issue anew, bulk approval."""

"""`transition_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Changes of the standard",
    "description": "Projects, clause maps, one decision that issues many revisions",
}
api = APIBlueprint("transition_api", __name__, tag=TAG, url_prefix="/api/v1")
"""Projects, clause maps, steps, documents to issue anew, bulk approval."""

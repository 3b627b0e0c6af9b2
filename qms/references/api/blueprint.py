"""`references_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

AT_ONCE = 50  # texts read while a caller waits; the rest is for the jobs process
TAG = {
    "name": "References",
    "description": "Citations, laws and standards",
}
api = APIBlueprint("references_api", __name__, tag=TAG, url_prefix="/api/v1")

"""`periodic_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Periodic reviews",
    "description": "Signed verdicts: keep, revise or withdraw",
}
api = APIBlueprint("periodic_api", __name__, tag=TAG, url_prefix="/api/v1")

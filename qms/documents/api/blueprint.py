"""`documents_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Documents",
    "description": "Register, revisions, review, approval, files, signatures, own tokens",
}
api = APIBlueprint("documents_api", __name__, tag=TAG, url_prefix="/api/v1")

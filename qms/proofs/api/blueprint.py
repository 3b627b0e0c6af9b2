"""`proofs_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

TAG = {
    "name": "Proofs",
    "description": "Bundles, checks of what somebody brings, checkpoints, certificates of approval",
}
api = APIBlueprint("proofs_api", __name__, tag=TAG, url_prefix="/api/v1")
"""What convinces a stranger: checkpoints, bundles, certificates of approval, checks of files."""

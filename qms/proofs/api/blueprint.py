"""`proofs_api`: every operation of this room below `/api/v1`."""

from apiflask import APIBlueprint

api = APIBlueprint("proofs_api", __name__, tag="Proofs", url_prefix="/api/v1")
"""What convinces a stranger: checkpoints, bundles, certificates of approval, checks of files."""

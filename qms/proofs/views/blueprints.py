"""`proofs`: pages of this room."""

from flask import Blueprint

proofs = Blueprint("proofs", __name__, url_prefix="/proofs")

"""`proofs`: pages of this room; `evidence`: bundles below other addresses; `authority`: public."""

from flask import Blueprint

proofs = Blueprint("proofs", __name__, url_prefix="/proofs")
evidence = Blueprint("evidence", __name__)
authority = Blueprint("authority", __name__, url_prefix="/ca")

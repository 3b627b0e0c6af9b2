"""`sealing`: pages of this room."""

from flask import Blueprint

sealing = Blueprint("sealing", __name__, url_prefix="/sealing")

"""`retention`: what is due, rules, holds, disposals."""

from flask import Blueprint

retention = Blueprint("retention", __name__, url_prefix="/retention")

"""`changes`: requests for a change, their decisions, and the revision they become."""

from flask import Blueprint

changes = Blueprint("changes", __name__, url_prefix="/change-requests")

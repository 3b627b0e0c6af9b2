"""`people`: signing in and one's own affairs. `admin`: units, users, roles, positions."""

from flask import Blueprint

own = Blueprint("people", __name__)
admin = Blueprint("admin", __name__, url_prefix="/admin")

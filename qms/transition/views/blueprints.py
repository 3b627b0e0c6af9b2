"""`transition`: projects of a new edition of the standard, and issuing many documents at once."""

from flask import Blueprint

transition = Blueprint("transition", __name__, url_prefix="/transition")

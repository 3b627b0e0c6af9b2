"""`periodic`: what is due for its review, verdicts, their signatures."""

from flask import Blueprint

periodic = Blueprint("periodic", __name__, url_prefix="/periodic-reviews")

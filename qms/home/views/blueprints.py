"""`home`: what waits for me, and the search."""

from flask import Blueprint

home = Blueprint("home", __name__)

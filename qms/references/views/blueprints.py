"""`references`: the list of external documents, and what a document rests on."""

from flask import Blueprint

references = Blueprint("references", __name__, url_prefix="/references")

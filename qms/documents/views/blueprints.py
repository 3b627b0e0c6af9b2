"""`documents`: the register, a document, a revision, signing, adoption, handing over."""

from flask import Blueprint

documents = Blueprint("documents", __name__, url_prefix="/documents")

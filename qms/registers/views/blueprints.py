"""`registers`: the hub of registers, printing them, bringing an existing one in."""

from flask import Blueprint

registers = Blueprint("registers", __name__, url_prefix="/registers")

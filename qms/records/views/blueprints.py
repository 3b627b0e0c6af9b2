"""`records`: the list of records, a record, filling in, the file plan."""

from flask import Blueprint

records = Blueprint("records", __name__, url_prefix="/records")

"""`distribution`: pages of the room for people who are signed in; `paper`: the page for anybody."""

from flask import Blueprint

distribution = Blueprint("distribution", __name__)
paper = Blueprint("paper", __name__)

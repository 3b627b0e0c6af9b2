"""Sentences of the sealing room."""

from flask_babel import LazyString

SENTENCES: dict[str, LazyString] = {}

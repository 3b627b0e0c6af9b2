"""Sentences of the proofs room."""

from flask_babel import LazyString

SENTENCES: dict[str, LazyString] = {}

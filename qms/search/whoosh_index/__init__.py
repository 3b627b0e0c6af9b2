"""Whoosh 2.7.4 as the index; the only code that imports it."""

from qms.search.whoosh_index import quiet as _quiet  # noqa: F401  # first: it loads Whoosh
from qms.search.whoosh_index.index import WhooshIndex

__all__ = ["WhooshIndex"]

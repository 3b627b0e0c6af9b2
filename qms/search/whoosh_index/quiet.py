"""Loads Whoosh 2.7.4 once, with the warnings of its ten-year-old source kept quiet.

Every module used later is named here, also those Whoosh itself imports inside functions, so that
a first search under "warnings are errors" does not compile a file with an old escape in it.
"""

import importlib
import warnings

_MODULES = (
    "whoosh.analysis",
    "whoosh.codec",
    "whoosh.codec.whoosh3",
    "whoosh.collectors",
    "whoosh.columns",
    "whoosh.fields",
    "whoosh.filedb.compound",
    "whoosh.filedb.filestore",
    "whoosh.formats",
    "whoosh.index",
    "whoosh.matching",
    "whoosh.matching.wrappers",
    "whoosh.query",
    "whoosh.reading",
    "whoosh.searching",
    "whoosh.writing",
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    for _name in _MODULES:
        importlib.import_module(_name)

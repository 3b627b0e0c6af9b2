"""Finding the version in force: Vietnamese analysis, a small query language, one index.

index = open_index(settings.index_path)
hits = index.search(parse("thu hoi dat"), Filters(now=now), limit=10)
"""

from pathlib import Path

from qms.search.fallback import matches_title
from qms.search.highlight import Segment, snippet
from qms.search.interface import Filters, Hit, Index, IndexBroken, IndexInfo, SearchDoc
from qms.search.query import Query, parse

__all__ = [
    "Filters",
    "Hit",
    "Index",
    "IndexBroken",
    "IndexInfo",
    "Query",
    "SearchDoc",
    "Segment",
    "matches_title",
    "open_index",
    "parse",
    "snippet",
]


def open_index(path: Path) -> Index:
    """The index below this folder, which need not exist yet: `info()` then asks for a rebuild."""
    from qms.search.whoosh_index import WhooshIndex

    return WhooshIndex(path)

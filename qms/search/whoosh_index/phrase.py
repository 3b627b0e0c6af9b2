"""Words one after another, checked document by document with an eye on the clock.

Whoosh's own Phrase builds objects for every pair of places and cannot be interrupted between two
matches: fifty times one common word kept it busy for two seconds in two thousand documents.
"""

import time
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from whoosh import query as ask
from whoosh.collectors import TimeLimit
from whoosh.matching import IntersectionMatcher, NullMatcher
from whoosh.matching.wrappers import WrappingMatcher
from whoosh.query.qcore import Query

_CLOCK_EVERY = 32  # documents between two looks at the clock


class Adjacent(Query):  # type: ignore[misc]
    """The words directly after one another in one field; raises TimeLimit at the deadline."""

    def __init__(self, field: str, words: Iterable[str], deadline: float) -> None:
        self.fieldname = field
        self.words = tuple(words)
        self.deadline = deadline

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The documents of one segment."""
        leaves = {
            word: ask.Term(self.fieldname, word).matcher(searcher, context)
            for word in dict.fromkeys(self.words)
        }
        if not all(leaf.is_active() for leaf in leaves.values()):
            return NullMatcher()
        rarest_first = sorted(leaves, key=lambda word: self._frequency(searcher, word))
        both = reduce(IntersectionMatcher, (leaves[word] for word in rarest_first))
        return _AdjacentMatcher(both, [leaves[word] for word in self.words], self.deadline)

    def estimate_size(self, reader: Any) -> int:
        """At most as many as hold all the words."""
        return int(self._all().estimate_size(reader))

    def estimate_min_size(self, _reader: Any) -> int:
        """Perhaps none."""
        return 0

    def _all(self) -> Any:
        return ask.And([ask.Term(self.fieldname, word) for word in self.words])

    def _frequency(self, searcher: Any, word: str) -> int:
        return int(searcher.reader().doc_frequency(self.fieldname, word))


class _AdjacentMatcher(WrappingMatcher):  # type: ignore[misc]
    def __init__(self, both: Any, leaves: list[Any], deadline: float) -> None:
        super().__init__(both)
        self.leaves = leaves
        self.deadline = deadline
        self._looked = 0
        self._settle()

    def next(self) -> None:
        """Go to the next document."""
        self.child.next()
        self._settle()

    def skip_to(self, number: int) -> None:
        """Go to this document or the next after it."""
        self.child.skip_to(number)
        self._settle()

    def all_ids(self) -> Iterator[int]:
        """The documents from here on."""
        while self.is_active():
            yield self.id()
            self.next()

    def supports_block_quality(self) -> bool:
        """Not offered: nothing here is pruned."""
        return False

    def replace(self, _minquality: float = 0) -> "_AdjacentMatcher":
        """Itself: another child would stand elsewhere than the leaves."""
        return self

    def _settle(self) -> None:
        while self.child.is_active() and not self._adjacent():
            self.child.next()

    def _adjacent(self) -> bool:
        self._look_at_the_clock()
        starts = set(self.leaves[0].value_as("positions"))
        for step, leaf in enumerate(self.leaves):
            starts.intersection_update([at - step for at in leaf.value_as("positions")])
            if not starts:
                return False
        return True

    def _look_at_the_clock(self) -> None:
        self._looked += 1
        if self._looked % _CLOCK_EVERY == 0 and time.monotonic() > self.deadline:
            raise TimeLimit

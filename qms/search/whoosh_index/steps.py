"""The ranking: a ladder of plain queries, each filling what the ones before left free.

1 the code itself  2 the whole query in the title  3 all its words there  4 the whole query in
the text  5 all its words there. Where marks were typed, what is written with them comes first
on each rung; on 2 and 3 the first fifty are put in order by how exactly the title says it.

Nothing is pruned. The boosts one would rather write (AndMaybe, Or) make Whoosh's pruned top ten
wrong, and its pruning of a single word may even land on a deleted document.
"""

import time
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from whoosh import query as ask
from whoosh.collectors import TimeLimit, TopCollector

from qms.search.analysis import tokens
from qms.search.query import Query
from qms.search.whoosh_index.phrase import Adjacent
from qms.search.whoosh_index.readers import View

_WINDOW = 50  # titles re-ranked per step, whatever the page: pages then never overlap
_CLOCK_EVERY = 32  # matches between two looks at the clock
_STEP = 10_000.0
_CLOSER = 1_000.0


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: what is asked, and whether its hits have all the words in the title."""

    ask: Any
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A document number of the view with its rank value."""

    number: int
    score: float


class OutOfTimeError(Exception):
    """The time is up; `found` is what the steps had by then."""

    def __init__(self, found: list[Found]) -> None:
        super().__init__()
        self.found = found


def steps(query: Query, deadline: float) -> Iterator[Step]:
    """The rungs from the best to the widest."""
    if query.code:
        yield Step(ask.Term("code", query.code))
    if not query.terms:
        return
    quoted = [_run("text", phrase, deadline) for phrase in query.phrases]
    for field, in_title in (("name", True), ("text", False)):
        if len(query.whole) > 1:
            yield Step(_all([_run(field, query.whole, deadline), *quoted]), in_title)
        words = [ask.Term(field, word) for word in query.wanted]
        yield Step(_all(words + quoted), in_title)


def climb(view: View, query: Query, allowed: set[int], wanted: int, seconds: float) -> list[Found]:
    """The best `wanted` documents in order; raises OutOfTimeError with what was found."""
    deadline = time.monotonic() + seconds
    found: list[Found] = []
    try:
        allowed = allowed - _excluded(view, query, deadline)
        marked = view.holding("exact", query.exact) if query.exact else frozenset()
    except TimeLimit as limit:
        raise OutOfTimeError(found) from limit
    for rung, step in enumerate(steps(query, deadline)):
        if len(found) >= wanted or not allowed:
            break
        first = frozenset() if step.in_title else marked
        collector = _Collector(max(_WINDOW, wanted - len(found)), allowed, first, deadline)
        late = _ask(view, step, collector)
        page = _ranked(view, query, step, collector, base=_STEP * (10 - rung))
        found += page
        allowed = allowed.difference(hit.number for hit in page)
        if late:
            raise OutOfTimeError(found[:wanted])
    return found[:wanted]


def _all(parts: list[Any]) -> Any:
    return ask.And(parts) if len(parts) > 1 else parts[0]


def _run(field: str, words: tuple[str, ...], deadline: float) -> Any:
    return Adjacent(field, words, deadline) if len(words) > 1 else ask.Term(field, words[0])


def _excluded(view: View, query: Query, deadline: float) -> set[int]:
    """What holds an excluded word; taken away beforehand, so that no query needs a Not."""
    runs = (_run("text", words, deadline) for words in query.excluded)
    return {number for run in runs for number in view.searcher.docs_for_query(run)}


def _ask(view: View, step: Step, collector: "_Collector") -> bool:
    """Run one rung; True when the time ran out in it."""
    try:
        view.searcher.search_with_collector(step.ask, collector)
    except TimeLimit:
        return True
    return False


class _Collector(TopCollector):  # type: ignore[misc]
    """The best `limit` of the allowed documents, those of `first` before the others.

    Whoosh's TimeLimitCollector starts a thread per search or uses a signal of the main thread;
    its FilterCollector takes an empty set for "everything is allowed". Both are done here.
    """

    def __init__(self, limit: int, allowed: Set[int], first: Set[int], deadline: float) -> None:
        super().__init__(limit, usequality=False, replace=0)
        self.allowed = allowed
        self.first = first
        self.deadline = deadline

    def collect_matches(self) -> None:
        """Collect one segment; raises TimeLimit."""
        for count, number in enumerate(self.matches()):
            if count % _CLOCK_EVERY == 0 and time.monotonic() > self.deadline:
                raise TimeLimit
            if self.offset + number in self.allowed:
                self.collect(number)

    def _collect(self, global_docnum: int, score: float) -> Any:
        lift = _CLOSER if global_docnum in self.first else 0.0
        return super()._collect(global_docnum, min(score, _CLOSER - 1) + lift)

    def best(self) -> list[tuple[int, float]]:
        """Document numbers and scores, the best first; also after a TimeLimit."""
        return [(-negated, score) for score, negated in sorted(self.items, reverse=True)]


def _ranked(
    view: View, query: Query, step: Step, collector: _Collector, base: float
) -> list[Found]:
    found = [Found(number, base + score) for number, score in collector.best()]
    if not step.in_title:
        return found
    closer = [_closer(view, query, hit) for hit in found[:_WINDOW]]
    closer.sort(key=lambda hit: -hit.score)  # stable: equals keep their order
    return closer + found[_WINDOW:]


def _closer(view: View, query: Query, hit: Found) -> Found:
    """Lift a hit by how exactly its heading says what was typed."""
    heading = list(tokens(view.searcher.stored_fields(hit.number)["heading"]))
    written = {token.exact for token in heading}
    whole = tuple(token.term for token in heading if not token.is_code) == query.whole
    marks = bool(query.exact) and written.issuperset(query.exact)
    return Found(hit.number, hit.score + _CLOSER * (2 * marks + whole))

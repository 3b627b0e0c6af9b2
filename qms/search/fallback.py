"""Title and code from the database, for the time in which there is no index."""

from qms.search.analysis import code_key, tokens
from qms.search.query import Query


def matches_title(query: Query, code: str, title: str) -> bool:
    """Whether code and title hold what is asked, by the rules of the index; empty asks nothing."""
    if not query.terms:
        return False
    if query.code and query.code == code_key(code):
        return True
    places = [set(token.terms) for token in tokens(f"{code} {title}")]
    held = set().union(*places)
    return (
        held.issuperset(query.whole)
        and all(_adjacent(phrase, places) for phrase in query.phrases)
        and not any(_adjacent(words, places) for words in query.excluded)
    )


def _adjacent(words: tuple[str, ...], places: list[set[str]]) -> bool:
    starts = range(len(places) - len(words) + 1)
    return any(
        all(word in places[start + step] for step, word in enumerate(words)) for start in starts
    )

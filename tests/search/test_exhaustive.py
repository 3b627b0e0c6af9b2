"""The index against a brute-force reading of the same tokens: nothing missed, nothing made up."""

import random

import pytest

from qms.search import Filters, open_index, parse
from qms.search.analysis import tokens
from tests.search.samples import NOW, doc, number

SYLLABLES = ("đất", "đạt", "nước", "thu", "hồi", "giá", "gia", "QT-05", "30/2020/NĐ-CP", "qt", "5")
DOCS = 250


@pytest.fixture(scope="module")
def corpus():
    """Short bodies of few syllables, so that phrases repeat, overlap and nearly match."""
    chance = random.Random(11)
    return [" ".join(chance.choices(SYLLABLES, k=chance.randint(1, 25))) for _ in range(DOCS)]


@pytest.fixture(scope="module")
def index(corpus, tmp_path_factory):
    """The corpus in several segments, with deletions."""
    made = open_index(tmp_path_factory.mktemp("exhaustive") / "index")
    made.rebuild(doc(n, "tên", body) for n, body in enumerate(corpus[:200]))
    for start in range(200, DOCS, 5):
        made.upsert(doc(n, "tên", corpus[n]) for n in range(start, start + 5))
    made.upsert(doc(n, "tên", corpus[n]) for n in range(0, 200, 13))
    return made


def holds(places, phrase):
    return any(
        all(word in place for word, place in zip(phrase, places[start:], strict=False))
        for start in range(len(places) - len(phrase) + 1)
    )


def expected(corpus, query):
    found = set()
    for n, body in enumerate(corpus):
        places = [set(token.terms) for token in tokens(body)]
        words = {word for place in places for word in place}
        wanted = words.issuperset(query.whole) and all(holds(places, p) for p in query.phrases)
        if wanted and not any(holds(places, p) for p in query.excluded):
            found.add(number(n))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_words_phrases_and_exclusions_find_exactly_what_is_there(corpus, index, seed):
    chance = random.Random(seed)
    words = chance.choices(SYLLABLES, k=chance.randint(1, 4))
    text = " ".join(words)
    if seed % 3:
        text = f'"{text}" ' + " ".join(chance.choices(SYLLABLES, k=seed % 2))
    if seed % 5 == 0:
        text += ' -"' + " ".join(chance.choices(SYLLABLES, k=2)) + '"'
    query = parse(text)
    hits = index.search(query, Filters(NOW), limit=DOCS)
    by_code = {number(n) for n in range(DOCS) if query.code and str(n) == query.code}
    assert {hit.id for hit in hits} == expected(corpus, query) | by_code
    assert len(hits) == len({hit.id for hit in hits})

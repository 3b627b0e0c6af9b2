"""The small query language."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.errors import Invalid, QmsError
from qms.search import matches_title, parse
from qms.search.query import LONGEST_QUERY, MOST_TERMS

pytestmark = pytest.mark.unit


def test_words_are_all_required_and_keep_their_order():
    query = parse("thu hồi đất thu")
    assert query.whole == ("thu", "hoi", "dat", "thu")
    assert query.wanted == ("thu", "hoi", "dat")
    assert query.exact == ("hồi", "đất")


def test_typed_without_marks_there_are_no_exact_forms():
    assert parse("thu hoi dat").exact == ()


def test_quoted_words_are_a_phrase_and_required():
    query = parse("cấp “giấy phép” 'nước'")
    assert query.phrases == (("giay", "phep"),)
    assert query.whole == ("cap", "giay", "phep", "nuoc")


def test_a_minus_before_a_word_excludes_it():
    query = parse('đất -nước -"khoáng sản" -QT-05')
    assert query.whole == ("dat",)
    assert query.excluded == (("nuoc",), ("khoang", "san"), ("qt_5",))


@pytest.mark.parametrize(
    "text", ["thu - hồi", "thu- hồi", "thu-hồi", "thu \u2013hồi", "thu -- hồi"]
)
def test_a_dash_that_is_no_minus_only_separates(text):
    query = parse(text)
    assert query.whole == ("thu", "hoi")
    assert not query.excluded


@pytest.mark.parametrize("text", ['"thu hồi', 'thu" hồi', '""thu hồi""'])
def test_a_lone_quotation_mark_only_separates(text):
    query = parse(text)
    assert query.whole == ("thu", "hoi")
    assert not query.phrases


@pytest.mark.parametrize(
    "text", ["thu*", "thu~", "thu?", "[thu", "thu^5", "title:thu", "thu OR thu", "NOT thu", "{thu}"]
)
def test_signs_of_other_query_languages_have_no_meaning(text):
    query = parse(text)
    assert "thu" in query.whole
    assert not query.phrases
    assert not query.excluded
    assert all(term.isalnum() for term in query.whole)


@pytest.mark.parametrize("text", ["", "   ", "*", "???", '""', "-", "- -", "\x00", "\ud800"])
def test_a_query_without_words_asks_nothing(text):
    query = parse(text)
    assert not query.terms
    assert query.code is None


@pytest.mark.parametrize("text", ["QT-05", "qt05", "qt 05", " QT.5 "])
def test_the_whole_query_may_be_a_code(text):
    assert parse(text).code == "qt_5"


@pytest.mark.parametrize("text", ["thu hồi đất", "2025", "đất -QT-05"])
def test_other_queries_are_no_code(text):
    assert parse(text).code is None


def test_a_query_in_nfd_is_the_query_in_nfc():
    text = 'thủ tục "hòa giải" -đất'
    assert parse(normalize("NFD", text)) == parse(text)


def test_a_query_that_is_too_long_is_refused_with_the_limit():
    parse("a" * LONGEST_QUERY)
    with pytest.raises(Invalid) as refused:
        parse("a" * (LONGEST_QUERY + 1))
    assert refused.value.code == "SEARCH-TOO-LONG"
    assert refused.value.parameters == {"most": LONGEST_QUERY}


def test_a_query_with_too_many_different_words_is_refused():
    words = [f"x{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"[: MOST_TERMS + 1]]
    parse(" ".join(words[1:] + words[1:]))
    with pytest.raises(Invalid) as refused:
        parse(" ".join(words[:2]) + " -" + " -".join(words[2:]))
    assert refused.value.code == "SEARCH-TOO-MANY-TERMS"


@given(st.text())
def test_parsing_raises_nothing_but_our_own_errors(text):
    try:
        query = parse(text)
    except QmsError:
        return
    assert len(query.wanted) <= MOST_TERMS
    matches_title(query, "QT-05", text)


@given(st.text(alphabet='ab05 -"*?[]~:^()\u2011\u201c', max_size=60))
def test_parsing_any_mixture_of_signs_raises_nothing_but_our_own_errors(text):
    try:
        parse(text)
    except QmsError:
        return


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("kiem soat", True),
        ("QT-01", True),
        ("qt01", True),
        ('"tai lieu"', True),
        ('"lieu tai"', False),
        ("kiem soat ho so", False),
        ("kiem soat -tai", False),
        ("", False),
        ("-dat", False),
    ],
)
def test_the_title_in_the_database_is_matched_by_the_same_rules(query, matches):
    assert matches_title(parse(query), "QT-01", "Kiểm soát tài liệu") is matches

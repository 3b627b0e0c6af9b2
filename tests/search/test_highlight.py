"""The piece of the body that shows why it was found."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.errors import QmsError
from qms.search import parse, snippet

pytestmark = pytest.mark.unit

BODY = (
    "Quy trình này áp dụng cho các phòng. " * 20
    + "Ủy ban nhân dân tỉnh quyết định thu hồi đất theo QT-05 và Nghị định 30/2020/NĐ-CP. "
    + "Đất được thu lại nhiều lần. " * 40
)


def hits(body, query, width=240):
    return [part.text for part in snippet(body, parse(query), width) if part.hit]


def text(body, query, width=240):
    return "".join(part.text for part in snippet(body, parse(query), width))


def test_what_is_marked_is_the_original_text():
    assert hits(BODY, "thu hoi dat")[0] == "thu hồi đất"
    assert hits(BODY, "UY BAN")[0] == "Ủy ban"


def test_the_whole_query_is_shown_before_scattered_words():
    assert "quyết định thu hồi đất theo" in text("Đất. Hồi. Thu. " * 30 + BODY, "thu hồi đất")


def test_scattered_words_are_shown_where_most_of_them_are():
    assert set(hits(BODY, "đất quyết tỉnh")) >= {"tỉnh", "quyết", "đất"}


@pytest.mark.parametrize("query", ["qt5", "QT-05", "qt 05"])
def test_a_code_is_marked_however_it_was_typed(query):
    assert hits(BODY, query) == ["QT-05"]


def test_part_of_a_code_and_i_for_y_are_marked():
    assert hits(BODY, "30/2020") == ["30/2020"]
    assert hits("Công tác quản lý đất", "quản lí") == ["quản lý"]


def test_part_of_a_word_is_not_marked():
    assert hits("quan trọng, quá", "qua") == ["quá"]


def test_without_a_match_it_is_the_beginning():
    assert text(BODY, "xyz").startswith("Quy trình này")
    assert hits(BODY, "xyz") == []
    assert text(BODY, "").startswith("Quy trình này")


def test_a_body_in_nfd_is_shown_in_nfc():
    assert hits(normalize("NFD", BODY), "thu hồi")[0] == "thu hồi"


def test_it_is_about_as_wide_as_asked_and_ends_at_words():
    shown = text(BODY, "thu hồi đất", width=100)
    assert 60 < len(shown) <= 130
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert all(word in BODY for word in shown.strip("… ").split())


def test_an_empty_body_shows_nothing():
    assert snippet("", parse("đất")) == []


def test_a_very_long_body_takes_no_time():
    assert len(text("đất đai " * 200_000, "đất đai")) < 300
    assert len(text("0" * 1_000_000, "qt 0")) < 300
    assert len(text("thu" + " " * 500_000, "thu hoi")) < 300


@given(st.text(), st.text(max_size=60), st.integers(20, 300))
def test_any_body_and_any_query_give_pieces_of_the_body(body, asked, width):
    try:
        query = parse(asked)
    except QmsError:
        return
    shown = snippet(body, query, width)
    assert all(part.text for part in shown)
    squeezed = "".join(normalize("NFC", body).split())
    for part in shown:
        assert "".join(part.text.strip("… ").split()) in squeezed


@given(st.lists(st.sampled_from(["đất", "đai", "thu", "hồi", "giá", "\n", ", "]), max_size=200))
def test_a_body_that_holds_the_word_always_shows_it(words):
    body = " ".join(words)
    assert bool(hits(body, "hồi", width=80)) == ("hồi" in words)

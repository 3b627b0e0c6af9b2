"""The analyser: what is one word, what is one code, what is equal to what."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.search.analysis import LONGEST_TERM, code_key, code_pieces, tokens
from qms.search.folding import exact, fold, nfc
from qms.search.query import parse
from tests.search.samples import CASES, TEXTS

pytestmark = pytest.mark.unit


def held(text):
    return {term for token in tokens(text) for term in token.terms}


@pytest.mark.parametrize(("query", "found"), CASES)
def test_the_acceptance_cases_hold_in_the_analyser(query, found):
    wanted = set(parse(query).whole)
    assert wanted
    assert "".join(name for name, text in TEXTS.items() if wanted <= held(text)) == found


def test_there_are_twenty_seven_acceptance_cases():
    assert len(CASES) == 27


@given(st.text())
def test_folding_keeps_the_length_of_the_nfc_text(text):
    assert len(fold(text)) == len(nfc(text))


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_unicode_form_makes_no_difference(form):
    text = "Sở Tài nguyên và Môi trường: Đường Nguyễn Huệ, thửa đất số 5"
    assert list(tokens(normalize(form, text))) == list(tokens(text))


@pytest.mark.parametrize("text", ["đất", "Đất", "ĐẤT", "dat", "ðất", "DAT", "\uff24\uff21\uff34"])
def test_every_way_to_write_a_word_folds_alike(text):
    assert fold(text) == "dat"


@pytest.mark.parametrize(
    ("newer", "older"),
    [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("HOÀ", "hòa"), ("uỷ", "ủy")],
)
def test_the_place_of_the_tone_mark_is_no_difference(newer, older):
    assert exact(newer) == exact(older) == older


@pytest.mark.parametrize("word", ["quý", "hoàn", "toán", "quỳ", "đất"])
def test_marks_that_have_one_place_stay_there(word):
    assert exact(word) == word


@pytest.mark.parametrize(
    ("one", "other"), [("kỹ", "kĩ"), ("lý", "lí"), ("quý", "quí"), ("ty", "ti")]
)
def test_i_and_y_after_a_consonant_are_one_word(one, other):
    assert held(one) == held(other)


def test_y_in_a_diphthong_stays():
    assert held("thúy máy huy") == {"thuy", "may", "huy"}


@pytest.mark.parametrize(
    "code", ["QT-05", "qt05", "QT.5", "qt\u201105", "Qt_05", "QT 05", "qt/005"]
)
def test_one_code_has_one_key_however_it_is_written(code):
    assert code_key(code) == "qt_5"


def test_a_code_is_one_token_with_its_prefixes_and_parts_at_one_place():
    token, after = tokens("30/2020/NĐ-CP ngày")
    assert token.term == "30_2020_nd_cp"
    assert {"30_2020", "30", "2020", "nd", "cp"} <= set(token.also)
    assert (token.position, after.position) == (0, 1)


def test_a_number_or_a_joined_word_is_no_code():
    assert not code_pieces("2025")
    assert not code_pieces("nd-cp")
    assert held("NĐ-CP và/hoặc 05") == {"nd", "cp", "va", "hoac", "05"}


def test_a_word_without_marks_has_no_exact_form():
    assert [token.exact for token in tokens("ban hành")] == [None, "hành"]


def test_nothing_is_a_stop_word():
    assert held("to the an can a y") == {"to", "the", "an", "can", "a", "y"}


@given(st.text())
def test_tokens_point_to_their_place_in_the_text(text):
    original = nfc(text)
    for token in tokens(text):
        assert fold(original)[token.start : token.end] == fold(original[token.start : token.end])
        assert token.start < token.end <= len(original)
        assert all(0 < len(term) <= LONGEST_TERM for term in token.terms)


def test_a_line_of_a_hundred_joined_codes_stays_small():
    assert len(held("-".join(f"a{n}" for n in range(100)))) <= 200

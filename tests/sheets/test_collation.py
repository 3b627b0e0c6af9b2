"""The Vietnamese order of words is that of ICU on the sample, and an order at all."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qms.collation import ALPHABET, person_key, vi_key

SAMPLE = "a à ả ã á ạ an ăn ân Ba Da Dy Đa Ea o ô ơ u ư".split()  # noqa: SIM905
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
LETTERS = st.sampled_from("aàăằâbcdđeêghikoôơuưy ABĐÂ")
WORDS = st.text(LETTERS | st.characters(codec="utf-8"), max_size=12)


@given(st.permutations(SAMPLE))
def test_the_sample_comes_into_the_order_of_icu(mixed: list[str]):
    assert sorted(mixed, key=vi_key) == SAMPLE


@given(st.permutations(TONES))
def test_tones_stand_in_their_order(mixed: list[str]):
    assert sorted(mixed, key=vi_key) == TONES


def test_the_alphabet_is_in_its_own_order():
    assert sorted(ALPHABET, key=vi_key) == list(ALPHABET)


def test_letters_weigh_more_than_tones():
    assert sorted(["mạ", "mam", "má nan", "ma"], key=vi_key) == ["ma", "mạ", "má nan", "mam"]


def test_digits_stand_before_letters():
    assert sorted(["Đất", "2 năm", "An"], key=vi_key) == ["2 năm", "An", "Đất"]


@given(WORDS)
def test_the_way_of_writing_letters_makes_no_difference(word: str):
    assert vi_key(unicodedata.normalize("NFD", word)) == vi_key(unicodedata.normalize("NFC", word))


@given(st.lists(WORDS, max_size=6))
def test_any_words_can_be_put_in_one_order(words: list[str]):
    ordered = sorted(words, key=vi_key)
    assert list(map(vi_key, ordered)) == sorted(map(vi_key, words[::-1]))


def test_names_go_by_the_given_name_then_by_the_family():
    names = ["Trần Văn Đạt", "Nguyễn An", "Lê Thị An", "Nguyễn Bảo An", "Vũ Dung", "Đỗ An"]
    assert sorted(names, key=person_key) == [
        "Đỗ An",
        "Lê Thị An",
        "Nguyễn An",
        "Nguyễn Bảo An",
        "Vũ Dung",
        "Trần Văn Đạt",
    ]
    assert person_key("") == person_key("  ")

"""Codes and numbers: one code in all its spellings, numbers that only rise."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qms.documents.rules.numbering import (
    Step,
    canonical_code,
    check_code,
    next_number,
    number_text,
    sort_code,
)
from qms.errors import Invalid

pytestmark = pytest.mark.unit
LETTERS = st.text("ABĐÔƯQTMGabđôưqtmg", min_size=1, max_size=4)
NUMBERS = st.integers(0, 99999)
PARTS = st.lists(st.tuples(LETTERS, NUMBERS), min_size=1, max_size=3)
SEPARATORS = st.sampled_from(["", "-", ".", "/", "_", ":"])


@given(PARTS, SEPARATORS, SEPARATORS, st.booleans(), st.integers(0, 3))
def test_every_spelling_is_the_same_code(parts, one, other, upper, zeros) -> None:
    def spelled(separator: str, width: int) -> str:
        return separator.join(
            f"{letters}{separator}{number:0{width}d}" for letters, number in parts
        )

    first = spelled(one, 1)
    second = spelled(other or "-", 1 + zeros)
    second = second.upper() if upper else second.lower()
    if one:
        assert canonical_code(first) == canonical_code(second)
    assert canonical_code(unicodedata.normalize("NFD", first)) == canonical_code(first)


@given(st.text(max_size=40))
@example("QT-05")
@example("ß1" * 20)
@example("İ1")
def test_the_canonical_form_of_a_canonical_form_is_itself_and_fits(text: str) -> None:
    try:
        code = check_code(text)
    except Invalid:
        return
    canonical = canonical_code(code)
    assert canonical
    assert canonical_code(canonical) == canonical
    assert len(canonical) <= 80
    assert len(sort_code(code)) <= 250
    assert check_code(code) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [("QT-05", "QT-5Đ"), ("QD-01", "QĐ-01"), ("QT-05", "QT-50"), ("QT-1-1", "QT-11"),
     ("QT-O5", "QT-05"), ("BM-01-QT-05", "BM-01-QT-06")],
)  # fmt: skip
def test_different_codes_stay_different(one: str, other: str) -> None:
    assert canonical_code(one) != canonical_code(other)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "...", "05-QT?", "QT 05", "QT\u200b-05", "QT-05\u202e", "QT-05\n1", "A" * 41,
     "QT-０５", "ＱＴ-05", "QT-٠٥", "QT-5²", "QT-Ⅴ1", "ﬃ1" * 20],
)  # fmt: skip
def test_what_only_looks_like_a_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="DOCUMENT-CODE"):
        check_code(text)


@given(st.lists(NUMBERS, min_size=2, max_size=8))
def test_codes_are_sorted_as_people_count(numbers: list[int]) -> None:
    codes = [f"QT-{number}" for number in numbers]
    assert [int(one[3:]) for one in sorted(codes, key=sort_code)] == sorted(numbers)


@given(st.lists(st.sampled_from(Step), min_size=1, max_size=12))
def test_numbers_only_rise_and_begin_with_one_and_nought(steps: list[Step]) -> None:
    numbers = [next_number(None, steps[0])]
    for step in steps:
        numbers.append(next_number(numbers[-1], step))
    assert numbers[0] == (1, 0)
    assert numbers == sorted(set(numbers))
    assert all(revision == 0 for (edition, revision), step in zip(numbers[1:], steps, strict=True)
               if step is Step.NEW_EDITION)  # fmt: skip


def test_numbers_are_printed_with_two_digits_each() -> None:
    assert number_text(2, 0) == "02/00"
    assert number_text(10, 123) == "10/123"

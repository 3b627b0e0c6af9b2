"""Words changed without Word: what changes, and that nothing else does."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qms import word
from qms.errors import Invalid

SET = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"
LAND = (SET / "QT-DD-01.docx").read_bytes()
CHANGED = {"trả lại VPĐK nếu thiếu căn cứ.": "trả lại VPĐK, nêu rõ căn cứ."}
ADDED = {"Hồ sơ không đủ điều kiện": "Hồ sơ nộp trùng được trả lại ngay."}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_words_are_changed_and_a_paragraph_follows():
    text = word.read_text(word.reworded(LAND, CHANGED, ADDED)).text
    assert "trả lại VPĐK, nêu rõ căn cứ." in text
    assert "nếu thiếu căn cứ" not in text
    assert "\nHồ sơ nộp trùng được trả lại ngay." in text


def test_other_parts_stay_as_they_are_and_the_guard_takes_the_file():
    data = word.reworded(LAND, CHANGED, ADDED)
    before, after = parts(LAND), parts(data)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert word.guard(data).strippable == ()


def test_words_that_are_not_in_the_file_are_named():
    with pytest.raises(Invalid) as caught:
        word.reworded(LAND, {"không có đoạn này": "x"}, {})
    assert caught.value.code == "WORD-PASSAGE-MISSING"

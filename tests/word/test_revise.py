"""An amendment made without Word: what changes, and that nothing else does."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from qms import word
from qms.errors import Invalid

SET = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"
LAND = (SET / "QT-DD-01.docx").read_bytes()
TITLE = "Đăng ký đất đai, cấp Giấy chứng nhận quyền sử dụng đất lần đầu"
CHANGE = word.Amendment(
    edition=1,
    revision=3,
    issued_on=date(2026, 2, 5),
    request="03/2026-QLĐĐ",
    place="Mục 5.7",
    description="Rút ngắn bước thẩm tra.",
    reworded={"trả lại VPĐK nếu thiếu căn cứ.": "trả lại VPĐK, nêu rõ căn cứ."},
    added={"Hồ sơ không đủ điều kiện": "Hồ sơ nộp trùng được trả lại ngay."},
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cover_and_running_header_state_the_new_numbers():
    content = word.read_text(word.amended(LAND, CHANGE))
    assert word.mismatches(content, code="QT-ĐĐ-01", title=TITLE, edition=1, revision=3) == ()
    assert "Ngày ban hành: 05/02/2026" in content.text


def test_the_amendment_log_gets_a_line():
    lines = word.read_text(word.amended(LAND, CHANGE)).text.split("\n")
    at = lines.index("03/2026-QLĐĐ")
    assert lines[at : at + 5] == [
        "03/2026-QLĐĐ",
        "Mục 5.7",
        "Rút ngắn bước thẩm tra.",
        "01/03",
        "05/02/2026",
    ]


def test_a_full_amendment_log_grows_by_a_row():
    data = LAND
    for number in range(3, 9):
        change = word.Amendment(
            1, number, date(2026, 2, number), "Đề nghị", "Mục 5", f"Sửa {number}"
        )
        data = word.amended(data, change)
    lines = word.read_text(data).text.split("\n")
    assert [line for line in lines if line.startswith("Sửa ")] == [f"Sửa {n}" for n in range(3, 9)]
    word.guard(data)


def test_words_are_changed_and_a_paragraph_follows():
    text = word.read_text(word.amended(LAND, CHANGE)).text
    assert "trả lại VPĐK, nêu rõ căn cứ." in text
    assert "nếu thiếu căn cứ" not in text
    assert "\nHồ sơ nộp trùng được trả lại ngay." in text


def test_other_parts_stay_as_they_are_and_the_guard_takes_the_file():
    before, after = parts(LAND), parts(word.amended(LAND, CHANGE))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/header1.xml"}
    assert word.guard(word.amended(LAND, CHANGE)).strippable == ()


def test_words_that_are_not_in_the_file_are_named():
    change = word.Amendment(1, 3, date(2026, 2, 5), reworded={"không có đoạn này": "x"})
    with pytest.raises(Invalid) as caught:
        word.amended(LAND, change)
    assert caught.value.code == "WORD-PASSAGE-MISSING"

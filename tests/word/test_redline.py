"""Two Word files compared: paragraphs, words, table rows, moves; and the same for Word."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.word.redline import (
    Kind,
    LogWords,
    Sign,
    compare,
    propose_log_line,
)
from qms.word.redline.align import alike, matches
from qms.word.redline.words import count_words, differ
from tests.word.build import small

SAMPLES = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"
MODEL = ["QT-01.docx", "QT-05.docx", "BM-01-QT-05.docx", "CSCL-01.docx"]
WORDS = LogWords(
    replaced="sửa “{old}” thành “{new}”",
    inserted="bổ sung “{new}”",
    deleted="bỏ “{old}”",
    added="bổ sung đoạn “{new}”",
    removed="bỏ đoạn “{new}”",
    moved="chuyển vị trí đoạn “{new}”",
    several="sửa {count} đoạn",
    new_heading="bổ sung mục “{new}”",
    no_heading="Phần đầu",
    more="và {count} mục khác",
    picture="(hình)",
)
TEXT = "Phòng Quản lý đất đai tiếp nhận, kiểm tra hồ sơ và trả kết quả trong {} ngày làm việc."


def file(*texts: str, table: list[list[str]] | None = None) -> bytes:
    made = docx.Document()
    for text in texts:
        if text.startswith("#"):
            made.add_heading(text[1:].strip(), 1)
        else:
            made.add_paragraph(text)
    if table:
        grid = made.add_table(len(table), len(table[0]))
        for row, values in zip(grid.rows, table, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def told(lines) -> list[tuple[Kind, str]]:
    return [
        (line.kind, " | ".join(line.old if line.kind is Kind.REMOVED else line.new))
        for line in lines
        if line.kind is not Kind.SAME
    ]


# Words


def test_a_changed_number_is_one_word_out_and_one_word_in() -> None:
    pieces = differ("trong 03 ngày làm việc", "trong 05 ngày làm việc")
    assert [(one.sign, one.text) for one in pieces] == [
        (Sign.SAME, "trong "),
        (Sign.REMOVED, "03"),
        (Sign.ADDED, "05"),
        (Sign.SAME, " ngày làm việc"),
    ]


def test_neighbouring_changes_are_one_change() -> None:
    signs = [one.sign for one in differ("a một hai b", "a ba bốn b")]
    assert signs == [Sign.SAME, Sign.REMOVED, Sign.ADDED, Sign.SAME]


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_pieces_always_give_back_both_texts(old: str, new: str) -> None:
    pieces = differ(old, new)
    assert "".join(one.text for one in pieces if one.sign is not Sign.ADDED) == old
    assert "".join(one.text for one in pieces if one.sign is not Sign.REMOVED) == new


@given(
    st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcde"), max_size=40)
)
@settings(max_examples=150, deadline=None)
def test_matches_rise_on_both_sides_and_are_equal(old: list[str], new: list[str]) -> None:
    pairs = matches(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(pairs, pairs[1:], strict=False))


def test_many_equal_items_and_a_large_gap_cost_little() -> None:
    assert len(matches(["x"] * 20_000, ["x"] * 19_000)) == 19_000
    matches(["x", "y"] * 10_000, ["y", "z", "x"] * 7_000)
    old = [count_words(f"dòng số {one} của bảng") for one in range(1500)]
    assert len(alike(old, old)) == 1500


# Paragraphs, rows, moves


def test_paragraphs_are_added_removed_and_changed_under_their_headings() -> None:
    old = file(
        "# 1. Mục đích", TEXT.format("03"), "Bỏ hẳn đoạn này vì không còn căn cứ.", "# 2. Cuối"
    )
    new = file("# 1. Mục đích", TEXT.format("05"), "# 2. Cuối", "Thêm một đoạn mới ở cuối văn bản.")
    found = compare(old, new)
    assert [(one.kind, one.heading) for one in found.lines if one.kind is not Kind.SAME] == [
        (Kind.CHANGED, "1. Mục đích"),
        (Kind.REMOVED, "1. Mục đích"),
        (Kind.ADDED, "2. Cuối"),
    ]
    assert (found.summary.added, found.summary.removed, found.summary.changed) == (1, 1, 1)
    assert found.summary.headings == ("1. Mục đích", "2. Cuối")


def test_a_paragraph_in_another_place_is_moved_not_removed_and_added() -> None:
    moved = "Văn thư đăng ký văn bản đến vào sổ trong ngày làm việc."
    others = [TEXT.format(number) for number in ("một", "hai", "ba")]
    found = compare(file(moved, *others), file(*others, moved))
    assert [kind for kind, _ in told(found.lines)] == [Kind.MOVED_AWAY, Kind.MOVED_HERE]
    assert (found.summary.moved, found.summary.total) == (1, 1)


def test_a_row_and_a_cell_of_a_table_are_told_apart() -> None:
    head = ["TT", "Bước", "Thời hạn"]
    rows = [["1", "Tiếp nhận hồ sơ", "01 ngày"], ["2", "Thẩm định hồ sơ", "10 ngày"]]
    newer = [rows[0], ["2", "Thẩm định hồ sơ", "07 ngày"], ["3", "Trả kết quả", "01 ngày"]]
    found = compare(file("Bảng", table=[head, *rows]), file("Bảng", table=[head, *newer]))
    changed, added = (one for one in found.lines if one.kind is not Kind.SAME)
    assert changed.row
    assert [one.sign for one in changed.cells[2]] == [Sign.REMOVED, Sign.ADDED, Sign.SAME]
    assert added.new == ("3", "Trả kết quả", "01 ngày")


def test_a_new_column_does_not_shift_the_cells_after_it() -> None:
    old = [["TT", "Bước", "Thời hạn"], ["1", "Tiếp nhận hồ sơ", "01 ngày"]]
    new = [
        ["TT", "Bước", "Đơn vị", "Thời hạn"],
        ["1", "Tiếp nhận hồ sơ", "Bộ phận một cửa", "01 ngày"],
    ]
    found = compare(file("Bảng", table=old), file("Bảng", table=new))
    row = found.lines[-1]
    assert [[piece.sign for piece in cell] for cell in row.cells] == [
        [Sign.SAME], [Sign.SAME], [Sign.ADDED], [Sign.SAME],
    ]  # fmt: skip


def test_cover_log_and_header_are_told_apart_from_the_body() -> None:
    log = ["Yêu cầu", "Mô tả nội dung sửa đổi", "Lần ban hành / Lần sửa đổi"]
    old = file("Mã hiệu: QT-05", "Lần ban hành: 01", TEXT, table=[log, ["", "", ""]])
    new = file("Mã hiệu: QT-05", "Lần ban hành: 02", TEXT, table=[log, ["1", "Sửa mục 5", "01/01"]])
    found = compare(old, new)
    assert found.summary.total == 0
    kinds = {kind for kind, _ in told(found.front)}
    assert kinds <= {Kind.CHANGED, Kind.ADDED, Kind.REMOVED}
    assert len(found.front) >= 2
    assert not found.same


def test_another_picture_is_another_text() -> None:
    from tests.word.build import PIXEL

    def pictured(data: bytes) -> bytes:
        made = docx.Document()
        made.add_paragraph(TEXT)
        made.add_picture(io.BytesIO(data))
        stream = io.BytesIO()
        made.save(stream)
        return stream.getvalue()

    other = PIXEL + b"\0"
    assert compare(pictured(PIXEL), pictured(PIXEL)).same
    assert compare(pictured(PIXEL), pictured(other)).summary.total >= 1


@pytest.mark.parametrize("name", MODEL)
def test_a_file_is_the_same_as_itself(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    found = compare(data, data)
    assert found.same
    assert found.shared == 1.0
    assert not found.unrelated


def test_two_different_documents_are_unrelated() -> None:
    old = file(*(f"{TEXT.format(number)} Đoạn {number}" for number in range(9)))
    new = file(*(" ".join(f"khác{number}x{step}" for step in range(9)) for number in range(9)))
    assert compare(old, new).unrelated
    assert not compare(old, file("Ngắn")).unrelated


def test_text_boxes_notes_and_spaces_do_not_lie() -> None:
    old = small('<w:p><w:r><w:t xml:space="preserve">một  hai</w:t></w:r></w:p>')
    new = small("<w:p><w:r><w:t>một hai</w:t></w:r></w:p>")
    assert compare(old, new).same


# The log line


def test_the_log_line_quotes_what_is_short_and_counts_what_is_not() -> None:
    old = file("# 5.3. Thời hạn", TEXT.format("03"), "# 6. Hồ sơ", "Lưu hồ sơ tại Văn phòng Sở.")
    new = file(
        "# 5.3. Thời hạn",
        TEXT.format("05"),
        "# 6. Hồ sơ",
        "Lưu hồ sơ tại Văn phòng Sở.",
        "# 7. Mới",
    )
    place, summary = propose_log_line(compare(old, new), WORDS)
    assert place == "5.3; 7"
    assert summary == "5.3. Thời hạn: sửa “03” thành “05”; bổ sung mục “7. Mới”"


def test_the_log_line_of_equal_files_is_empty() -> None:
    assert propose_log_line(compare(file(TEXT), file(TEXT)), WORDS) == ("", "")

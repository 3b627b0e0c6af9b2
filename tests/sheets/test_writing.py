"""Whatever stands in a cell is shown, never calculated; nothing is cut without a word."""

import csv
from datetime import date
from io import BytesIO, StringIO

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qms.listing import Column, Listing, Signer, printable
from qms.sheets import csv_bytes, listing_xlsx, plain_xlsx, safe_text
from qms.word import guard, listing_docx

WORDS = {"page": "Trang", "of": "/", "empty": "(không có)", "cut": "[đã cắt]"}
ANY = st.text(st.characters(codec=None), max_size=30)


def a_listing(*rows: tuple) -> Listing:
    return Listing(
        "SỞ MẪU",
        "UBND TỈNH MẪU",
        "Mẫu Sơn, ngày 05 tháng 02 năm 2026",
        ("", ""),
        "DANH MỤC",
        "Tính đến ngày 05/02/2026",
        "",
        (Column("TT", 4), Column("Tên", 40), Column("Ngày", 10, "Ngày của", centred=True)),
        rows,
        "",
        (Signer("NGƯỜI LẬP", "(Ký)"),),
        WORDS,
    )


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_text_in_the_spreadsheet_and_in_word(text: str):
    listing = a_listing((1, text, date(2026, 2, 5)))
    sheet = load_workbook(BytesIO(listing_xlsx(listing))).active
    found = [cell for row in sheet.iter_rows() for cell in row if cell.column == 2]
    assert all(cell.data_type in {"s", "n", "inlineStr"} for cell in found)  # n: an empty cell
    assert docx.Document(BytesIO(listing_docx(listing))).tables[1].rows[2].cells[0].text == "1"


@given(ANY)
def test_no_csv_cell_begins_as_a_formula(text: str):
    data = csv_bytes(["a"], [(text,)]).decode("utf-8-sig")
    (cell,) = list(csv.reader(StringIO(data, newline="")))[1] or [""]
    assert cell[:1] not in set("=+-@\t\r|＝＋－＠")


def test_numbers_and_days_are_not_disarmed():
    assert csv_bytes(["a"], [(-5,), (date(2026, 2, 5),)]).decode().splitlines()[1:] == [
        "-5",
        "05/02/2026",
    ]
    assert safe_text("-5") == "'-5"
    assert safe_text(" =1") == "' =1"


def test_a_text_too_long_for_a_cell_says_that_it_was_cut():
    long = "x" * 40_000
    sheet = load_workbook(BytesIO(listing_xlsx(a_listing((1, long, None))))).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any(text.endswith("[đã cắt]") and len(text) < 32_767 for text in texts)
    whole = docx.Document(BytesIO(listing_docx(a_listing((1, long, None)))))
    assert whole.tables[1].rows[2].cells[1].text == long


def test_control_characters_are_left_out():
    assert printable("a\x00b\x0bc\x85d\ud800e\ufffef\r\ng\th") == "abcdef\ng\th"


def test_a_list_in_word_passes_our_own_intake():
    report = guard(listing_docx(a_listing((1, "Tên\nhai dòng", date(2026, 2, 5)))))
    assert report.strippable == ()


def test_columns_with_one_heading_stand_below_it():
    table = docx.Document(BytesIO(listing_docx(a_listing((1, "a", None))))).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Tên", "Ngày của"]
    assert table.rows[1].cells[2].text == "Ngày"
    sheet = load_workbook(BytesIO(listing_xlsx(a_listing((1, "a", None))))).active
    assert any("C" in str(one) for one in sheet.merged_cells.ranges)


def test_a_bare_table_begins_with_its_headings():
    data = plain_xlsx("Bảng", (Column("Dòng", 8), Column("Lỗi", 30)), [(1, "=x")])
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert rows == [("Dòng", "Lỗi"), (1, "=x")]

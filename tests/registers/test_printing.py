"""Registers on paper: the official columns, as of any day, of the filter, safe for spreadsheets."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import docx
import pytest
from openpyxl import load_workbook

from qms.distribution import acts as distribution
from qms.distribution.rules import RecipientKind
from qms.distribution.schemas import NewRecipient
from qms.documents.model import Document
from qms.documents.queries.register import Show
from qms.documents.rules.permissions import Visibility
from qms.people.rules import Role
from qms.registers.printing import Form, make_listing, print_register
from qms.registers.queries.asked import Asked, Order
from qms.registers.queries.catalogue import REGISTERS
from qms.registers.wording import columns, place_line, words
from tests.registers.wizard import refusal_of
from tests.support.cast import Cast, issued, ready, register

OFFICIAL = [
    "TT",
    "Tên tài liệu",
    "Mã hiệu",
    "Lần ban hành/\nsửa đổi",
    "Ban hành",
    "Hiệu lực",
    "Đơn vị phụ trách",
    "Nơi phân phối",
    "Ghi chú",
]


def listed(cast: Cast, login: str = "giang", name: str = "internal", **asked: object):
    return make_listing(cast.service, cast.actor(login), name, Asked(**asked))


def cells(data: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(data)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def sheet_of(cast: Cast, **asked: object):
    printed = print_register(
        cast.service, cast.actor("giang"), "internal", Asked(**asked), Form.XLSX
    )
    return load_workbook(BytesIO(printed.data)).active


def titled(cast: Cast, code: str, title: str) -> None:
    """Issue a document of this title."""
    document_id = register(cast, code, title)
    issued(cast, document_id, title=title, decision_number="12/QĐ-SO", decision_on=date(2026, 2, 1))


def test_the_master_list_has_the_official_columns_and_words(cast: Cast):
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    listing = listed(cast)
    assert [one.title for one in listing.columns] == OFFICIAL
    assert listing.title == "DANH MỤC TÀI LIỆU NỘI BỘ"
    assert listing.as_of == "Tính đến ngày 02/03/2026"
    assert listing.rows == (
        (
            1,
            "Quy trình thu hồi đất",
            "QT-05",
            "01/00",
            date(2026, 2, 1),
            date(2026, 3, 2),
            "Văn phòng Sở",
            "Toàn cơ quan",
            "QĐ số 12/QĐ-SO",
        ),
    )
    assert [one.words for one in listing.signers] == ["NGƯỜI LẬP", "NGƯỜI PHÊ DUYỆT"]
    assert listing.signers[0].name == "Hoàng Giang"


def test_it_says_what_was_in_force_on_an_earlier_day(cast: Cast, clock):
    titled(cast, "QT-05", "Tên cũ của quy trình")
    before = date(2026, 3, 2)
    clock.advance(days=30)
    document_id = register(cast, "QT-06", "Quy trình sinh sau")
    issued(cast, document_id)
    assert [row[2] for row in listed(cast).rows] == ["QT-05", "QT-06"]
    then = listed(cast, as_of=before)
    assert [row[2] for row in then.rows] == ["QT-05"]
    assert then.as_of == "Tính đến ngày 02/03/2026"
    assert "ngày" in then.place_line
    assert "01" in then.place_line or "4" in then.place_line  # the day it was printed, not that day
    assert listed(cast, as_of=date(2026, 3, 1)).rows == ()


def test_the_past_is_for_who_sees_history_and_the_future_for_who_manages(cast: Cast):
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    assert len(listed(cast, "dung").rows) == 1
    assert len(listed(cast, "dung", as_of=date(2026, 3, 2)).rows) == 1  # today is no past
    for login, day in (("dung", date(2026, 3, 1)), ("vanan", date(2026, 3, 3))):
        with refusal_of("REGISTER-DAY-NOT-ALLOWED"):
            listed(cast, login, as_of=day)
    with refusal_of("REGISTER-SHOW-NOT-ALLOWED"):
        listed(cast, "dung", show=Show.DEAD)


def test_a_reader_is_not_offered_the_registers_of_history(cast: Cast):
    for name in ("amendments", "distribution", "copies", "no-such"):
        with refusal_of("REGISTER-UNKNOWN"):
            listed(cast, "dung", name)


def test_the_filter_is_printed_in_words(cast: Cast):
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    listing = listed(cast, unit_id=cast.units["VP"], type_code="QT", text="thu hoi")
    assert listing.conditions == (
        "Điều kiện lọc: có chữ “thu hoi”; đơn vị phụ trách: Văn phòng Sở; loại tài liệu: Quy trình"
    )
    assert len(listing.rows) == 1
    assert listed(cast, unit_id=cast.units["QLDD"]).rows == ()


def test_titles_go_by_the_vietnamese_alphabet(cast: Cast):
    for number, title in enumerate(["Đo đạc", "Dự án", "Ăn mòn", "An toàn", "Ủy quyền"]):
        titled(cast, f"QT-{number}", title)
    ordered = [row[1] for row in listed(cast, order=Order.TITLE).rows]
    assert ordered == ["An toàn", "Ăn mòn", "Dự án", "Đo đạc", "Ủy quyền"]


def test_a_spreadsheet_keeps_days_as_days_codes_as_text_and_calculates_nothing(cast: Cast):
    titled(cast, "QT-05", "=cmd|' /C calc'!A0")
    sheet = sheet_of(cast)
    row = next(row for row in sheet.iter_rows() if row[2].value == "QT-05")
    assert row[1].data_type == "s"
    assert row[1].quotePrefix
    assert (row[3].value, row[3].data_type) == ("01/00", "s")
    assert row[4].value == datetime(2026, 2, 1)  # noqa: DTZ001 - a day in a spreadsheet
    assert row[4].number_format == "dd/mm/yyyy"
    assert row[0].font.name == "Times New Roman"


def test_a_spreadsheet_prints_on_a4_landscape_with_its_heading_on_every_page(cast: Cast):
    sheet = sheet_of(cast)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows
    assert "&P/&N" in sheet.oddFooter.center.text


def test_csv_begins_with_a_bom_and_disarms_formulas(cast: Cast):
    titled(cast, "QT-05", "=cmd|' /C calc'!A0")
    printed = print_register(cast.service, cast.actor("giang"), "internal", Asked(), Form.CSV)
    assert printed.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(printed.data.decode("utf-8-sig"))))
    assert rows[1][1] == "'=cmd|' /C calc'!A0"
    assert rows[1][4:6] == ["01/02/2026", "02/03/2026"]
    assert printed.name == "danh-muc-tai-lieu-noi-bo-2026-03-02.csv"


def test_a_word_file_repeats_its_heading_rows_and_counts_pages(cast: Cast):
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    printed = print_register(cast.service, cast.actor("giang"), "internal", Asked(), Form.DOCX)
    document = docx.Document(BytesIO(printed.data))
    table = document.tables[1]
    assert [cell.text for cell in table.rows[2].cells][:3] == [
        "1",
        "Quy trình thu hồi đất",
        "QT-05",
    ]
    heads = table._tbl.xpath(".//w:tblHeader")
    assert len(heads) == 2
    assert "NUMPAGES" in document.sections[0].footer._element.xml
    assert document.sections[0].page_width > document.sections[0].page_height
    texts = [one.text for one in document.paragraphs]
    assert "DANH MỤC TÀI LIỆU NỘI BỘ" in texts
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in printed.data.decode("latin-1")


def test_a_pdf_has_every_word_of_the_list(cast: Cast):
    if cast.service.converter is None:
        pytest.skip("LibreOffice is not installed")
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    printed = print_register(cast.service, cast.actor("giang"), "internal", Asked(), Form.PDF)
    assert printed.data.startswith(b"%PDF")


def test_the_amendment_log_of_a_document_tells_every_approved_revision(cast: Cast, clock):
    document_id = register(cast)
    issued(cast, document_id, change_summary="Ban hành mới")
    clock.advance(days=3)
    issued(cast, document_id, "Bản sau.", change_summary="Sửa mục 5.3")
    rows = listed(cast, "vanan", "amendment-log", document="qt05").rows
    assert [(row[2], row[3], row[5]) for row in rows] == [
        ("Ban hành mới", "01/00", "Lê Minh Châu"),
        ("Sửa mục 5.3", "01/01", "Lê Minh Châu"),
    ]
    then = listed(cast, "vanan", "amendment-log", document="QT-05", as_of=date(2026, 3, 2)).rows
    assert len(then) == 1
    everything = listed(cast, name="amendments").rows
    assert [(row[0], row[1], row[6]) for row in everything] == [
        (1, "QT-05", "01/00"),
        (2, "QT-05", "01/01"),
    ]


def test_drafts_are_in_no_amendment_log(cast: Cast):
    ready(cast, register(cast), "Dự thảo.")
    assert listed(cast, name="amendments").rows == ()


def test_a_document_of_another_unit_is_in_nobody_elses_log(cast: Cast):
    issued(cast, register(cast))
    cast.add("phuong", "Đỗ Phương", (Role.AUTHOR, "QLDD"))
    assert listed(cast, "phuong", "amendments").rows == ()
    with refusal_of("DOCUMENT-NOT-FOUND"):
        listed(cast, "phuong", "amendment-log", document="QT-05")


def test_a_document_of_one_unit_is_in_the_list_of_no_other(cast: Cast):
    document_id = register(cast)
    issued(cast, document_id)
    with cast.service.db.write() as session:
        session.get_one(Document, document_id).visibility = Visibility.UNIT
    assert listed(cast, "dung").rows == ()
    assert listed(cast).rows[0][7] == "Đơn vị phụ trách"


def test_a_document_with_a_list_says_where_it_goes_then_and_now(cast: Cast, clock):
    document_id = register(cast)
    issued(cast, document_id)
    clock.advance(days=2)
    for new in (
        NewRecipient(kind=RecipientKind.PERSON, person_id=cast["dung"]),
        NewRecipient(kind=RecipientKind.PERSON, person_id=cast["vanan"]),
        NewRecipient(kind=RecipientKind.ROLE, role=Role.AUDITOR),
        NewRecipient(kind=RecipientKind.UNIT, unit_id=cast.units["QLDD"]),
    ):
        distribution.add_recipient(cast.service, cast["giang"], document_id, new)
    assert listed(cast).rows[0][7] == (
        "Phòng Quản lý đất đai; Chuyên gia đánh giá; Nguyễn Văn An; Phạm Thị Dung"
    )
    assert listed(cast, as_of=date(2026, 3, 3)).rows[0][7] == "Toàn cơ quan"
    assert len(listed(cast, name="distribution").rows) == 4


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_every_register_has_words_for_its_columns_and_prints_empty(cast: Cast, name: str):
    assert sum(one.width for one in columns(name)) in range(90, 140)
    assert (
        words()["registers"][name]["title"].isupper() or "{" in words()["registers"][name]["title"]
    )


@pytest.mark.parametrize("name", ["internal", "amendments", "external", "distribution", "records"])
def test_an_empty_register_says_so(cast: Cast, name: str):
    printed = print_register(cast.service, cast.actor("giang"), name, Asked(), Form.XLSX)
    assert any("Không có dòng nào" in str(row[0]) for row in cells(printed.data))


def test_the_line_of_place_and_day_is_written_as_the_decree_wants():
    def plain(*given):
        return place_line(*given).replace("\u00a0", " ")

    assert plain("Mẫu Sơn", date(2026, 2, 5)) == "Mẫu Sơn, ngày 05 tháng 02 năm 2026"
    assert plain("", date(2026, 7, 22)) == "Ngày 22 tháng 7 năm 2026"


def test_a_list_too_long_for_paper_is_refused_not_cut(cast: Cast, monkeypatch):
    titled(cast, "QT-05", "Quy trình thu hồi đất")
    monkeypatch.setattr("qms.registers.printing.ON_PAPER", 0)
    for form in (Form.DOCX, Form.PDF):
        with refusal_of("REGISTER-TOO-LONG"):
            print_register(cast.service, cast.actor("giang"), "internal", Asked(), form)

"""The hub, printing and the wizard as people use them in a browser, by program and by command."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from qms.registers import acts
from tests.registers.wizard import HEAD, a_file, a_row, a_zip, an_xlsx
from tests.support.cast import Cast, issued, register


@pytest.fixture
def work(cast: Cast):
    """The background process, once through."""

    def through() -> None:
        while acts.run_imports(cast.service):
            pass

    return through


def test_the_hub_offers_what_a_person_may_have(desk, cast: Cast):
    reader = desk("dung")
    reader.open("/registers")
    assert reader.offers("Danh mục tài liệu nội bộ")
    assert not reader.offers("Sổ theo dõi sửa đổi")
    assert not reader.offers("Nhập danh mục có sẵn")
    manager = desk("giang")
    manager.open("/")
    manager.follow("Sổ và danh mục")
    assert manager.offers("Sổ theo dõi sửa đổi")
    assert manager.offers("Nhập danh mục có sẵn")
    assert manager.offers("Tài liệu bên ngoài")


def test_every_link_of_the_hub_leads_to_a_page(desk, cast: Cast):
    manager = desk("giang")
    manager.open("/registers")
    links = [one["href"] for one in manager.page.select(".books a")]
    assert len(links) > 10
    for link in links:
        manager.open(link)


def test_a_register_is_looked_at_before_it_is_printed(desk, cast: Cast):
    issued(cast, register(cast))
    reader = desk("dung")
    reader.open("/registers/internal?text=thu+hoi")
    assert "Quy trình thu hồi đất" in reader.page.get_text()
    assert "có chữ “thu hoi”" in reader.page.get_text()
    answer = reader.client.get("/registers/internal/print?text=thu+hoi&form=xlsx")
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert any("QT-05" in row for row in rows)
    assert "danh-muc-tai-lieu-noi-bo" in answer.headers["Content-Disposition"]


def test_the_past_is_refused_to_a_reader_with_the_reason(desk, cast: Cast):
    reader = desk("dung")
    reader.open("/registers/internal?as_of=2026-01-01", 403)
    assert "người được xem lịch sử" in reader.page.get_text()
    reader.open("/registers/internal?as_of=hôm+qua", 422)


def test_the_log_of_one_document_asks_which(desk, cast: Cast):
    issued(cast, register(cast))
    writer = desk("vanan")
    writer.open("/registers/amendment-log")
    assert not writer.offers("XLSX")
    writer.open("/registers/amendment-log?document=QT-05")
    assert writer.offers("XLSX")


def test_the_wizard_from_table_to_documents(desk, cast: Cast, work):
    rows = [HEAD, a_row(1, "QT-01"), a_row(2, "QT-02", owner="Phòng lạ")]
    manager = desk("giang")
    manager.open("/registers/imports")
    packed = a_zip({f"{code}.docx": a_file(code) for code in ("QT-01", "QT-02")})
    manager.press(
        "Tải lên và xem các cột",
        table=(BytesIO(an_xlsx(rows)), "danh mục.xlsx"),
        files=(BytesIO(packed), "tệp.zip"),
    )
    assert manager.stands == "Đang chuẩn bị"
    assert "Đã nhận 2 tệp Word." in manager.page.get_text()
    manager.press("Lưu và chạy thử")
    assert manager.stands == "Đang chạy thử"
    work()
    manager.open(manager.address)
    assert manager.stands == "Đã chạy thử"
    faults = manager.page.select_one(".faults").get_text()
    assert "Đơn vị phụ trách" in faults
    assert "Không có đơn vị “Phòng lạ”" in faults
    manager.press("Nhập 1 dòng", 409)
    assert "Còn 1 dòng lỗi" in manager.summary
    manager.press("Nhập 1 dòng", leave_faulty="true")
    assert manager.stands == "Đang nhập"
    work()
    manager.open(manager.address)
    assert manager.stands == "Đã nhập xong"
    table = manager.client.get(manager.address.partition("?")[0] + "/errors.xlsx")
    cells = list(load_workbook(BytesIO(table.data)).active.iter_rows(values_only=True))
    assert cells[1][:4] == (3, "QT-02", "Đơn vị phụ trách", "Phòng lạ")
    manager.open("/")
    assert "Đã nhập xong danh mục" in manager.page.get_text()


def test_a_wrong_table_says_why_and_the_page_stays(desk, cast: Cast):
    manager = desk("giang")
    manager.open("/registers/imports")
    manager.press("Tải lên và xem các cột", 415, table=(BytesIO(b"%PDF-1"), "a.pdf"))
    assert "không phải bảng XLSX hay CSV" in manager.summary
    manager.press("Tải lên và xem các cột", 422)


def test_columns_are_corrected_in_the_browser(desk, cast: Cast, work):
    manager = desk("giang")
    manager.open("/registers/imports")
    data = "Số;Gọi là\nQT-01;Quy trình một\n".replace("Số", "Mã").encode()
    manager.press("Tải lên và xem các cột", 422, table=(BytesIO(data), "a.csv"))
    data = "Mã hiệu;Tên;X\nQT-01;Y;Quy trình một\n".encode()
    manager.press("Tải lên và xem các cột", table=(BytesIO(data), "a.csv"))
    manager.press("Lưu và chạy thử", 422)
    assert "Loại tài liệu" in manager.summary
    common = {"default_type": "QT", "default_owner": "VP", "default_field": "chung"}
    manager.press("Lưu và chạy thử", column_2="", column_3="title", **common)
    work()
    manager.open(manager.address)
    assert "Không có tệp Word nào" in manager.page.select_one(".faults").get_text()


def test_nobody_else_opens_the_wizard(desk, cast: Cast):
    for path in ("/registers/imports", "/registers/imports/template.xlsx"):
        desk("vanan").open(path, 403)


def test_the_empty_table_is_understood_by_the_wizard(desk, cast: Cast):
    manager = desk("giang")
    data = manager.client.get("/registers/imports/template.xlsx").data
    head = next(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    manager.open("/registers/imports")
    book = an_xlsx([list(head), ["QT-01", "Quy trình một"]])
    manager.press("Tải lên và xem các cột", table=(BytesIO(book), "a.xlsx"))
    chosen = [one["value"] for one in manager.page.select("select[name^=column_] option[selected]")]
    assert chosen == [
        "code",
        "title",
        "type",
        "owner",
        "field",
        "edition",
        "revision",
        "issued_on",
        "effective_on",
        "parent",
        "file",
    ]


def test_a_program_prints_and_imports(calls, cast: Cast, work):
    program = calls("giang")
    names = [one["name"] for one in program.get("/registers")["items"]]
    assert {"internal", "amendments", "external", "file-plan"} <= set(names)
    assert program.get("/registers/internal")["title"] == "DANH MỤC TÀI LIỆU NỘI BỘ"
    answer = program.send("GET", "/registers/internal/file?form=docx")
    assert answer.data.startswith(b"PK")
    table = {"file": (BytesIO(an_xlsx([HEAD, a_row(1, "QT-01")])), "a.xlsx")}
    made = json.loads(program.send("POST", "/register-imports", data=table).data)
    address = f"/register-imports/{made['id']}"
    files = {"file": (BytesIO(a_file("QT-01")), "QT-01.docx")}
    assert json.loads(program.send("POST", f"{address}/files", data=files).data)["taken"] == 1
    page = program.get(address)
    columns = {str(one["number"]): one["target"] for one in page["headings"] if one["target"]}
    page = program.put(f"{address}/mapping", f'"{page["row_version"]}"', columns=columns)
    program.post(f"{address}/check", 202, row_version=page["row_version"])
    work()
    page = program.get(address)
    assert page["counts"] == {"foreseen": 1}
    program.post(f"{address}/run", 202, row_version=page["row_version"])
    work()
    rows = program.get(f"{address}/rows", faulty="false")["items"]
    assert [(one["code"], one["result"]) for one in rows] == [("QT-01", "created")]
    calls("vanan").get(address, 403)

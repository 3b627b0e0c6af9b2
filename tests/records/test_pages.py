"""People fill in forms on their phone, without JavaScript."""

import re
from io import BytesIO
from uuid import UUID

from qms.records import acts
from qms.records.rules import State
from tests.records.office import VALUES, FormOffice

PART1 = "v.phan_1_noi_dung_khong_phu_hop_bang_chung"
ACTIONS = "phan_2_nguyen_nhan_goc_truong_hop_tuong_2"


def begun(office: FormOffice, desk):
    """Dung begins on the form's page; what she is looking at, and the record."""
    dung = desk("dung")
    dung.open(f"/documents/{office.document_id}")
    dung.follow("Điền biểu mẫu")
    dung.press("Bắt đầu điền", title="Thiếu phiếu kiểm soát")
    return dung, UUID(re.search(r"/records/([0-9a-f-]{36})/fill", dung.address)[1])


def test_a_form_is_filled_in_completed_filed_closed_and_noted(office: FormOffice, desk):
    dung, record_id = begun(office, desk)
    dung.press("Lưu và hoàn thành", **{PART1: "Ba hồ sơ thiếu phiếu.", "v.nguon": "phan_anh"})
    assert dung.stands == "Đã hoàn thành"
    assert "Ba hồ sơ thiếu phiếu." in dung.page.get_text()
    dung.press("Xếp vào đây", line_id=str(office.files["fixed"]))
    dung.press("Đóng hồ sơ")
    assert dung.stands == "Đã đóng"
    assert "Nguyên vẹn" in dung.page.get_text()
    dung.press("Thêm ghi chú", text="Đọc là bốn hồ sơ.")
    assert "Đọc là bốn hồ sơ." in dung.page.get_text()
    assert not dung.offers("Sửa nội dung")
    dung.open("/records?state=closed")
    assert "Thiếu phiếu kiểm soát" in dung.page.get_text()
    dung.open(f"/documents/{office.document_id}")
    assert "Thiếu phiếu kiểm soát" in dung.page.get_text()


def test_rows_are_added_and_taken_away_and_nothing_typed_is_lost(office: FormOffice, desk):
    dung, record_id = begun(office, desk)
    cell = f"v.{ACTIONS}.0.hanh_dong"
    dung.press(f"Thêm dòng {label(dung)}", **{cell: "Lập phiếu", PART1: "Chưa lưu"})
    assert dung.page.find(id=f"v.{ACTIONS}.1.hanh_dong") is not None
    assert dung.page.find(id=cell).get_text() == "Lập phiếu"
    assert dung.page.find(id=PART1).get_text() == "Chưa lưu"
    dung.press("Bỏ dòng 1", **{f"v.{ACTIONS}.1.hanh_dong": "Tập huấn"})
    assert dung.page.find(id=cell).get_text() == "Tập huấn"
    assert office.page(record_id).values[ACTIONS] == [{"hanh_dong": "Tập huấn"}]


def label(dung) -> str:
    """The name of the table of actions."""
    return dung.page.find(id=f"v.{ACTIONS}").find("legend").get_text().strip()


def test_a_wrong_value_is_named_at_its_field_and_all_stays_typed(office: FormOffice, desk):
    dung, record_id = begun(office, desk)
    dung.press("Lưu", 422, **{"v.ngay": "31/02/2026", PART1: "Giữ nguyên"})
    assert dung.page.find(id="v.ngay-error") is not None
    assert dung.page.find(id=PART1).get_text() == "Giữ nguyên"


def test_somebody_who_saved_in_between_is_named_and_the_typed_text_stays(office: FormOffice, desk):
    dung, record_id = begun(office, desk)
    office.save(record_id, so_phieu="9")
    dung.press("Lưu", 409, **{PART1: "Giữ nguyên"})
    assert "vừa được người khác ghi" in dung.summary
    assert dung.page.find(id=PART1).get_text() == "Giữ nguyên"


def test_a_form_that_changed_is_offered_in_both_versions(office: FormOffice, desk):
    dung, record_id = begun(office, desk)
    dung.press("Lưu", **{PART1: "Nội dung", "v.xu_ly_tuc_thoi_da_lam": "Đã làm ngay"})
    office.new_version()
    dung = desk("dung")
    dung.open(f"/records/{record_id}/fill")
    dung.press("Lưu và hoàn thành")
    assert "Bản đang có hiệu lực: lần 01/01" in dung.page.get_text()
    assert "Bản cũ: lần 01/00" in dung.page.get_text()
    dung.press("Tiếp tục theo bản cũ", 422)
    dung.press("Chuyển nội dung sang bản mới")
    assert "Đã làm ngay" in dung.page.find(id="left-over").get_text()
    assert dung.page.find(id=PART1).get_text() == "Nội dung"


def test_the_download_is_brought_back_filled_in(office: FormOffice, desk):
    record_id = office.start()
    dung = desk("dung")
    data = dung.client.get(f"/records/{record_id}/prefilled").data
    dung.open(f"/records/{record_id}")
    dung.send(f"/records/{record_id}/upload", file=(BytesIO(data), "đã điền.docx"))
    assert "Đã nhận tệp" in dung.page.get_text()
    assert dung.client.get(f"/records/{record_id}/file").data == data
    dung.open(f"/records/{record_id}")
    dung.send(f"/records/{record_id}/upload", 415, file=(BytesIO(b"%PDF-1.7"), "a.pdf"))


def test_strangers_see_nothing_and_auditors_only_read(office: FormOffice, desk):
    record_id = office.completed()
    desk("vanan").open(f"/records/{record_id}", 404)
    hai = desk("hai")
    hai.open(f"/records/{record_id}")
    assert not hai.offers("Sửa nội dung")
    assert not hai.offers("Thêm ghi chú")


def test_the_plan_is_kept_on_its_page(office: FormOffice, desk):
    giang = desk("giang")
    giang.open("/records/plan")
    assert "01.ISO" in giang.page.get_text()
    giang.press("Thêm", 422, title="Kế hoạch đánh giá nội bộ")
    giang.press("Thêm", title="Kế hoạch đánh giá nội bộ", symbol="VP", retention_years="10")
    assert "03.VP" in giang.page.get_text()
    line = office.plan().lines[-1].id
    giang.open(f"/records/plan/lines/{line}")
    giang.press("Lưu", title="Chương trình đánh giá nội bộ")
    assert "Chương trình đánh giá nội bộ" in giang.page.get_text()
    giang.open(f"/records/plan/lines/{line}")
    giang.press("Bỏ khỏi danh mục")
    giang.press("Ghi nhận ban hành", decision="Quyết định số 01/QĐ-STNMT")
    assert "Đã ban hành" in giang.page.get_text()
    giang.press("Lập danh mục", year=str(office.year + 1), copy_forward="true")
    assert f"Danh mục hồ sơ năm {office.year + 1}" in giang.page.get_text()
    dung = desk("dung")
    dung.open("/records/plan")
    assert not dung.offers("Thêm")


def test_giving_up_needs_a_reason(office: FormOffice, desk):
    record_id = office.start()
    dung = desk("dung")
    dung.open(f"/records/{record_id}")
    dung.press("Bỏ hồ sơ", 422)
    dung.press("Bỏ hồ sơ", reason="Lập nhầm")
    assert office.page(record_id).state is State.ABANDONED


def test_old_words_for_a_day_stay_text(office: FormOffice, desk):
    record_id = office.start()
    office.save(record_id, **VALUES, ngay="tháng 12/2026")
    dung = desk("dung")
    dung.open(f"/records/{record_id}/fill")
    assert dung.page.find(id="v.ngay")["type"] == "text"
    acts.complete(office.service, office.cast["dung"], record_id)

"""A quality manager proposes on a phone, the director signs, the minutes are printed."""

from io import BytesIO

import docx

from qms.retention.rules import Scope
from tests.retention.shelf import COUNCIL, REASON, Shelf


def test_what_is_due_is_proposed_signed_and_its_minutes_printed(shelf: Shelf, desk):
    record_id = shelf.kept()
    shelf.later()
    giang = desk("giang")
    giang.open("/retention")
    assert "BM-01-QT-04 số 01/2026" in giang.page.get_text()
    giang.press("Lập đề nghị", 422, reason=REASON, council="\n".join(COUNCIL))
    assert "Hãy chọn ít nhất một hồ sơ" in giang.page.get_text()
    giang.press(
        "Lập đề nghị", record_ids=[str(record_id)], reason=REASON, council="\n".join(COUNCIL)
    )
    assert "Chờ phê duyệt" in giang.page.get_text()
    assert not giang.offers("Đọc và ký phê duyệt")
    chau = desk("chau")
    chau.open(giang.address)
    chau.follow("Đọc và ký phê duyệt")
    assert "BM-01-QT-04 số 01/2026" in chau.page.get_text()
    chau.sign()
    assert "Đã tiêu hủy" in chau.page.get_text()
    address = chau.page.find("a", string="Tải tệp Word")["href"]
    said = docx.Document(BytesIO(chau.client.get(address).data))
    text = "\n".join(one.text for one in said.paragraphs)
    assert "BIÊN BẢN" in text
    assert "Hoàng Giang, phụ trách chất lượng" in text
    assert said.tables[1].rows[1].cells[1].text == "BM-01-QT-04 số 01/2026"
    dung = desk("dung")
    dung.open(f"/records/{record_id}")
    assert "đã tiêu hủy" in dung.page.get_text()


def test_a_rejected_proposal_needs_a_reason(shelf: Shelf, desk):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    chau = desk("chau")
    chau.open(f"/retention/disposals/{disposal_id}")
    chau.press("Từ chối", 422)
    chau.press("Từ chối", reason="Còn dùng cho thanh tra.")
    assert "Bị từ chối" in chau.page.get_text()
    assert chau.client.get(f"/retention/disposals/{disposal_id}/minutes.docx").status_code == 409


def test_a_hold_under_way_is_said_on_the_page_of_the_proposal(shelf: Shelf, desk):
    record_id = shelf.kept()
    shelf.later()
    disposal_id = shelf.propose(record_id)
    shelf.hold(Scope.FILE, shelf.files["two"])
    chau = desk("chau")
    chau.open(f"/retention/disposals/{disposal_id}/sign", 409)
    assert "tạm dừng hủy theo lệnh số 1" in chau.page.get_text()


def test_holds_are_placed_and_lifted_and_events_told(shelf: Shelf, desk):
    record_id = shelf.kept()
    shelf.later()
    giang = desk("giang")
    giang.open("/retention")
    giang.follow("Tạm dừng hủy BM-01-QT-04 số 01/2026")
    giang.press("Tạm dừng hủy", 422)
    giang.press("Tạm dừng hủy", subject=f"record:{record_id}", reason="Đang khiếu nại.")
    assert "Đang tạm dừng hủy" in giang.page.get_text()
    giang.press("Bỏ tạm dừng hủy", reason="Đã giải quyết.")
    assert "Đã bỏ" in giang.page.get_text()
    giang.press(
        "Ghi sự kiện",
        subject=f"file:{shelf.files['open']}",
        happened_on="2029-01-02",
        what="Nghị định hết hiệu lực.",
    )
    giang.press("Ghi sự kiện", 422, happened_on="2029-01-02", what="Không chọn gì")
    yen = desk("yen")
    yen.open("/retention/holds")
    desk("dung").open("/retention/holds", 403)


def test_rules_and_policy_are_kept_on_their_pages(shelf: Shelf, desk):
    giang = desk("giang")
    giang.open("/retention/rules")
    assert "Cần đối chiếu TT 10/2022/TT-BNV" in giang.page.get_text()
    giang.press("Thêm", 422, code="MOI", title="Hồ sơ mới", legal_basis="Thông tư X")
    giang.press("Thêm", code="MOI", title="Hồ sơ mới", years="7", legal_basis="Thông tư X")
    giang.press("Đổi", policy="law", reason="Theo kết luận.")
    assert "Quy tắc pháp lý, nếu có" in giang.page.get_text()
    giang.press("Nạp bảng thời hạn mẫu")
    giang.open("/retention/rules/MOI")
    giang.press("Ghi bản mới", 409, years="9", valid_from="2020-01-01")
    giang.press("Ghi bản mới", years="9", valid_from="2027-01-01")
    assert len(giang.page.find("tbody").find_all("tr")) == 2
    hai = desk("hai")
    hai.open("/retention/rules/MOI")
    assert not hai.offers("Ghi bản mới")
    hai.open("/retention/rules/KHONG-CO", 404)


def test_the_list_of_what_is_due_is_printed(shelf: Shelf, desk):
    shelf.kept()
    shelf.later()
    hai = desk("hai")
    hai.open("/retention")
    assert not hai.offers("Lập đề nghị")
    printed = docx.Document(BytesIO(hai.client.get("/retention/due.docx?show=due").data))
    assert printed.tables[1].rows[1].cells[-1].text == "Hết thời hạn lưu trữ"
    hai.open(f"/retention/files/{shelf.files['two']}")
    assert "BM-01-QT-04 số 01/2026" in hai.page.get_text()
    hai.open("/retention/disposals")

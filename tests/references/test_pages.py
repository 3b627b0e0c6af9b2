"""The list of external documents and citations in the browser, and through the API."""

import io
import json

from qms.references import acts
from tests.references.law import NEW, OLD, a_law, replace, resting_on, reviews
from tests.support.api import etag
from tests.support.cast import Cast, issued, ready, register


def test_a_quality_manager_takes_a_law_in_and_starts_the_clock(cast: Cast, desk):
    document = resting_on(cast)
    giang = desk("giang")
    giang.open("/references")
    assert OLD in giang.page.find(id="h-missing").find_parent("section").text
    giang.follow(OLD)
    assert giang.page.find(id="number")["value"] == OLD
    giang.press("Thêm vào danh mục", title="Nghị định về kiểm soát thủ tục hành chính")
    assert "Còn hiệu lực" in giang.stands
    assert "QT-05" in giang.page.find(id="h-citing").find_parent("section").text
    giang.press("Đã kiểm tra hôm nay", note="Cơ sở dữ liệu quốc gia về pháp luật")
    assert "Cơ sở dữ liệu quốc gia" in giang.text
    giang.follow("Ghi hết hiệu lực")
    giang.press("Ghi tình trạng", 422, by_number=NEW)
    assert "Hãy ghi thêm tên văn bản" in giang.summary
    values = {"by_number": NEW, "by_title": "Nghị định mới", "by_effective_on": "2026-03-01"}
    giang.press("Ghi tình trạng", **values)
    assert "1 tài liệu nội bộ phải rà soát" in giang.text
    assert "01/06/2026" in giang.page.select_one(".standing").text
    giang.open("/")
    assert "Rà soát tài liệu theo văn bản mới" in giang.text
    an = desk("vanan")
    an.open("/")
    an.follow("Xem viện dẫn")
    assert an.address.endswith(f"/references/documents/{document}")
    assert "Hạn 01/06/2026" in an.text


def test_no_change_needed_is_said_with_a_reason(cast: Cast, desk):
    law = a_law(cast)
    resting_on(cast)
    replace(cast, law)
    giang = desk("giang")
    giang.open(f"/references/external/{law}")
    giang.follow("Đã xem, không cần sửa")
    giang.press("Ghi kết luận", 422, reason="")
    giang.press("Ghi kết luận", reason="Chỉ nêu lịch sử của quy trình.")
    assert "Chỉ nêu lịch sử của quy trình." in giang.text
    assert reviews(cast) == []


def test_a_document_shows_what_it_rests_on_and_who_cites_it(cast: Cast, desk):
    cited = register(cast, "QT-05")
    issued(cast, cited)
    law = a_law(cast)
    rests = register(cast, "QT-01")
    issued(cast, rests, f"Theo {OLD} và QT-05.")
    dung = desk("dung")
    dung.open(f"/documents/{rests}")
    panel = dung.page.find(id="h-rests").find_parent("section")
    links = [one["href"] for one in panel.find_all("a")]
    assert links == [
        f"/references/external/{law}",
        f"/documents/{cited}",
        f"/references/documents/{rests}",
    ]
    acts.read_citations(cast.service)
    dung.open(f"/documents/{cited}")
    assert "QT-01" in dung.page.find(id="h-rests").find_parent("section").text
    dung.open(f"/references/documents/{rests}")
    assert "1. Mục đích" in dung.page.find(id="h-rests").find_parent("section").text
    assert not dung.offers("Thêm văn bản")


def test_a_draft_that_cites_the_dead_is_warned_before_submission(cast: Cast, desk):
    law = a_law(cast)
    replace(cast, law)
    revision = ready(cast, register(cast, "QT-01"), f"Theo {OLD} và dùng BM-09-QT-99.")
    an = desk("vanan").look(revision)
    warning = an.page.find(id="h-dead").find_parent("section").text
    assert f"Đã bị {NEW} thay thế từ 01/03/2026" in " ".join(warning.split())
    assert "Danh mục không có mã hiệu này" in warning
    assert "1. Mục đích" in warning
    clean = ready(cast, register(cast, "QT-02"), "Không viện dẫn gì.")
    assert an.look(clean).page.find(id="h-dead") is None


def test_a_reader_looks_and_changes_nothing(cast: Cast, desk):
    law = a_law(cast)
    dung = desk("dung")
    dung.open(f"/references/external/{law}")
    assert not dung.offers("Sửa thông tin")
    assert not dung.offers("Đã kiểm tra hôm nay")
    for path in ("new", f"external/{law}/edit", f"external/{law}/status"):
        dung.open(f"/references/{path}", 403)


def test_a_correction_over_a_newer_one_shows_both(cast: Cast, desk):
    law = a_law(cast)
    an, giang = desk("vanan"), desk("giang")
    an.open(f"/references/external/{law}/edit")
    giang.open(f"/references/external/{law}/edit")
    giang.press("Lưu thông tin", title="Tên của Giang")
    an.press("Lưu thông tin", 409, title="Tên của An")
    assert "Tên của Giang" in an.text
    an.press("Lưu thông tin", title="Tên của An")
    assert "Tên của An" in an.page.h1.text


def test_lists_are_brought_in_from_the_page(cast: Cast, desk):
    giang = desk("giang")
    giang.open("/references")
    giang.press("Nhập các văn bản thường dùng")
    assert "19/2014/QĐ-TTg" in giang.text
    giang.press("Nhập từ tệp", 422, file=(io.BytesIO(b"{"), "a.json"))
    rows = json.dumps([{"number": NEW, "title": "Nghị định mới"}]).encode()
    giang.open("/references")
    giang.press("Nhập từ tệp", file=(io.BytesIO(rows), "a.json"))
    assert "Đã thêm 1 văn bản" in giang.text


def test_a_program_does_all_of_it(cast: Cast, calls):
    document = resting_on(cast)
    giang, vanan = calls("giang"), calls("vanan")
    assert vanan.get(f"/documents/{document}/references")["items"][0]["stands"] == "unregistered"
    assert giang.get("/external-documents/unregistered")["items"][0]["number"] == OLD
    law = vanan.post("/external-documents", number=OLD, title="Nghị định cũ")
    path = f"/external-documents/{law['line']['id']}"
    tag = etag(law["line"])
    changed = vanan.put(path, tag, number=OLD, title="Nghị định", effective_on="2010-10-14")
    assert changed["line"]["effective_on"] == "2010-10-14"
    assert (
        vanan.put(path, tag, 412, number=OLD, title="X Y Z")["code"] == "EXTERNAL-CHANGED-MEANWHILE"
    )
    assert giang.post(f"{path}/checks", note="")["line"]["last_checked_on"] == "2026-03-02"
    by = {"number": NEW, "title": "Nghị định mới", "effective_on": "2026-03-01"}
    body = {"status": "replaced", "replaced_by": by}
    marked = giang.send("POST", f"{path}/status", json=body).json
    assert (marked["documents"], marked["page"]["due_on"]) == (1, "2026-06-01")
    assert vanan.send("POST", f"{path}/status", json=body).json["code"] == "ROLE-MISSING"
    assert vanan.get("/reference-reviews")["items"][0]["code"] == "QT-05"
    kept = giang.post(f"{path}/reviews/{document}", reason="Chỉ nêu lịch sử.")
    assert kept["closed"][0]["reason"] == "Chỉ nêu lịch sử."
    assert giang.get("/external-documents", show="ended")["items"][0]["number"] == OLD
    assert giang.post("/external-documents/import", items=[{"number": NEW, "title": "Mới"}]) == {
        "added": 0,
        "known": 1,
    }
    assert giang.post("/external-documents/usual")["added"] > 40
    draft = ready(cast, register(cast, "QT-06"), "Theo QT-77.")
    found = vanan.get(f"/revisions/{draft}/references")["items"]
    assert [(one["code"], one["to_mend"]) for one in found] == [("QT-77", True)]
    assert giang.get(f"/documents/{document}/citing")["items"] == []

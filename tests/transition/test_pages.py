"""A change of the standard in the browser: project, map, documents, drafts, one signature."""

from qms.transition.rules import Verdict
from tests.support.cast import PASSPHRASE, approve, issued, register
from tests.transition.stage import begin, choose, in_approval, page


def all_of(browser, *names: str) -> dict[str, list[str]]:
    """Every value under these names, as a browser sends them."""
    return {
        name: [one["value"] for one in browser.page.find_all("input", attrs={"name": name})]
        for name in names
    }


def said(browser) -> str:
    return " ".join(browser.page.get_text(" ").split())


def test_the_manager_begins_a_project_and_gives_a_step_to_somebody(cast, desk):
    giang = desk("giang")
    giang.open("/transition")
    giang.follow("Mở dự án mới")
    giang.press(
        "Mở dự án",
        name="Sang ISO 9001:2026",
        from_standard="TCVN ISO 9001:2015",
        to_standard="ISO 9001:2026",
        map="9001-2015-2026",
    )
    assert "Bảng đối chiếu chưa được kiểm tra" in said(giang)
    assert "Công bố lại sự phù hợp" in said(giang)
    giang.follow("Kế hoạch chuyển đổi")
    giang.press("Giao bước này", responsible_id=str(cast["dung"]), due_on="2026-03-10")
    assert "Phạm Thị Dung" in said(giang)
    dung = desk("dung")
    dung.open("/")
    assert "Kế hoạch chuyển đổi" in said(dung)
    dung.follow("Mở bước này")
    refused = dung.press("Ghi tình trạng", 422, state="done")
    assert refused.status_code == 422
    assert "số văn bản, hồ sơ kèm theo" in said(dung)
    dung.press("Ghi tình trạng", state="done", note="Kế hoạch 12/KH-STNMT")
    assert "Kế hoạch 12/KH-STNMT" in said(dung)
    dung.open("/")
    assert not dung.offers("Mở bước này")


def test_the_map_is_edited_as_a_whole_and_a_stale_edit_is_refused(cast, desk, project):
    first, second = desk("giang"), desk("giang")
    for one in (first, second):
        one.open(f"/transition/{project}/clauses/edit")
    lines = {"old": ["4.2.3", ""], "new": ["7.5.3, 7.5.2", ""], "note": ["Tài liệu", ""]}
    first.press("Ghi bảng đối chiếu", **lines)
    assert "Bản 2" in said(first)
    assert "7.5.3, 7.5.2" in said(first)
    second.press("Ghi bảng đối chiếu", 409, **lines)
    assert "Có người vừa thay đổi" in second.summary


def test_documents_are_chosen_and_all_their_drafts_opened(cast, desk, clock):
    for code in ("QT-05", "QT-06"):
        issued(cast, register(cast, code, f"Quy trình {code}"))
    clock.advance(days=1)
    project = begin(cast)
    giang = desk("giang")
    giang.open(f"/transition/{project}")
    giang.follow("Chọn tài liệu")
    ids = [one["value"] for one in giang.page.select("input[name=document]")]
    values = {f"verdict_{one}": "edition" for one in ids}
    values[f"verdict_{ids[1]}"] = "keep"
    giang.press("Ghi kết luận", 422, **{"document": ids, **values})
    assert "cần nêu lý do" in said(giang)
    values[f"reason_{ids[1]}"] = "Không viện dẫn điều khoản nào."
    giang.press("Ghi kết luận", **{"document": ids, **values})
    giang.press("Mở 1 dự thảo")
    assert "lần 02/00" in said(giang)
    assert "Đang soạn thảo" in said(giang)
    dung = desk("dung")
    dung.open(f"/transition/{project}")
    assert "QT-05" in said(dung)
    assert not dung.offers("Chọn tài liệu")


def test_the_director_reads_every_statement_and_signs_once(cast, desk, project):
    in_approval(cast, "QT-01", "QT-02")
    chau = desk("chau")
    chau.open("/transition/issue")
    assert "215/QĐ-STNMT" in said(chau)
    chau.press("Đọc nội dung sẽ ký", **all_of(chau, "revisions"))
    assert len(chau.page.select("pre.statement")) == 2
    shown = all_of(chau, "revision", "challenge")
    chau.press("Ký", 422, passphrase="sai rồi nhé các bạn ơi", **shown)
    assert len(chau.page.select("pre.statement")) == 2
    assert "Mật khẩu ký" in chau.summary
    chau.press("Ký", passphrase=PASSPHRASE, **shown)
    assert "Đã ký ban hành 2 tài liệu" in said(chau)
    chau.open("/transition/issue")
    assert "Không có tài liệu nào chờ" in said(chau)


def test_what_cannot_be_signed_is_named_with_its_reason(cast, desk):
    ids = in_approval(cast, "QT-01", "QT-02")
    chau = desk("chau")
    chau.open("/transition/issue")
    chau.press("Đọc nội dung sẽ ký", **all_of(chau, "revisions"))
    approve(cast, ids[0])
    shown = all_of(chau, "revision", "challenge")
    chau.press("Ký", 409, passphrase=PASSPHRASE, **shown)
    assert "QT-01" in chau.summary
    assert "Chưa có tài liệu nào được ký" in chau.summary


def test_a_document_tells_its_project(cast, desk, project):
    document_id = register(cast)
    issued(cast, document_id)
    choose(cast, project, Verdict.EDITION, document_id)
    assert page(cast, project).line.documents.total == 1
    giang = desk("giang")
    giang.open(f"/documents/{document_id}")
    assert "Chuyển đổi sang TCVN ISO 9001:2015" in said(giang)

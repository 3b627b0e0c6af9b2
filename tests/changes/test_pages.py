"""Requests in the browser: Dung proposes, Giang decides, An writes, everybody sees what became."""

from sqlalchemy import select

from qms.changes.model import ChangeRequest
from tests.changes.asking import accepted, ask, merge
from tests.support.cast import issued, register


def the_request(cast) -> ChangeRequest:
    with cast.service.db.read() as session:
        return session.scalars(select(ChangeRequest)).one()


def said(browser) -> str:
    return " ".join(browser.page.get_text(" ").split())


def test_a_reader_proposes_from_the_page_of_the_document(cast, qt05, desk):
    dung = desk("dung")
    dung.open(f"/documents/{qt05}")
    dung.follow("Đề nghị sửa đổi")
    assert "1. Mục đích" in said(dung)
    dung.press("Gửi đề nghị", proposed="Còn 02 ngày", reason="Chờ lâu", place="1. Mục đích")
    assert "Đề nghị sửa đổi ĐN-01/2026" in said(dung)
    assert "Chờ quyết định" in said(dung)
    assert dung.offers("Rút đề nghị")
    assert not dung.offers("Chấp nhận đề nghị")


def test_a_form_that_is_refused_keeps_what_was_typed(cast, qt05, desk):
    dung = desk("dung")
    dung.open(f"/change-requests/new/{qt05}")
    dung.press("Gửi đề nghị", 422, proposed="Còn 02 ngày", reason="")
    assert "Còn 02 ngày" in dung.page.find(id="proposed").get_text()
    assert dung.summary


def test_the_owner_accepts_and_opens_a_draft_with_two_requests(cast, qt05, desk):
    ask(cast, qt05)
    accepted(cast, qt05, place="1. Mục đích")
    an = desk("vanan")
    an.open("/")
    assert "Quyết định đề nghị sửa đổi" in said(an)
    an.follow("Đọc và quyết định")
    an.press("Chấp nhận đề nghị", note="Sẽ làm trong quý")
    assert "Sẽ làm trong quý" in said(an)
    an.follow("Đưa vào lần sửa đổi")
    boxes = [one["value"] for one in an.page.find_all("input", {"name": "requests"})]
    assert len(boxes) == 2
    an.press("Mở dự thảo với các đề nghị này", requests=boxes)
    assert "Đề nghị sửa đổi được đáp ứng" in said(an)
    assert "ĐN-01/2026" in said(an)
    assert "ĐN-02/2026" in said(an)
    an.open(f"/documents/{qt05}/history")
    assert "ghi nhận đề nghị sửa đổi ĐN-01/2026, ĐN-02/2026 vào dự thảo lần 01/01" in said(an)


def test_choosing_nothing_is_said_at_the_list(cast, qt05, desk):
    accepted(cast, qt05)
    an = desk("vanan")
    an.open(f"/change-requests/merge/{qt05}")
    an.press("Mở dự thảo với các đề nghị này", 422, requests=[])
    assert an.summary


def test_a_refusal_names_its_reason_to_the_proposer(cast, qt05, desk):
    ask(cast, qt05)
    giang = desk("giang")
    giang.open("/change-requests")
    giang.follow("ĐN-01/2026")
    giang.press("Từ chối đề nghị", 422, reason="")
    giang.press("Từ chối đề nghị", reason="Trái Luật Đất đai")
    dung = desk("dung")
    dung.open("/")
    assert "không được chấp nhận" in said(dung)
    dung.open(f"/change-requests/{the_request(cast).id}")
    assert "Trái Luật Đất đai" in said(dung)


def test_whoever_proposed_takes_it_back(cast, qt05, desk):
    ask(cast, qt05)
    dung = desk("dung")
    dung.open(f"/change-requests/{the_request(cast).id}")
    dung.press("Rút đề nghị")
    assert "Người đề nghị đã rút" in said(dung)


def test_a_quote_that_is_not_in_the_text_in_force_is_flagged_to_the_owner(cast, qt05, desk):
    ask(cast, qt05, quoted="câu này không có trong tài liệu")
    giang = desk("giang")
    giang.open(f"/change-requests/{the_request(cast).id}")
    assert "Không tìm thấy đoạn này trong bản đang có hiệu lực" in said(giang)


def test_strangers_find_neither_request_nor_door(cast, qt05, desk):
    request_id = ask(cast, qt05)
    binh = desk("binh")
    binh.open(f"/change-requests/{request_id}", 404)
    hai = desk("hai")
    hai.open(f"/change-requests/new/{qt05}", 403)
    hai.open(f"/documents/{qt05}")
    assert "ĐN-01/2026" in said(hai)
    binh.open(f"/change-requests/merge/{qt05}", 403)


def test_the_draft_offers_what_is_accepted_and_not_yet_in_it(cast, qt05, desk):
    revision_id = merge(cast, qt05, accepted(cast, qt05))
    accepted(cast, qt05)
    an = desk("vanan")
    an.look(revision_id)
    assert an.offers("Đưa thêm 1 đề nghị đã chấp nhận")
    an.open(f"/change-requests/{_linked(cast)}")
    an.press("Đưa ra khỏi dự thảo")
    an.look(revision_id)
    assert an.offers("Đưa thêm 2 đề nghị đã chấp nhận")


def _linked(cast):
    with cast.service.db.read() as session:
        query = select(ChangeRequest.id).where(ChangeRequest.revision_id.is_not(None))
        return session.scalars(query).one()


def test_a_document_without_edition_in_force_offers_no_proposal(cast, desk):
    document_id = register(cast, "QT-06")
    an = desk("vanan")
    an.open(f"/documents/{document_id}")
    assert not an.offers("Đề nghị sửa đổi")
    issued(cast, document_id)
    an.open(f"/documents/{document_id}")
    assert an.offers("Đề nghị sửa đổi")

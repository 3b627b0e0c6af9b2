"""Distribution in the browser: the reader's button, lists, copies, the page behind the QR code."""

from sqlalchemy import select

from qms.distribution.model import Acknowledgement
from qms.documents.model import Revision
from tests.distribution.stage import a_copy, copy, hand_over, mine, put_unit
from tests.support.cast import Cast, issued


def test_a_reader_presses_the_button_on_the_page_of_the_document(cast: Cast, document_id, desk):
    put_unit(cast, document_id, "QLDD")
    dung = desk("dung")
    dung.open("/")
    assert "Đọc và xác nhận" in dung.text
    dung.follow("Đọc")
    assert "Đề nghị Ông/Bà đọc và xác nhận lần 01/00" in dung.text
    dung.press("Đã nhận và đọc")
    assert "Ông/Bà đã xác nhận đọc lần 01/00" in dung.text
    assert not dung.page.find("button", string="Đã nhận và đọc")
    with cast.service.db.read() as session:
        assert session.scalars(select(Acknowledgement.person_id)).one() == cast["dung"]


def test_whoever_is_not_asked_sees_no_button(cast: Cast, document_id, desk):
    put_unit(cast, document_id, "QLDD")
    hai = desk("hai")
    hai.open(f"/documents/{document_id}")
    assert "Đã nhận và đọc" not in hai.text
    assert "Đã đọc 0/2 người (0 %)" in hai.text


def test_a_button_pressed_too_late_leads_to_the_edition_in_force(
    cast: Cast, document_id, desk, clock
):
    put_unit(cast, document_id, "QLDD")
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    clock.advance(minutes=5)
    issued(cast, document_id, "Lần hai.", change_summary="Rút ngắn bước 3")
    dung.press("Đã nhận và đọc")
    assert "Lần 01/00 của QT-05 đã hết hiệu lực" in dung.text
    assert "đọc và xác nhận lần 01/01" in dung.text
    assert "Thay đổi so với lần 01/00" in dung.text
    assert "Rút ngắn bước 3" in dung.text


def test_an_author_keeps_the_list(cast: Cast, document_id, desk):
    an = desk("vanan")
    an.open(f"/documents/{document_id}")
    an.follow("Danh sách phân phối")
    an.press("Thêm đơn vị", unit_id=str(cast.units["QLDD"]))
    assert "Hiện có 2 người được mời đọc" in an.text
    an.press("Thêm vai trò", role="staff", unit_id="")
    an.press("Thêm cá nhân", login="hai")
    assert "Hiện có 4 người được mời đọc" in an.text
    an.press("Thêm cá nhân", 404, login="khongco")
    assert "Không tìm thấy người dùng này" in an.summary
    an.press("Thêm đơn vị", 409, unit_id=str(cast.units["QLDD"]))
    assert "đã có trong danh sách" in an.summary
    an.press("Bỏ Vũ Văn Hải")
    assert "Hiện có 3 người được mời đọc" in an.text
    an.press("Lưu thời hạn", days_to_read="10", escalate_after="2")
    an.press("Lưu thời hạn", 422, days_to_read="0")
    assert "Số ngày để đọc" in an.summary


def test_readers_keep_their_hands_off(cast: Cast, document_id, desk):
    dung = desk("dung")
    for tail in ("distribution", "readers", "copies", "copies/slip"):
        dung.open(f"/documents/{document_id}/{tail}", 403)
    dung.open("/distribution/", 403)


def test_a_unit_head_sees_the_own_unit_and_no_other(cast: Cast, document_id, desk):
    put_unit(cast, document_id, "SO")
    khoa = desk("khoa")
    khoa.open(f"/documents/{document_id}/readers")
    assert "0/2 người đã đọc" in khoa.text
    assert "Phạm Thị Dung" in khoa.text
    assert "Nguyễn Văn An" not in khoa.text


def test_a_copy_on_its_whole_way(cast: Cast, document_id, desk, clock):
    an = desk("vanan")
    an.open(f"/documents/{document_id}/copies")
    an.press("Cấp số bản", 422)
    assert an.summary
    an.press("Cấp số bản", units=[str(cast.units["QLDD"]), str(cast.units["VP"])], login="chau")
    assert "03/03" in an.text
    an.follow("01/03")
    an.press("Ghi đã giao", 422, who="")
    an.press("Ghi đã giao", who="Phạm Thị Dung")
    an.press("Ghi đã thu hồi", who="Phạm Thị Dung")
    assert "Thu hồi về" in an.text
    address = an.address
    answer = an.client.post(
        f"{address}/return", data={"csrf_token": an.page.find("input")["value"]}
    )
    assert answer.status_code in {400, 403, 409, 422}
    an.open(f"/documents/{document_id}/copies/slip")
    assert "PHIẾU PHÂN PHỐI, THU HỒI TÀI LIỆU" in an.text
    an.open("/distribution/copies?show=all")
    assert "02/03" in an.text


def test_returning_twice_says_so(cast: Cast, document_id, desk):
    copy_id = a_copy(cast, document_id)
    hand_over(cast, copy_id)
    first, second = desk("vanan"), desk("giang")
    for one in (first, second):
        one.open(f"/distribution/copies/{copy_id}")
    first.press("Ghi đã thu hồi", who="Phạm Thị Dung")
    second.press("Ghi đã thu hồi", 409, who="Phạm Thị Dung")
    assert "Bản số 01/01 đã được ghi thu hồi trước đó" in second.summary


def test_the_public_page_answers_anybody_with_code_edition_and_state_only(
    cast: Cast, document_id, client, clock
):
    copy_id = a_copy(cast, document_id)
    token = copy(cast, copy_id).token
    answer = client.get(f"/t/{token}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Đang có hiệu lực" in answer.text
    assert "Bản kiểm soát số 01/01" in answer.text
    assert "Quy trình thu hồi đất" not in answer.text
    clock.advance(days=3)
    issued(cast, document_id, "Lần hai.")
    assert "Được thay thế bằng lần 01/01" in client.get(f"/t/{token}").text


def test_an_unknown_code_on_paper_has_its_own_sentence(client, cast: Cast):
    answer = client.get("/t/khongcobaogio")
    assert answer.status_code == 404
    assert "Mã trên bản giấy này không có trong hệ thống" in answer.text
    assert "COPY-UNKNOWN" in answer.text


def test_the_code_of_the_revision_answers_too(cast: Cast, document_id, client):
    with cast.service.db.read() as session:
        token = session.scalars(select(Revision.public_token)).one()
    assert "Đang có hiệu lực" in client.get(f"/t/{token}").text
    assert mine(cast, "dung", document_id) is None

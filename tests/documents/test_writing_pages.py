"""The whole story by the pages: a Word file becomes the edition in force."""

from io import BytesIO

import pytest
from docx import Document
from flask import Flask

from tests.documents.desk import Desk, a_docx, planned
from tests.support.cast import Cast, a_draft, issued, ready, register, review, submit


@pytest.fixture
def desk(app: Flask, cast: Cast):
    """`desk("vanan")` is An's browser, signed in."""
    return lambda login: Desk(app, login)


def new_document(cast: Cast, **changes):
    return {
        "code": "QT-07",
        "title": "Quy trình cấp giấy phép môi trường",
        "type_code": "QT",
        "field_code": "moi_truong",
        "owner_unit_id": str(cast.units["VP"]),
        "clauses": "7.5, 8.1",
        **changes,
    }


def test_a_word_file_becomes_the_edition_in_force(cast: Cast, desk, clock) -> None:
    an, binh, chau = desk("vanan"), desk("binh"), desk("chau")
    an.open("/documents/new")
    an.press("Đăng ký và mở dự thảo", **new_document(cast))
    assert an.stands == "Dự thảo"
    assert "tải tệp Word của dự thảo lên" in an.text
    an.bring(a_docx("Nội dung.", "QT-07"))
    here = an.address.partition("?")[0]
    an.press("Lưu nội dung và phân công", **planned(cast))
    assert "đủ điều kiện" in an.text
    an.follow("Ký trình xem xét")
    for shown in ("Nguyễn Văn An", "CÔNG CHỨC", "QT-07", "Lần ban hành 01", "SHA-256"):
        assert shown in an.text
    an.sign()
    assert an.stands == "Đang xem xét"
    binh.open(here)
    assert "Ông/Bà đọc bản trình rồi cho ý kiến" in binh.text
    binh.press("Đồng ý", words="Rõ ràng, đủ căn cứ")
    assert "Đã xem xét và đồng ý" in binh.text
    assert "Rõ ràng, đủ căn cứ" in binh.text
    binh.sign()
    assert binh.stands == "Chờ ký phê duyệt"
    chau.open(here)
    chau.follow("Ký phê duyệt")
    assert "GIÁM ĐỐC" in chau.text
    assert "Phê duyệt, ban hành QT-07" in chau.text
    chau.sign()
    assert chau.stands == "Đang có hiệu lực từ ngày 02/03/2026"
    an.open(here)
    assert not an.offers("Ký phê duyệt")
    assert "Rõ ràng, đủ căn cứ" in an.text


def test_the_file_to_edit_knows_its_document_and_comes_back(cast: Cast, desk) -> None:
    document_id = register(cast)
    issued(cast, document_id)
    an = desk("vanan")
    an.open(f"/documents/{document_id}/revisions/new")
    assert "01/01" in an.text
    an.press("Mở dự thảo", step="new_edition")
    assert "Lần ban hành 02, lần sửa đổi 00" in an.text
    path = an.address.partition("?")[0]
    answer = an.client.get(f"{path}/edit-file")
    assert "QT-05_lan02-sua00" in answer.headers["Content-Disposition"]
    edited = Document(BytesIO(answer.data))
    edited.add_paragraph("Thêm một đoạn.")
    stream = BytesIO()
    edited.save(stream)
    an.open(path)
    an.bring(stream.getvalue())
    assert "Bản số 1" in an.text
    assert "Tệp chưa thống nhất với danh mục" in an.text  # the file says nothing of edition 02
    again = Document(BytesIO(an.client.get(f"{path}/files/1").data))
    assert again.paragraphs[-1].text == "Thêm một đoạn."


def test_opening_a_second_revision_leads_to_the_open_one(cast: Cast, desk) -> None:
    document_id = register(cast)
    revision_id = a_draft(cast, document_id)
    an = desk("vanan")
    an.open(f"/documents/{document_id}/revisions/new")
    assert an.address.endswith(str(revision_id))


def test_a_request_for_changes_returns_the_draft_with_the_words(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    binh.press("Yêu cầu chỉnh sửa", 422)
    assert "Hãy nhập lý do" in binh.summary
    binh.press("Yêu cầu chỉnh sửa", words="Thiếu mục 6\nvà phụ lục")
    assert "yêu cầu chỉnh sửa" in binh.text
    binh.sign()
    an = desk("vanan").look(revision_id)
    assert an.stands == "Dự thảo"
    assert "Thiếu mục 6" in an.text
    assert "Kết thúc: yêu cầu chỉnh sửa" in an.text


def test_remarks_reassignment_and_another_approver(cast: Cast, desk) -> None:
    cast.add("khanh", "Đặng Khánh", (roles().APPROVER, None))
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    an, giang = desk("vanan"), desk("giang")
    an.look(revision_id)
    an.press("Ghi góp ý", text="", place="mục 5", status=422)
    assert an.page.find(id="place")["value"] == "mục 5"
    an.press("Ghi góp ý", text="Xem lại thời hạn", place="mục 5")
    assert "góp ý tại mục 5" in an.text
    an.follow("Chuyển người khác")
    assert not an.page.find("option", value=str(cast["binh"]))
    an.press("Chuyển việc", 422, person_id=str(cast["giang"]))
    an.press("Chuyển việc", person_id=str(cast["giang"]), reason="Nghỉ phép")
    assert "đã chuyển cho người khác" in an.text
    an.follow("Đổi")
    assert not an.page.find("option", value=str(cast["chau"]))
    an.press("Đổi người phê duyệt", person_id=str(cast["khanh"]), reason="Đi công tác")
    assert "Đặng Khánh" in an.text
    giang.look(revision_id)
    assert giang.offers("Cho ý kiến")
    desk("binh").open(f"/documents/revisions/{revision_id}", 404)


def roles():
    from qms.people.rules import Role

    return Role


@pytest.mark.parametrize(
    ("login", "link", "button", "stands"),
    [
        ("vanan", "Rút lại bản đã trình", "Rút lại bản đã trình", "Dự thảo"),
        ("chau", "Trả lại dự thảo", "Trả lại dự thảo", "Dự thảo"),
    ],
)
def test_a_round_is_ended_with_a_reason(cast, desk, login, link, button, stands) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    review(cast, revision_id)
    here = desk(login).look(revision_id)
    here.follow(link)
    here.press(button, 422)
    assert "Lý do" in here.summary
    here.press(button, reason="Cần sửa căn cứ pháp lý")
    assert here.stands == stands
    assert "Cần sửa căn cứ pháp lý" in here.text


def test_a_draft_is_given_up_and_a_scheduled_edition_cancelled(cast: Cast, desk, clock) -> None:
    document_id = register(cast)
    an, chau = desk("vanan"), desk("chau")
    an.look(a_draft(cast, document_id))
    an.follow("Bỏ dự thảo này")
    an.press("Bỏ dự thảo", reason="Trùng với quy trình khác")
    assert an.stands == "Đã bỏ dự thảo"
    issued(cast, document_id)
    later = issued(cast, document_id, "Lần hai.", effective_on=clock().date().replace(day=20))
    chau.look(later)
    assert chau.stands == "Sắp có hiệu lực từ ngày 20/03/2026"
    chau.follow("Hủy trước ngày hiệu lực")
    chau.press("Hủy phê duyệt", reason="Chờ văn bản mới")
    assert chau.stands == "Đã hủy"


def test_a_withdrawal_asks_for_its_reason_and_is_signed(cast: Cast, desk) -> None:
    revision_id = issued(cast, register(cast))
    chau = desk("chau").look(revision_id)
    chau.follow("Thu hồi tài liệu")
    chau.press("Tiếp tục đến trang ký", 422)
    assert "Hãy nhập lý do" in chau.summary
    chau.press("Tiếp tục đến trang ký", words="Không còn căn cứ")
    assert "Hết hiệu lực ngay khi ký" in chau.text
    chau.sign()
    assert "Không còn căn cứ" in chau.text
    assert not chau.offers("Thu hồi tài liệu")

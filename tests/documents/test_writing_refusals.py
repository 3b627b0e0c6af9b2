"""What is refused on the writing pages: said clearly, with everything that was typed kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from qms.app import create_app
from qms.documents import acts
from qms.documents.model import Document, Revision
from qms.documents.views import noting
from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from tests.documents.desk import Desk, a_docx, planned
from tests.documents.test_writing_pages import new_document
from tests.support.cast import (
    ROOT,
    Cast,
    a_draft,
    base_of,
    issued,
    plan,
    put_file,
    ready,
    register,
    review,
    submit,
)
from tests.word.build import with_object

MODEL_SET = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"


@pytest.fixture
def desk(app: Flask, cast: Cast):
    """`desk("vanan")` is An's browser, signed in."""
    return lambda login: Desk(app, login)


# Registering


def test_a_used_code_is_refused_and_the_form_keeps_everything(cast: Cast, desk) -> None:
    register(cast, "QT-07")
    an = desk("vanan")
    an.open("/documents/new")
    an.press("Chỉ đăng ký", 409, **new_document(cast, code="qt7", parent="QT-07"))
    assert "trùng với QT-07" in an.summary
    assert an.page.find(id="title")["value"] == "Quy trình cấp giấy phép môi trường"
    assert an.page.find(id="clauses")["value"] == "7.5, 8.1"
    assert an.page.find(id="field_code").find("option", selected=True)["value"] == "moi_truong"
    an.press("Chỉ đăng ký", 422, code="BM-01", parent="QT-99")
    assert "cấp trên" in an.summary
    an.press("Chỉ đăng ký", 422, code="!!", parent="")
    assert an.page.find(id="code")["value"] == "!!"


def test_an_author_registers_for_own_units_only(cast: Cast, desk) -> None:
    an = desk("vanan")
    an.open("/documents/new")
    units = [one.get_text() for one in an.page.find(id="owner_unit_id").find_all("option")]
    assert [one for one in units if "Văn phòng" in one]
    assert not [one for one in units if "đất đai" in one]
    foreign = new_document(cast, owner_unit_id=str(cast.units["QLDD"]))
    an.press("Chỉ đăng ký", 403, **foreign)
    assert "không có quyền đăng ký" in an.summary
    desk("dung").open("/documents/new", 403)


def test_named_readers_and_the_parent_are_kept_in_the_register(cast: Cast, desk) -> None:
    parent = register(cast, "QT-05")
    giang = desk("giang")
    giang.open("/documents/new?parent=QT-05")
    values = new_document(cast, code="BM-01-QT-05", type_code="BM", visibility="named")
    giang.press("Chỉ đăng ký", **values, readers=[str(cast["dung"])])
    with cast.service.db.read() as session:
        found = session.query(Document).filter_by(code="BM-01-QT-05").one()
        assert found.parent_id == parent
    giang.open(f"/documents/{found.id}/edit")
    checked = giang.page.find("fieldset", id="readers").find_all("input", checked=True)
    assert [one["value"] for one in checked] == [str(cast["dung"])]


def test_a_register_change_over_another_shows_both(cast: Cast, desk) -> None:
    document_id = register(cast)
    here, there = desk("giang"), desk("giang")
    for one in (here, there):
        one.open(f"/documents/{document_id}/edit")
    there.press("Lưu thông tin", title="Tên người kia lưu")
    here.press("Lưu thông tin", 409, title="Tên tôi nhập")
    assert "Tên người kia lưu" in here.text
    assert here.page.find(id="title")["value"] == "Tên tôi nhập"
    here.press("Lưu thông tin")
    with cast.service.db.read() as session:
        assert session.get_one(Document, document_id).title == "Tên tôi nhập"
    desk("vanan").open(f"/documents/{document_id}/edit", 403)


# The plan


def test_every_fault_of_the_plan_is_named_at_its_field(cast: Cast, desk) -> None:
    an = desk("vanan").look(a_draft(cast, register(cast)))
    wrong = planned(
        cast, title="", due_1="hôm qua", decision_number="12/QĐ", effective_on="2026-02-30"
    )
    an.press("Lưu nội dung và phân công", 422, **wrong)
    named = {one["href"] for one in an.page.select("#error-summary a")}
    assert named == {"#title", "#due_1", "#decision_on", "#effective_on"}
    assert all(an.page.find(id=one[1:]) for one in named)
    assert an.page.find(id="change_summary").get_text() == "Bổ sung mục 5.3"
    assert an.page.find(id="decision_number")["value"] == "12/QĐ"
    chosen = an.page.find(id="reviewer_1").find("option", selected=True)
    assert chosen["value"] == str(cast["binh"])
    assert an.page.title.get_text().startswith("Lỗi")


def test_a_reviewer_twice_and_a_day_gone_by_are_refused(cast: Cast, desk) -> None:
    an = desk("vanan").look(a_draft(cast, register(cast)))
    twice = planned(cast, reviewer_2=str(cast["binh"]))
    an.press("Lưu nội dung và phân công", 422, **twice)
    assert "chỉ được nêu tên một lần" in an.summary
    an.press("Lưu nội dung và phân công", 422, reviewer_2="", due_1="2026-02-01")
    assert "Hạn xem xét" in an.summary
    an.press("Lưu nội dung và phân công", 422, due_1="2026-03-09", effective_on="2026-03-01")
    assert "Ngày hiệu lực" in an.summary
    an.press("Lưu nội dung và phân công", effective_on="2026-03-20")
    assert "Đã lưu" in an.text


def test_a_plan_over_another_plan_shows_both(cast: Cast, desk) -> None:
    revision_id = a_draft(cast, register(cast))
    an, giang = desk("vanan").look(revision_id), desk("giang").look(revision_id)
    giang.press("Lưu nội dung và phân công", **planned(cast, change_summary="Của Giang"))
    an.press("Lưu nội dung và phân công", 409, **planned(cast, change_summary="Của An"))
    assert "Bản người khác vừa lưu" in an.text
    assert "Của Giang" in an.text
    assert an.page.find(id="change_summary").get_text() == "Của An"
    an.press("Lưu nội dung và phân công")
    assert an.look(revision_id).page.find(id="change_summary").get_text() == "Của An"


def test_authors_are_not_offered_as_reviewer_or_approver(cast: Cast, desk) -> None:
    people.grant_role(cast.service, ROOT, cast["vanan"], NewRole(role=Role.APPROVER))
    an = desk("vanan").look(a_draft(cast, register(cast)))
    own = str(cast["vanan"])
    assert not an.page.find(id="approver_id").find("option", value=own)
    assert not an.page.find(id="reviewer_1").find("option", value=own)


# Uploads


def test_a_stale_base_is_refused_with_who_and_when(cast: Cast, desk) -> None:
    revision_id = a_draft(cast, register(cast))
    an = desk("vanan").look(revision_id)
    put_file(cast, revision_id, a_docx("một"))
    an.bring(a_docx("hai"), 409)
    assert "Nguyễn Văn An đã tải lên bản số 1" in an.summary
    assert "Bản số 1" in an.text


def test_every_reason_against_a_file_is_a_sentence(cast: Cast, desk) -> None:
    an = desk("vanan").look(a_draft(cast, register(cast)))
    an.bring(b"", 422)
    assert "Tệp rỗng" in an.summary
    an.bring(b"%PDF-1.7 ...", 415)
    assert "PDF" in an.summary
    an.press("Tải lên", 422)
    assert "Tệp Word" in an.summary
    assert "chưa" in an.stands.lower() or an.stands == "Dự thảo"


def test_embedded_objects_are_listed_and_dropped_by_one_button(cast: Cast, desk) -> None:
    revision_id = a_draft(cast, register(cast))
    an = desk("vanan").look(revision_id)
    an.bring(with_object(), 422)
    assert "đối tượng nhúng (word/embeddings" in an.text
    assert "Tệp đã được giữ lại" in an.summary
    an.press("Giữ hình, bỏ đối tượng và liên kết")
    assert "Bản số 1" in an.text
    assert "Đã bỏ 2 đối tượng" in an.text
    assert not an.offers("Giữ hình")


def test_a_held_file_is_settled_by_sending_another(cast: Cast, desk, clock) -> None:
    an = desk("vanan").look(a_draft(cast, register(cast)))
    an.bring(with_object(), 422)
    clock.advance(minutes=1)
    an.bring(a_docx())
    assert not an.offers("Giữ hình")


def test_a_file_over_the_limit_is_refused(cast: Cast) -> None:
    settings = replace(cast.service.settings, max_upload_bytes=100_000)
    app = create_app(service=replace(cast.service, settings=settings))
    an = Desk(app, "vanan").look(a_draft(cast, register(cast)))
    an.bring(b"PK" + bytes(100_000), 413)
    assert "lớn hơn" in an.summary
    app.extensions[noting.EXTENSION].close()


def test_mismatches_with_the_register_are_told_and_another_code_stops_submitting(cast, desk):
    revision_id = a_draft(cast, register(cast))
    put_file(cast, revision_id, a_docx("Bản.", "QT-99"))
    plan(cast, revision_id)
    an = desk("vanan").look(revision_id)
    assert "Mã hiệu trên văn bản là QT-99, trong sổ là QT-05" in an.text
    assert not an.offers("Ký trình xem xét")
    an.open(f"/documents/revisions/{revision_id}/sign/submit", 422)
    assert "chưa đủ điều kiện" in an.summary
    assert "Mã hiệu trên văn bản" in an.page.find(id="submit").get_text()


def test_a_submitted_form_is_held_against_the_register_not_the_file_it_was_made_from(cast, desk):
    document_id = register(cast, "QT-01", "Kiểm soát thông tin dạng văn bản")
    issued(cast, document_id)
    revision_id = a_draft(cast, document_id)
    model = (MODEL_SET / "QT-01.docx").read_bytes()
    put_file(cast, revision_id, model, base_of(cast, revision_id))
    plan(cast, revision_id)
    an = desk("vanan").look(revision_id)
    assert "Lần ban hành trên văn bản là 02, trong sổ là 01" in an.text
    assert "do hệ thống ghi lại khi chuẩn bị" in an.text
    submit(cast, revision_id)
    assert "Lần ban hành trên văn bản" not in desk("binh").look(revision_id).text


def test_what_is_missing_is_listed_before_anybody_submits(cast: Cast, desk) -> None:
    an = desk("vanan").look(a_draft(cast, register(cast)))
    missing = [one.get_text() for one in an.page.select(".todo li")]
    assert len(missing) == 5
    assert any("tóm tắt" in one for one in missing)


# Roles


def test_who_sees_what_of_a_draft_in_review(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    offered = {
        "vanan": {"Rút lại bản đã trình", "Chuyển người khác", "Đổi", "Ghi góp ý"},
        "binh": {"Đồng ý", "Yêu cầu chỉnh sửa", "Ghi góp ý"},
        "chau": {"Ghi góp ý"},
        "giang": {"Rút lại bản đã trình", "Chuyển người khác", "Đổi", "Ghi góp ý"},
        "hai": set(),
    }
    every = set().union(*offered.values()) | {"Ký phê duyệt", "Ký trình xem xét", "Tải lên"}
    for login, wanted in offered.items():
        here = desk(login).look(revision_id)
        assert {one for one in every if here.offers(one)} == wanted, login
    desk("dung").look(revision_id, 404)


def test_a_look_and_a_download_are_in_the_access_log(app: Flask, cast: Cast, desk) -> None:
    from qms.documents.model import AccessEntry

    revision_id = ready(cast, register(cast), "Bản.")
    an = desk("vanan").look(revision_id)
    an.client.get(f"/documents/revisions/{revision_id}/edit-file")
    app.extensions[noting.EXTENSION].flush()
    with cast.service.db.read() as session:
        kinds = [one.kind.value for one in session.query(AccessEntry).order_by(AccessEntry.id)]
    assert kinds == ["view", "download"]


# Adoption and handing over


def test_a_prepared_list_is_read_and_signed_once(cast: Cast, desk) -> None:
    adoption_id = prepared(cast)
    giang, chau = desk("giang"), desk("chau")
    giang.open(f"/documents/adoptions/{adoption_id}")
    assert "Chờ Lê Minh Châu ký" in giang.text
    assert not giang.offers("Ký danh sách")
    desk("dung").open(f"/documents/adoptions/{adoption_id}", 404)
    chau.open(f"/documents/adoptions/{adoption_id}")
    assert "QT-11" in chau.text
    chau.follow("Ký danh sách")
    assert "QT-11" in chau.text
    chau.sign(422, "sai rồi nhé bạn")
    chau.sign()
    assert chau.stands == "Đã ký"
    chau.follow("QT-11")
    assert "Đang có hiệu lực" in chau.stands


def prepared(cast: Cast):
    from qms.documents.schemas import ImportRow
    from qms.people.rules import today

    day = today(cast.service.now())
    adoption_id = acts.prepare_adoption(cast.service, cast["giang"], "5/QĐ", day, cast["chau"])
    row = ImportRow(
        code="QT-11",
        title="Quy trình tiếp công dân",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        file="QT-11.docx",
    )
    data = a_docx("Bản giấy.", "QT-11")
    acts.import_document(cast.service, cast["giang"], row, data, adoption_id)
    return adoption_id


def test_open_work_is_listed_and_handed_over_wholly(cast: Cast, desk) -> None:
    first = ready(cast, register(cast), "Bản.")
    second = ready(cast, register(cast, "QT-06"), "Bản.")
    giang = desk("giang")
    giang.open("/documents/hand-over")
    giang.open(f"/documents/hand-over?from_id={cast['vanan']}")
    assert "QT-05" in giang.text
    assert "Chủ trì soạn thảo" in giang.text
    giang.press("Bàn giao tất cả", 422, reason="Nghỉ hưu")
    assert giang.page.find(id="reason").get_text() == "Nghỉ hưu"
    giang.press("Bàn giao tất cả", 422, to_id=str(cast["dung"]))
    assert "không có vai trò soạn thảo" in giang.summary
    giang.press("Bàn giao tất cả", to_id=str(cast["giang"]))
    assert "Đã bàn giao 2 tài liệu" in giang.text
    with cast.service.db.read() as session:
        held = {session.get_one(Revision, one).responsible_id for one in (first, second)}
    assert held == {cast["giang"]}
    desk("vanan").open("/documents/hand-over", 403)


def test_a_hand_over_that_fails_halfway_changes_nothing(cast: Cast) -> None:
    from qms.documents.schemas import HandOver
    from qms.errors import Invalid, NotAllowed

    first = ready(cast, register(cast), "Bản.")
    second = ready(cast, register(cast, "QT-06"), "Bản.")
    cast.add("khanh", "Đặng Khánh", (Role.APPROVER, None), (Role.AUTHOR, None))
    plan(cast, second, approver_id=cast["khanh"])
    put_other_author(cast, second)
    people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=Role.APPROVER))
    wish = HandOver(from_id=cast["chau"], to_id=cast["giang"])
    plan(cast, second, approver_id=cast["chau"])
    with pytest.raises((Invalid, NotAllowed)):
        acts.hand_over(cast.service, cast["giang"], wish, "Chuyển công tác")
    with cast.service.db.read() as session:
        found = {session.get_one(Revision, one).approver_id for one in (first, second)}
    assert found == {cast["chau"]}
    same = HandOver(from_id=cast["chau"], to_id=cast["chau"])
    with pytest.raises(Invalid, match="HAND-OVER-SAME"):
        acts.hand_over(cast.service, cast["giang"], same, "Nhầm")


def put_other_author(cast: Cast, revision_id) -> None:
    upload = acts.Upload(a_docx("Giang sửa"), "x.docx", base_of(cast, revision_id))
    acts.upload(cast.service, cast["giang"], revision_id, upload)


def test_a_reviewed_draft_can_be_returned_only_by_its_approver(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    review(cast, revision_id)
    an = desk("vanan").look(revision_id)
    assert not an.offers("Trả lại dự thảo")
    an.open(f"/documents/revisions/{revision_id}/return")
    assert "hiện không thực hiện được" in an.text


def test_a_new_edition_of_what_is_in_force_starts_from_its_page(cast: Cast, desk) -> None:
    revision_id = issued(cast, register(cast))
    an = desk("vanan").look(revision_id)
    an.follow("Mở lần sửa đổi mới")
    an.press("Mở dự thảo")
    assert "Lần ban hành 01, lần sửa đổi 01" in an.text
    assert an.offers("Tải về để sửa")

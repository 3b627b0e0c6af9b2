"""The signing page: what is shown, what is refused, and what is never lost."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select

from qms.documents import acts
from qms.documents.model import Round
from qms.people.rules import Role
from tests.documents.desk import Desk, a_docx
from tests.support.cast import (
    PASSPHRASE,
    Cast,
    assemble,
    base_of,
    plan,
    put_file,
    ready,
    register,
    submit,
)


@pytest.fixture
def desk(app: Flask, cast: Cast):
    """`desk("vanan")` is An's browser, signed in."""
    return lambda login: Desk(app, login)


def test_a_wrong_passphrase_tells_how_many_are_left_and_keeps_all(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    binh.press("Đồng ý", words="Ý kiến dài của tôi")
    challenge = binh.page.find("input", attrs={"name": "challenge"})["value"]
    binh.sign(422, "sai rồi nhé bạn")
    assert "Còn 4 lần" in binh.summary
    assert binh.page.find("input", attrs={"name": "challenge"})["value"] == challenge
    assert "Ý kiến dài của tôi" in binh.text
    assert not binh.page.find(id="passphrase").get("value")
    binh.sign(422, "")
    assert "Mật khẩu ký" in binh.summary
    for left in (3, 2, 1):
        binh.sign(422, "vẫn sai nhé bạn")
        assert f"Còn {left} lần" in binh.summary
    binh.sign(429, "vẫn sai nhé bạn")
    assert "tạm khóa" in binh.summary
    binh.sign(429)


def test_after_a_wrong_one_the_right_one_signs(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    an = desk("vanan")
    an.open(f"/documents/revisions/{revision_id}/sign/submit")
    an.sign(422, "sai rồi nhé bạn")
    an.sign()
    assert an.stands == "Đang xem xét"


def test_an_expired_request_leads_to_a_new_one(cast: Cast, desk, clock) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    binh.press("Yêu cầu chỉnh sửa", words="Thiếu phụ lục")
    clock.advance(minutes=11)
    binh.sign(409)
    assert "quá 10 phút" in binh.summary
    assert "Thiếu phụ lục" in binh.text
    binh.press("Mở lại trang ký")
    binh.sign()
    assert "Thiếu phụ lục" in desk("vanan").look(revision_id).text


def test_what_changed_since_it_was_shown_is_not_signed(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    an = desk("vanan")
    an.open(f"/documents/revisions/{revision_id}/sign/submit")
    put_file(cast, revision_id, a_docx("Bản khác."), base_of(cast, revision_id))
    an.sign(409)
    assert "Nội dung đã thay đổi" in an.summary
    an.follow("Mở lại trang ký")
    an.sign()


def test_the_same_request_twice_signs_once(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    an = desk("vanan")
    an.open(f"/documents/revisions/{revision_id}/sign/submit")
    form = an._prefilled(an.page.find("form", action=an.address))
    an.sign()
    address = f"/documents/revisions/{revision_id}/sign/submit"
    again = an.client.post(address, data={**form, "passphrase": PASSPHRASE})
    assert again.status_code == 409
    an._read(again, 409)
    assert "không cần ký lại" in an.text


def test_somebody_without_a_key_is_led_to_the_enrolment(cast: Cast, desk) -> None:
    cast.add("khoa", "Trịnh Khoa", (Role.REVIEWER, None))
    revision_id = ready(cast, register(cast), "Bản.")
    acts_plan_reviewer(cast, revision_id, "khoa")
    submit(cast, revision_id)
    khoa = desk("khoa").look(revision_id)
    khoa.press("Đồng ý", 409, words="Nhất trí")
    assert "Nhất trí" in khoa.text
    assert khoa.page.find("a", string="Tạo khóa ký số")["href"] == "/profile/signing-key"


def acts_plan_reviewer(cast: Cast, revision_id, login: str) -> None:
    from qms.documents.schemas import ReviewerPlan
    from qms.people.rules import today

    due = today(cast.service.now())
    plan(cast, revision_id, reviewers=[ReviewerPlan(person_id=cast[login], due_on=due)])


def test_words_typed_for_a_round_that_ended_are_not_lost(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    acts.cancel_review(cast.service, cast["vanan"], revision_id, "Trình nhầm")
    binh.press("Đồng ý", 409, words="Ý kiến đã gõ")
    assert "không còn ở trạng thái" in binh.summary
    assert "Ý kiến đã gõ" in binh.text
    assert binh.stands == "Dự thảo"


def test_a_round_that_ends_while_the_signing_page_is_open_signs_nothing(cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = desk("binh").look(revision_id)
    binh.press("Đồng ý", words="Ý kiến đã gõ")
    acts.cancel_review(cast.service, cast["vanan"], revision_id, "Trình nhầm")
    binh.sign(409)
    assert "không còn ở trạng thái" in binh.summary
    assert "Ý kiến đã gõ" in binh.text


def test_an_act_that_is_not_offered_leads_back_to_the_revision(cast: Cast, desk) -> None:
    revision_id = ready(cast, register(cast), "Bản.")
    an = desk("vanan")
    for path in ("sign/approve", "sign/withdraw", "cancel_review", "return", "approver"):
        an.open(f"/documents/revisions/{revision_id}/{path}")
        assert "hiện không thực hiện được" in an.text, path
    an.open(f"/documents/revisions/{revision_id}/sign/adopt", 404)


def test_the_signed_pdf_is_named_by_what_is_handed_out(service, app) -> None:
    cast = assemble(service, pdf=True)
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    binh = Desk(app, "binh").look(revision_id)
    handed = binh.client.get(f"/documents/revisions/{revision_id}/original/pdf").data
    assert hashlib.sha256(handed).hexdigest()[:12] in binh.text
    assert "PDF đã ký" in binh.text
    with service.db.read() as session:
        circulated = session.scalars(select(Round)).one()
    assert circulated.pdf_sha256 is not None
    begun = handed[: circulated.pdf_size]
    assert hashlib.sha256(begun).hexdigest() == circulated.pdf_sha256 != ""
    assert f"{circulated.pdf_size} byte đầu là đúng bản PDF đã trình" in binh.text
    binh.press("Đồng ý", words="")
    assert f"{circulated.pdf_size} byte đầu là đúng tệp này" in binh.text

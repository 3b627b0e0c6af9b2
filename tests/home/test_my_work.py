"""The first page: what waits for me, what I wait for, what was said to me."""

from datetime import date, timedelta

from qms.documents.schemas import ReviewerPlan
from qms.home.views.words import due
from qms.people.rules import today
from tests.support.cast import Cast, a_draft, approve, issued, ready, register, review, submit


def test_an_empty_desk_says_so(desk):
    dung = desk("dung")
    dung.open("/")
    assert "Không có việc nào chờ Ông/Bà" in dung.text
    assert dung.page.select_one(".rooms .count") is None


def test_a_review_waits_with_its_due_day_in_words_and_leads_to_its_page(cast: Cast, desk, clock):
    day = today(cast.service.now())
    plan = [ReviewerPlan(person_id=cast["binh"], due_on=day)]
    revision_id = ready(cast, register(cast), "Một.", reviewers=plan)
    submit(cast, revision_id)
    clock.advance(days=3)
    binh = desk("binh")
    binh.open("/")
    assert "Xem xét dự thảo: QT-05 Quy trình thu hồi đất" in binh.text
    assert "Quá hạn 3 ngày" in binh.text
    assert binh.page.select_one(".rooms .count").text == "1"
    binh.follow("Xem xét")
    assert str(revision_id) in binh.address


def test_the_count_stands_on_every_page_and_goes_when_the_work_is_done(cast: Cast, desk):
    revision_id = ready(cast, register(cast), "Một.")
    submit(cast, revision_id)
    binh = desk("binh")
    binh.open("/documents")
    assert binh.page.select_one(".rooms .count").text == "1"
    review(cast, revision_id)
    binh.open("/documents")
    assert binh.page.select_one(".rooms .count") is None


def test_the_author_sees_for_whom_one_waits(cast: Cast, desk):
    revision_id = ready(cast, register(cast), "Một.")
    an = desk("vanan")
    an.open("/")
    assert "Hoàn thiện dự thảo: QT-05" in an.text
    submit(cast, revision_id)
    an.open("/")
    assert "Chờ Trần Thị Bình xem xét" in an.text
    review(cast, revision_id)
    an.open("/")
    assert "Chờ Lê Minh Châu ký phê duyệt" in an.text
    chau = desk("chau")
    chau.open("/")
    assert "Ký phê duyệt: QT-05" in chau.text


def test_notices_name_the_document_and_are_read_once(cast: Cast, desk):
    issued(cast, register(cast))
    an = desk("vanan")
    an.open("/")
    assert "QT-05 – Quy trình thu hồi đất đã được phê duyệt" in an.text
    assert "1 mới" in an.text
    an.press("Đánh dấu đã đọc")
    assert "đã được phê duyệt" in an.text
    assert "1 mới" not in an.text


def test_somebody_elses_notices_stay_new(cast: Cast, desk):
    revision_id = ready(cast, register(cast), "Một.")
    submit(cast, revision_id)
    review(cast, revision_id)
    approve(cast, revision_id)
    an, binh = desk("vanan"), desk("binh")
    an.open("/")
    an.press("Đánh dấu đã đọc")
    binh.open("/")
    assert "1 mới" in binh.text


def test_a_draft_of_somebody_else_does_not_wait_for_me(cast: Cast, desk):
    a_draft(cast, register(cast))
    giang = desk("giang")
    giang.open("/")
    assert "QT-05" not in giang.text


def test_due_days_are_told_in_words(app):
    day = date(2026, 3, 10)
    with app.test_request_context():
        told = {left: due(day + timedelta(days=left), day) for left in (-3, 0, 2, 10)}
    assert (told[-3].tone, told[-3].text) == ("dead", "Quá hạn 3 ngày")
    assert (told[0].tone, told[0].text) == ("wait", "Hạn hôm nay")
    assert (told[2].tone, told[2].text) == ("wait", "Còn 2 ngày")
    assert (told[10].tone, told[10].text) == ("quiet", "Còn 10 ngày")

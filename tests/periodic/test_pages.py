"""Periodic reviews in the browser: what is due, a verdict, its signature, what became of it."""

from qms.periodic.rules import Verdict
from tests.periodic.looking import REASON, kept, past, propose


def said(browser) -> str:
    return " ".join(browser.page.get_text(" ").split())


def test_the_quality_manager_reviews_and_the_director_signs(cast, qt05, clock, desk):
    clock.advance(days=370)
    giang = desk("giang")
    giang.open("/")
    assert "Rà soát định kỳ: QT-05" in said(giang)
    giang.open("/periodic-reviews")
    assert "Quá hạn" in said(giang)
    giang.follow("Rà soát QT-05")
    giang.press("Gửi kết quả rà soát", verdict="keep", reason=REASON)
    assert "Tiếp tục áp dụng, không sửa đổi" in said(giang)
    assert not giang.offers("Đọc và ký")
    chau = desk("chau")
    chau.open("/")
    chau.follow("Đọc và ký")
    chau.follow("Đọc và ký")
    assert "rà soát lần tiếp theo chậm nhất ngày 07/03/2028" in said(chau)
    assert REASON in said(chau)
    chau.sign(422, passphrase="sai rồi")
    assert "Chưa có gì được ký" in said(chau)
    chau.sign()
    assert "Đã ký kết quả rà soát" in said(chau)
    giang.open(f"/documents/{qt05}")
    assert "lần tới chậm nhất 07/03/2028" in said(giang)
    giang.open(f"/documents/{qt05}/history")
    assert "ký kết quả rà soát định kỳ: tiếp tục áp dụng" in said(giang)
    giang.open(f"/documents/{qt05}/evidence")
    assert "Rà soát định kỳ, tiếp tục áp dụng" in said(giang)


def test_a_withdrawal_goes_to_the_one_page_where_it_is_signed(cast, qt05, desk):
    review_id = propose(cast, qt05, Verdict.WITHDRAW)
    chau = desk("chau")
    chau.open(f"/periodic-reviews/{review_id}")
    chau.press("Đọc và ký thu hồi")
    assert REASON in said(chau)
    chau.sign()
    chau.open(f"/periodic-reviews/{review_id}")
    assert "Đã ký" in said(chau)
    assert not chau.offers("Đọc và ký thu hồi")


def test_a_verdict_is_given_back_with_a_reason(cast, qt05, desk):
    review_id = propose(cast, qt05)
    chau = desk("chau")
    chau.open(f"/periodic-reviews/{review_id}")
    chau.press("Trả lại", 422, reason="")
    chau.press("Trả lại", reason="Chưa đối chiếu luật mới")
    assert "Chưa đối chiếu luật mới" in said(chau)


def test_a_verdict_without_a_choice_is_asked_again_with_the_reason_kept(cast, qt05, desk):
    giang = desk("giang")
    giang.open(f"/periodic-reviews/documents/{qt05}")
    giang.press("Gửi kết quả rà soát", 422, reason=REASON)
    assert REASON in giang.page.find(id="reason").get_text()


def test_signing_what_has_lapsed_shows_the_review_and_why(cast, qt05, desk):
    review_id = kept(cast, qt05)
    chau = desk("chau")
    chau.open(f"/periodic-reviews/{review_id}/sign", 409)
    assert "đã được ký hoặc trả lại" in said(chau)


def test_the_list_prints_with_its_legal_basis(cast, qt05, desk):
    giang = desk("giang")
    giang.open("/periodic-reviews/printed?show=all")
    words = said(giang)
    assert "DANH MỤC TÀI LIỆU THEO HẠN RÀ SOÁT ĐỊNH KỲ" in words
    assert "QT-05" in words
    assert "Thông tư 26/2014/TT-BKHCN" in words


def test_readers_see_nothing_of_reviews(cast, qt05, desk):
    review_id = propose(cast, qt05)
    dung = desk("dung")
    dung.open("/periodic-reviews", 403)
    dung.open(f"/periodic-reviews/{review_id}", 404)
    dung.open(f"/periodic-reviews/documents/{qt05}", 403)
    dung.open(f"/documents/{qt05}")
    assert "Rà soát định kỳ" not in said(dung)
    assert past(cast, qt05, "dung") == []

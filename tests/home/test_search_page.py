"""The search page: the version in force first, typed without diacritics, and what goes wrong."""

import shutil
from datetime import timedelta

from qms.people.rules import today
from tests.support.cast import Cast, issued, register


def codes(desk) -> list[str]:
    return [one.text for one in desk.page.select(".found h2 .code")]


def test_a_clerk_finds_the_procedure_without_diacritics(cast: Cast, desk, indexed):
    issued(cast, register(cast), "Bồi thường, hỗ trợ và tái định cư.")
    issued(cast, register(cast, "QT-06", "Quy trình lấy mẫu nước"), "Lấy mẫu nước mặt.")
    indexed()
    dung = desk("dung")
    dung.open("/search?q=boi+thuong")
    assert codes(dung) == ["QT-05"]
    assert dung.page.mark.text == "Bồi thường"
    dung.follow("Quy trình thu hồi đất")
    assert dung.stands == "Lần ban hành 01, lần sửa đổi 00"


def test_an_exact_code_goes_first_even_before_the_index_knows_it(cast: Cast, desk, indexed):
    issued(cast, register(cast, "QT-06", "Quy trình nêu QT-05"), "Theo QT-05, QT-05, QT-05.")
    indexed()
    issued(cast, register(cast, "QT-05"), "Khác.")
    dung = desk("dung")
    dung.open("/search?q=qt05")
    assert codes(dung)[0] == "QT-05"


def test_the_dead_are_found_only_by_who_may_see_history_and_asks(cast: Cast, desk, indexed, clock):
    document_id = register(cast)
    issued(cast, document_id, "Trích lục bản đồ.")
    clock.advance(days=2)
    issued(cast, document_id, "Nội dung khác hẳn.")
    indexed()
    hai, dung = desk("hai"), desk("dung")
    hai.open("/search?q=trich+luc")
    assert codes(hai) == []
    hai.follow("Tìm cả tài liệu hết hiệu lực")
    assert codes(hai) == ["QT-05"]
    assert "Đã bị thay thế" in hai.text
    dung.open("/search?q=trich+luc&history=true")
    assert codes(dung) == []
    assert dung.page.find(id="history") is None


def test_what_waits_for_its_day_is_not_found_by_authors_in_the_history(
    cast: Cast, desk, indexed, clock
):
    document_id = register(cast)
    issued(cast, document_id, "Bản đầu.")
    clock.advance(days=1)
    day = today(cast.service.now()) + timedelta(days=9)
    issued(cast, document_id, "Trích đo địa chính.", effective_on=day)
    indexed()
    an, giang = desk("vanan"), desk("giang")
    an.open("/search?q=trich+do&history=true")
    assert codes(an) == []
    giang.open("/search?q=trich+do&history=true")
    assert codes(giang) == ["QT-05"]


def test_a_broken_index_falls_back_to_titles_and_says_so(cast: Cast, desk, indexed, service):
    issued(cast, register(cast))
    indexed()
    shutil.rmtree(service.settings.index_path)
    dung = desk("dung")
    dung.open("/search?q=thu+hoi+dat")
    assert codes(dung) == ["QT-05"]
    assert "chỉ so theo mã hiệu và tên tài liệu" in dung.text


def test_words_that_cannot_be_asked_are_refused_in_a_sentence_and_kept(cast: Cast, desk, indexed):
    indexed()
    dung = desk("dung")
    dung.open("/search?q=" + "dat+" * 90, 422)
    assert dung.page.find(id="words-error").text.strip()
    assert dung.page.find(id="words")["value"].startswith("dat dat")


def test_nothing_found_says_what_to_try(cast: Cast, desk, indexed):
    indexed()
    dung = desk("dung")
    dung.open("/search?q=khong+co+dau&type=QT")
    assert "Không tìm thấy tài liệu đang có hiệu lực nào" in dung.text
    assert dung.offers("Bỏ lọc")
    dung.open("/search")
    assert "Gõ không dấu cũng được" in dung.text
    assert dung.page.select_one(".found") is None


def test_filters_narrow_the_answer_and_bad_ones_are_refused(cast: Cast, desk, indexed):
    issued(cast, register(cast), "Chung.")
    indexed()
    dung = desk("dung")
    dung.open(f"/search?q=chung&type=QT&unit={cast.units['VP']}")
    assert codes(dung) == ["QT-05"]
    dung.open("/search?q=chung&type=BM")
    assert codes(dung) == []
    for bad in ("unit=x", "cursor=-1", "cursor=x"):
        dung.open(f"/search?q=chung&{bad}", 422)


def test_a_long_answer_goes_on_without_repeating(cast: Cast, desk, indexed):
    for number in range(1, 14):
        issued(cast, register(cast, f"QT-{number:02}", f"Quy trình số {number}"), "Cùng một lời.")
    indexed()
    dung = desk("dung")
    dung.open("/search?q=cung+mot+loi")
    first = codes(dung)
    assert len(first) == 10
    dung.follow("Xem thêm")
    second = codes(dung)
    assert len(second) == 3
    assert set(first) | set(second) == {f"QT-{number:02}" for number in range(1, 14)}

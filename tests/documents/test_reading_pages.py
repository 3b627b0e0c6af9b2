"""What people read: the register and a document; and what they are never shown."""

from qms.documents import acts
from qms.documents.rules.permissions import Visibility
from qms.documents.schemas import NewDocument
from tests.documents.reading import scheduled, withdrawn
from tests.support.cast import Cast, issued, ready, register

# The register


def test_a_reader_sees_only_what_is_in_force(cast: Cast, desk):
    issued(cast, register(cast, "QT-05"))
    register(cast, "QT-06", "Quy trình chưa ban hành")
    withdrawn(cast, register(cast, "QT-07", "Quy trình đã bãi bỏ"))
    dung = desk("dung")
    for show in ("in_force", "open", "dead", "all", "scheduled"):
        dung.open(f"/documents?show={show}")
        assert "QT-06" not in dung.text
        assert "QT-07" not in dung.text
    assert "Tình trạng" not in dung.text
    dung.open("/documents")
    assert dung.page.select_one("tbody th a").text == "QT-05"


def test_a_manager_asks_for_what_is_open_ended_or_coming(cast: Cast, desk):
    ready(cast, register(cast, "QT-05"), "Dự thảo.")
    withdrawn(cast, register(cast, "QT-06"))
    scheduled(cast, register(cast, "QT-07"))
    giang = desk("giang")
    for show, code, words in [
        ("open", "QT-05", "Dự thảo"),
        ("dead", "QT-06", "Hết hiệu lực"),
        ("scheduled", "QT-07", "Lần mới từ 10/03/2026"),
    ]:
        giang.open(f"/documents?show={show}")
        assert [one.text for one in giang.page.select("tbody th a")] == [code]
        assert words in giang.page.tbody.text
    giang.open("/documents?show=all")
    assert len(giang.page.select("tbody tr")) == 3


def test_an_author_finds_what_is_being_written_but_not_what_waits_for_its_day(cast: Cast, desk):
    ready(cast, register(cast, "QT-05"), "Dự thảo.")
    scheduled(cast, register(cast, "QT-07"))
    an = desk("vanan")
    an.open("/documents?show=open")
    assert "QT-05" in an.text
    an.open("/documents?show=scheduled")
    assert "QT-07" not in an.page.find("main").text


def test_filters_stand_in_the_address_and_words_need_no_diacritics(cast: Cast, desk):
    issued(cast, register(cast, "QT-05", "Quy trình thu hồi đất"))
    issued(cast, register(cast, "QT-06", "Quy trình lấy mẫu nước"))
    dung = desk("dung")
    dung.open(f"/documents?text=thu+hoi+dat&type=QT&unit={cast.units['VP']}&field=chung")
    assert [one.text for one in dung.page.select("tbody th a")] == ["QT-05"]
    assert dung.page.find(id="text")["value"] == "thu hoi dat"
    chosen = [one["value"] for one in dung.page.select("form.filters option[selected]")]
    assert chosen == [str(cast.units["VP"]), "QT", "chung"]


def test_a_bad_filter_is_refused_and_a_strange_argument_ignored(cast: Cast, desk):
    dung = desk("dung")
    for query in ("unit=x", "show=secret", "on=yesterday", "cursor=x", "on=0001-01-01"):
        dung.open(f"/documents?{query}", 422)
    dung.open("/documents?utm_source=mail")


def test_an_empty_register_says_what_to_do(cast: Cast, desk):
    an = desk("vanan")
    an.open("/documents")
    assert "Chưa có tài liệu nào đang có hiệu lực" in an.text
    assert an.offers("Đăng ký tài liệu đầu tiên")
    an.open("/documents?text=khong")
    assert "Không có tài liệu nào khớp" in an.text
    assert an.offers("Bỏ lọc")


def test_the_register_goes_on_after_fifty_lines_and_never_twice(cast: Cast, desk, monkeypatch):
    for number in range(1, 8):
        register(cast, f"QT-{number:02}")
    from qms.documents.queries import register as queries

    small = queries.register_page
    monkeypatch.setattr(queries, "register_page", lambda *args: small(*args, limit=3))
    giang = desk("giang")
    giang.open("/documents?show=all")
    seen = [one.text for one in giang.page.select("tbody th a")]
    while giang.offers("Trang sau"):
        giang.follow("Trang sau")
        assert "show=all" in giang.address
        seen += [one.text for one in giang.page.select("tbody th a")]
    assert seen == [f"QT-{number:02}" for number in range(1, 8)]


def test_what_was_in_force_on_a_day_is_for_who_may_see_history(cast: Cast, desk, clock):
    document_id = register(cast)
    issued(cast, document_id)
    clock.advance(days=30)
    issued(cast, document_id, "Lần hai.")
    hai = desk("hai")
    hai.open("/documents?on=2026-03-10")
    assert "01/00" in hai.page.tbody.text
    assert "Đây không phải danh mục hiện hành" in hai.text
    hai.open(f"/documents/{document_id}/as-of?on=2026-03-10")
    assert "NAY ĐÃ HẾT HIỆU LỰC" in hai.text
    hai.open(f"/documents/{document_id}/as-of?on=2026-01-01")
    assert "không có bản nào có hiệu lực" in hai.text
    dung = desk("dung")
    dung.open("/documents?on=2026-03-10")
    assert dung.page.tbody is None
    dung.open(f"/documents/{document_id}/as-of?on=2026-03-10", 403)


# The page of a document


def test_what_is_in_force_comes_first_with_who_signed_it(cast: Cast, desk):
    document_id = register(cast)
    issued(cast, document_id)
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    assert dung.stands == "Lần ban hành 01, lần sửa đổi 00"
    assert "Có hiệu lực từ ngày 02/03/2026" in dung.text
    assert "Lê Minh Châu, GIÁM ĐỐC" in dung.text
    assert "1. Mục đích" in dung.text
    assert not dung.offers("Lịch sử")
    assert not dung.offers("Mở lần sửa đổi mới")
    assert "Các lần ban hành" not in dung.text


def test_a_reader_is_not_told_of_drafts_and_coming_editions(cast: Cast, desk, clock):
    document_id = register(cast)
    issued(cast, document_id)
    clock.advance(days=1)
    scheduled(cast, document_id)
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    assert "01/01" not in dung.text
    assert "đến hết ngày 10/03/2026" in dung.text  # but how long the present one holds
    giang = desk("giang")
    giang.open(f"/documents/{document_id}")
    assert "Lần 01/01 có hiệu lực từ ngày 11/03/2026" in giang.text


def test_whoever_writes_sees_the_open_revision_and_continues_it(cast: Cast, desk, clock):
    document_id = register(cast)
    issued(cast, document_id)
    clock.advance(days=1)
    revision_id = ready(cast, document_id, "Lần hai.")
    an = desk("vanan")
    an.open(f"/documents/{document_id}")
    an.follow("Tiếp tục lần đang soạn thảo")
    assert str(revision_id) in an.address


def test_a_dead_document_says_so_and_offers_no_file_to_readers(cast: Cast, desk):
    document_id = register(cast)
    withdrawn(cast, document_id)
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    assert "TÀI LIỆU HẾT HIỆU LỰC" in dung.text
    assert not dung.offers("Tải tệp Word")
    assert "Không còn áp dụng" not in dung.text
    hai = desk("hai")
    hai.open(f"/documents/{document_id}")
    assert "Không còn áp dụng" in hai.text
    assert hai.offers("Tải về (hết hiệu lực)")


def test_a_document_never_issued_is_known_to_its_authors_only(cast: Cast, desk):
    document_id = register(cast)
    desk("dung").open(f"/documents/{document_id}", 404)
    desk("dung").open("/documents/code/QT-05", 404)
    an = desk("vanan")
    an.open(f"/documents/{document_id}")
    assert "CHƯA BAN HÀNH" in an.text
    assert an.offers("Mở dự thảo đầu tiên")
    scheduled(cast, document_id)
    giang = desk("giang")
    giang.open(f"/documents/{document_id}")
    assert "CHƯA CÓ HIỆU LỰC" in giang.text


def test_who_is_not_named_finds_no_page_no_file_and_no_line(cast: Cast, desk):
    new = NewDocument(
        code="QT-09",
        title="Quy trình nội bộ",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        visibility=Visibility.NAMED,
        readers=[cast["binh"]],
    )
    document_id = acts.register_document(cast.service, cast["vanan"], new)
    revision_id = issued(cast, document_id)
    dung, binh = desk("dung"), desk("binh")
    dung.open(f"/documents/{document_id}", 404)
    dung.open(f"/documents/revisions/{revision_id}/file", 404)
    dung.open("/documents")
    assert "QT-09" not in dung.text
    binh.open(f"/documents/{document_id}")
    assert binh.client.get(f"/documents/revisions/{revision_id}/file").status_code == 200


def test_a_code_in_any_spelling_leads_to_the_document(cast: Cast, desk):
    issued(cast, register(cast))
    dung = desk("dung")
    for code in ("QT-05", "qt05", "QT.5"):
        dung.open(f"/documents/code/{code}")
        assert "QT-05" in dung.page.find("main").text
    dung.open("/documents/code/QT-99", 404)


def test_forms_are_offered_beside_their_procedure_when_they_are_in_force(cast: Cast, desk):
    parent = register(cast)
    issued(cast, parent)
    children = []
    for code in ("BM-01-QT-05", "BM-02-QT-05"):
        new = NewDocument(
            code=code,
            title=f"Biểu mẫu {code}",
            type_code="BM",
            field_code="chung",
            owner_unit_id=cast.units["VP"],
            parent_id=parent,
        )
        children.append(acts.register_document(cast.service, cast["vanan"], new))
    issued(cast, children[0])
    dung = desk("dung")
    dung.open(f"/documents/{parent}")
    assert "BM-01-QT-05" in dung.text
    assert "BM-02-QT-05" not in dung.text
    dung.follow("BM-01-QT-05")
    assert "tài liệu cấp trên" in dung.text
    an = desk("vanan")
    an.open(f"/documents/{parent}")
    assert "chưa có bản có hiệu lực" in an.text

"""Two versions beside each other: who may see what, in the browser, by API, and for Word."""

from io import BytesIO

import docx
import pytest

from qms.documents.acts.comparison import ask_redline, make_redline
from qms.documents.queries.comparison import RedlineState, beside, redline_line
from qms.errors import Invalid, NotFound
from qms.jobs.redlining import Redlining
from tests.documents.desk import Desk
from tests.support.cast import (
    Cast,
    a_docx,
    a_draft,
    base_of,
    issued,
    plan,
    put_file,
    ready,
    register,
    submit,
)

OLD = "Phòng Quản lý đất đai trả kết quả trong 03 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ."
NEW = "Phòng Quản lý đất đai trả kết quả trong 05 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ."


def beside_of(cast: Cast, login: str, revision_id, **named):
    with cast.service.db.read() as session:
        return beside(session, cast.actor(login), revision_id, cast.service.now(), **named)


def marked(at: Desk, tag: str) -> list[str]:
    """What the comparison marks so in the body of the text."""
    body = at.page.find(id="h-body").parent
    return [one.get_text() for one in body.find_all(tag)]


@pytest.fixture
def changed(cast: Cast):
    """A document in force and a submitted successor in which one number differs."""
    document_id = register(cast)
    first = issued(cast, document_id, OLD)
    second = ready(cast, document_id, NEW)
    submit(cast, second)
    return first, second


def test_a_draft_is_compared_with_what_it_replaces_at_once(cast: Cast, desk) -> None:
    document_id = register(cast)
    issued(cast, document_id, OLD)
    draft = a_draft(cast, document_id)
    an = desk("vanan").look(draft)
    assert not an.offers("Xem từng chỗ thay đổi")
    an.bring(a_docx(NEW))
    assert "1 đoạn sửa" in an.text
    an.follow("Xem từng chỗ thay đổi")
    assert marked(an, "ins") == ["05"]
    assert marked(an, "del") == ["03"]


def test_the_reviewer_sees_the_changes_before_deciding(cast: Cast, desk, changed) -> None:
    binh = desk("binh").look(changed[1])
    assert "Thay đổi so với" in binh.text
    assert "1. Mục đích" in binh.text
    place = binh.page.find(id="h-changes")
    assert binh.page.find(id="verdict") in place.find_all_next()
    binh.follow("Xem từng chỗ thay đổi")
    assert "05" in binh.text


@pytest.mark.parametrize("view", ["side", "inline"])
def test_both_views_show_the_change_and_all_of_the_text_on_request(
    cast: Cast, desk, changed, view: str
) -> None:
    binh = desk("binh")
    where = f"/documents/revisions/{changed[1]}/compare?view={view}"
    binh.open(where)
    assert {"side": "Mới", "inline": "Được sửa"}[view] in binh.text
    binh.follow("Xem toàn văn")
    assert f"view={view}" in binh.address or view == "side"
    assert "all=" in binh.address
    assert marked(binh, "ins") == ["05"]


def test_a_reader_sees_neither_the_draft_nor_what_was_replaced(cast: Cast, desk, changed) -> None:
    first, second = changed
    dung = desk("dung")
    dung.open(f"/documents/revisions/{second}/compare", 404)
    with pytest.raises(Invalid, match="COMPARISON-WITHOUT-BASE"):
        beside_of(cast, "dung", first)


def test_who_reviews_sees_what_is_replaced_even_of_a_named_circle(cast: Cast) -> None:
    from qms.documents.model import Document
    from qms.documents.rules.permissions import Visibility

    document_id = register(cast)
    issued(cast, document_id, OLD)
    second = ready(cast, document_id, NEW)
    submit(cast, second)
    with cast.service.db.write() as session:
        session.get_one(Document, document_id).visibility = Visibility.NAMED
    assert beside_of(cast, "binh", second).old.number == 1
    with pytest.raises(NotFound):
        beside_of(cast, "dung", second)


def test_uploads_of_a_draft_can_be_compared_with_each_other(cast: Cast) -> None:
    document_id = register(cast)
    draft = a_draft(cast, document_id)
    put_file(cast, draft, a_docx(OLD))
    with pytest.raises(Invalid, match="COMPARISON-WITHOUT-BASE"):
        beside_of(cast, "vanan", draft)
    put_file(cast, draft, a_docx(NEW), base_of(cast, draft))
    pair = beside_of(cast, "vanan", draft)
    assert (pair.old.name, pair.new.name) == ("f1", "r1")
    with pytest.raises(NotFound, match="COMPARISON-SIDE-UNKNOWN"):
        beside_of(cast, "vanan", draft, base="f9")
    with pytest.raises(NotFound):
        beside_of(cast, "vanan", draft, file="r7")


def test_the_suggested_line_goes_after_what_was_typed(cast: Cast, desk) -> None:
    document_id = register(cast)
    issued(cast, document_id, OLD)
    draft = a_draft(cast, document_id)
    put_file(cast, draft, a_docx(NEW), base_of(cast, draft))
    an = desk("vanan").look(draft)
    assert "sửa “03” thành “05”" in an.text
    an.press("Điền gợi ý vào tóm tắt", change_summary="Theo ý kiến phòng.", title="Tên đang gõ")
    typed = an.page.find(id="change_summary").get_text()
    assert typed.strip().startswith("Theo ý kiến phòng.")
    assert "sửa “03” thành “05”" in typed
    assert an.page.find(id="title")["value"] == "Tên đang gõ"
    with cast.service.db.read() as session:
        from qms.documents.model import Revision

        assert session.get_one(Revision, draft).change_summary == ""


def test_the_redline_is_asked_for_awaited_and_taken(cast: Cast, desk, changed) -> None:
    binh = desk("binh")
    binh.open(f"/documents/revisions/{changed[1]}/compare")
    binh.press("Lập bản so sánh Word")
    assert "đang được lập" in binh.text
    assert "Tải lại trang" in binh.text
    early = binh.client.get(f"/documents/revisions/{changed[1]}/redline")
    assert early.status_code == 409
    assert Redlining(cast.service).drain() == 1
    assert Redlining(cast.service).drain() == 0
    binh.open(f"/documents/revisions/{changed[1]}/compare")
    link = next(one for one in binh.page.find_all("a") if "Tải bản so sánh Word" in one.get_text())
    answer = binh.client.get(link["href"])
    made = docx.Document(BytesIO(answer.data))
    marks = made.element.xpath("//w:ins | //w:del")
    assert {one.get(docx.oxml.ns.qn("w:author")) for one in marks} == {"Nguyễn Văn An"}
    assert "QT-05" in answer.headers["Content-Disposition"]


def test_a_redline_is_made_once_for_each_pair(cast: Cast, changed) -> None:
    asked = ask_redline(cast.service, cast["binh"], changed[1])
    assert asked.state is RedlineState.WAITING
    pair = beside_of(cast, "binh", changed[1])
    first = make_redline(cast.service, pair.old.sha256, pair.new.sha256)
    again = ask_redline(cast.service, cast["chau"], changed[1])
    assert again == first
    assert first.state is RedlineState.READY


def test_unrelated_texts_are_said_to_be_and_shown_all_the_same(cast: Cast, desk) -> None:
    document_id = register(cast)
    issued(cast, document_id, OLD * 3)
    draft = a_draft(cast, document_id)
    other = " ".join(f"khác{number}" for number in range(80))
    put_file(cast, draft, a_docx(other), base_of(cast, draft))
    ask_redline(cast.service, cast["vanan"], draft)
    Redlining(cast.service).drain()
    an = desk("vanan")
    an.open(f"/documents/revisions/{draft}/compare")
    assert "gần như không có nội dung chung" in an.text
    assert "khác7" in an.text
    refused = an.client.get(f"/documents/revisions/{draft}/redline")
    assert refused.status_code == 409
    assert "REDLINE-UNRELATED" in refused.get_data(as_text=True)


def test_finished_rounds_can_be_compared_with_the_present_draft(cast: Cast, changed) -> None:
    from qms.documents import acts

    acts.cancel_review(cast.service, cast["vanan"], changed[1], "Sửa lại một chỗ")
    later = a_docx(NEW + " Bổ sung một câu.")
    put_file(cast, changed[1], later, base_of(cast, changed[1]))
    pair = beside_of(cast, "binh", changed[1], base="t1")
    assert (pair.old.name, pair.new.name) == ("t1", "r2")
    plan(cast, changed[1])


def test_text_is_never_markup_on_the_page(cast: Cast, desk) -> None:
    document_id = register(cast)
    issued(cast, document_id, "Trả kết quả trong ngày.")
    draft = a_draft(cast, document_id)
    hostile = 'Trả kết quả <script>alert(1)</script> "><img src=x onerror=alert(1)> trong ngày.'
    put_file(cast, draft, a_docx(hostile), base_of(cast, draft))
    an: Desk = desk("vanan")
    an.open(f"/documents/revisions/{draft}/compare?view=inline&all=1")
    assert "<script>alert(1)" in an.text
    body = an.page.find(id="h-body").parent
    assert body.find(["script", "img"]) is None
    an.look(draft)
    assert an.page.find(id="h-suggestion").parent.find(["script", "img"]) is None


# By program


def test_the_api_says_what_changed_and_hands_out_the_redline(cast: Cast, calls, changed) -> None:
    binh, where = calls("binh"), f"/revisions/{changed[1]}"
    answer = binh.get(f"{where}/comparison")
    assert answer["summary"]["changed"] == 1
    (line,) = answer["lines"]
    assert line["cells"][0][1] == {"sign": "removed", "text": "03"}
    assert answer["log_line"]["summary"] == "1. Mục đích: sửa “03” thành “05”"
    assert len(binh.get(f"{where}/comparison", all="true")["lines"]) == answer["total"]
    assert binh.get(f"{where}/redline")["state"] == "not_asked"
    assert binh.get(f"{where}/redline/file", 409)["code"] == "REDLINE-NOT-ASKED"
    assert binh.post(f"{where}/redline", 202)["state"] == "waiting"
    assert binh.get(f"{where}/redline/file", 409)["code"] == "REDLINE-WAITING"
    Redlining(cast.service).drain()
    assert binh.get(f"{where}/redline")["state"] == "ready"
    made = binh.send("GET", f"{where}/redline/file")
    assert docx.Document(BytesIO(made.data)).element.xpath("//w:ins")
    assert binh.get(f"{where}/comparison", 422, base="x1")["code"] == "FIELDS-INVALID"
    assert binh.get(f"{where}/comparison", 404, base="r9")["code"] == "COMPARISON-SIDE-UNKNOWN"
    calls("dung").get(f"{where}/comparison", 404)


def test_a_redline_lies_among_the_files_a_backup_must_hold(cast: Cast, changed) -> None:
    from qms.documents.queries.objects import named_objects

    ask_redline(cast.service, cast["binh"], changed[1])
    Redlining(cast.service).drain()
    pair = beside_of(cast, "binh", changed[1])
    made = make_redline(cast.service, pair.old.sha256, pair.new.sha256)
    with cast.service.db.read() as session:
        assert made.sha256 in set(named_objects(session))


def test_without_the_program_the_page_still_compares(
    cast: Cast, desk, changed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qms.word.redline.engine.PACKAGE", "not-installed-here")
    ask_redline(cast.service, cast["binh"], changed[1])
    Redlining(cast.service).drain()
    binh = desk("binh")
    binh.open(f"/documents/revisions/{changed[1]}/compare")
    assert "python-redlines[docxodus]" in binh.text
    assert marked(binh, "ins") == ["05"]
    monkeypatch.undo()
    binh.press("Lập lại bản so sánh Word")
    Redlining(cast.service).drain()
    binh.open(f"/documents/revisions/{changed[1]}/compare")
    assert binh.offers("Tải bản so sánh Word")


def test_the_jobs_process_makes_them_beside_its_rounds(cast: Cast, changed) -> None:
    ask_redline(cast.service, cast["binh"], changed[1])
    working = Redlining(cast.service)
    working.keep_going()
    working.wait(60)
    pair = beside_of(cast, "binh", changed[1])
    with cast.service.db.read() as session:
        made = redline_line(session, pair.old.sha256, pair.new.sha256)
    assert made.state is RedlineState.READY
    working.keep_going()
    working.wait(1)

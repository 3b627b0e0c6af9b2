"""Files, history, looks and signatures of a document as people read them; what a page costs."""

import ast
import re
from urllib.parse import unquote

from flask import Flask
from sqlalchemy import select

from qms.documents import acts
from qms.documents.model import AccessEntry
from qms.documents.model.access import AccessKind
from qms.documents.queries.document import document_page
from qms.documents.rules.period import Standing
from qms.documents.rules.states import Outcome
from qms.documents.views import noting
from qms.documents.views.story import SENTENCES
from tests.architecture.source import modules
from tests.documents.reading import scheduled, statements_on, withdrawn
from tests.support.cast import Cast, approve, issued, ready, register, review, submit

# Files


def test_a_file_comes_proven_under_a_vietnamese_name(cast: Cast, desk):
    revision_id = issued(cast, register(cast))
    with desk("dung").client.get(f"/documents/revisions/{revision_id}/file") as answer:
        assert answer.data.startswith(b"PK")
        header = answer.headers["Content-Disposition"]
    name = unquote(re.search(r"filename\*=UTF-8''(\S+)", header)[1])
    assert name == "QT-05 01-00 Quy trình thu hồi đất.docx"


def test_a_dead_copy_is_marked_in_its_name_and_for_history_only(cast: Cast, desk, clock):
    document_id = register(cast)
    first = issued(cast, document_id)
    clock.advance(days=3)
    issued(cast, document_id, "Lần hai.")
    with desk("hai").client.get(f"/documents/revisions/{first}/file") as answer:
        header = unquote(answer.headers["Content-Disposition"])
    assert "HẾT HIỆU LỰC - QT-05 01-00" in header
    desk("dung").open(f"/documents/revisions/{first}/file", 404)


def test_damaged_bytes_never_leave_the_house(cast: Cast, desk):
    revision_id = issued(cast, register(cast))
    for place in cast.service.settings.store_path.glob("??/??/*"):
        place.chmod(0o600)
        place.write_bytes(b"PK something else")
    desk("dung").open(f"/documents/revisions/{revision_id}/file", 500)


# History, access, evidence


def test_the_history_tells_in_sentences_who_did_what(cast: Cast, desk):
    document_id = register(cast)
    issued(cast, document_id)
    hai = desk("hai")
    hai.open(f"/documents/{document_id}/history")
    told = [" ".join(one.get_text().split()) for one in hai.page.select("tbody tr td:nth-child(2)")]
    assert told[0] == "Lê Minh Châu ký phê duyệt lần 01/00, có hiệu lực từ ngày 02/03/2026"
    assert told[-1] == "Nguyễn Văn An đăng ký tài liệu vào danh mục với mã hiệu QT-05"
    assert "…" not in " ".join(told)
    places = [one.text for one in hai.page.select("tbody td code")]
    assert places
    assert all(one.isdecimal() for one in places)


def test_a_review_taken_back_and_an_approval_cancelled_are_told_apart(cast: Cast, desk, clock):
    document_id = register(cast)
    revision_id = ready(cast, document_id, "Dự thảo.")
    submit(cast, revision_id)
    acts.cancel_review(cast.service, cast["vanan"], revision_id, "Sai tệp")
    submit(cast, revision_id)
    review(cast, revision_id)
    hai = desk("hai")
    hai.open(f"/documents/{document_id}/history")
    assert "rút lại lần 01/00, lượt 1" in hai.text
    approve(cast, revision_id)
    clock.advance(days=1)
    later = scheduled(cast, document_id)
    acts.cancel_approved(cast.service, cast["giang"], later, "Chưa đủ điều kiện")
    hai = desk("hai")  # the session of yesterday has ended
    hai.open(f"/documents/{document_id}/history")
    assert "hủy lần 01/01 trước ngày có hiệu lực" in hai.text
    assert "giữ lần 01/00 tiếp tục có hiệu lực, do lần 01/01 đã bị hủy" in hai.text


ACTION = re.compile(r"documents\.(document|revision|adoption)\.\w+")


def texts(node: ast.AST) -> set[str]:
    """Every text inside this piece of source."""
    values = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {one for one in values if isinstance(one, str)}


def recorded_actions() -> set[str]:
    """Every action that the acts of this room record, read from their source."""
    found = {f"documents.revision.{one.value}" for one in Outcome}
    for path, tree in modules():
        if path.startswith("documents/acts/"):
            found |= {one for one in texts(tree) if ACTION.fullmatch(one)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".event"):
                    found |= {f"documents.revision.{one}" for one in texts(_named(node.args[0]))}
    return found


def _named(argument: ast.expr) -> ast.AST:
    """The action of an event: the branches of a choice, not its condition."""
    if isinstance(argument, ast.IfExp):
        return ast.List([argument.body, argument.orelse], ast.Load())
    return argument


def test_every_action_that_is_recorded_has_a_sentence():
    actions = recorded_actions()
    assert len(actions) > 15
    assert sorted(actions - set(SENTENCES)) == []


def test_looks_downloads_and_prints_are_shown_per_document(cast: Cast, desk):
    document_id = register(cast)
    revision_id = issued(cast, document_id)
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    token = dung.page.select_one("[data-printed]")
    dung.client.post(token["data-printed"], data={"csrf_token": token["data-token"]})
    dung.client.get(f"/documents/revisions/{revision_id}/file").close()
    hai = desk("hai")
    hai.open(f"/documents/{document_id}/access")
    rows = [one.get_text(" ", strip=True) for one in hai.page.select("tbody tr")]
    assert sum("Phạm Thị Dung" in one for one in rows) == 3
    assert {"Xem trang", "In trang", "Tải tệp"} <= {one.split("Dung ")[-1] for one in rows}
    for tail in ("history", "access", "evidence", "evidence.zip"):
        dung.open(f"/documents/{document_id}/{tail}", 403)


def test_what_nobody_was_shown_is_not_logged_as_a_look(cast: Cast, desk, app: Flask):
    document_id = register(cast)
    desk("dung").open(f"/documents/{document_id}", 404)
    app.extensions[noting.EXTENSION].flush()
    with cast.service.db.read() as session:
        assert session.scalars(select(AccessEntry)).all() == []


def test_the_access_log_is_written_when_the_application_ends(cast: Cast, desk, app: Flask):
    document_id = register(cast)
    issued(cast, document_id)
    desk("dung").open(f"/documents/{document_id}")
    app.extensions[noting.EXTENSION].close()
    with cast.service.db.read() as session:
        kinds = [one.kind for one in session.scalars(select(AccessEntry))]
    assert kinds == [AccessKind.VIEW]


def test_signatures_are_answered_in_four_words_and_the_bundle_is_taken_away(cast: Cast, desk):
    document_id = register(cast)
    issued(cast, document_id)
    hai = desk("hai")
    hai.open(f"/documents/{document_id}/evidence")
    assert "3/3 chữ ký kiểm tra đạt" in hai.text
    for words in ("Nguyên vẹn", "Chữ ký hợp lệ", "Chứng thư tin cậy", "Thu hồi chứng thư"):
        assert words in hai.text
    with hai.client.get(f"/documents/{document_id}/evidence.zip") as answer:
        assert answer.mimetype == "application/zip"
        assert answer.data.startswith(b"PK")


def test_a_lost_file_is_said_on_the_page_of_evidence(cast: Cast, desk):
    document_id = register(cast)
    issued(cast, document_id)
    for place in cast.service.settings.store_path.glob("??/??/*"):
        place.unlink()
    hai = desk("hai")
    hai.open(f"/documents/{document_id}/evidence")
    assert "0/3 chữ ký kiểm tra đạt" in hai.text
    assert "Không còn tệp đã ký trong kho" in hai.text


# How much a page costs


def test_the_register_asks_as_often_for_one_line_as_for_twelve(cast: Cast, desk):
    issued(cast, register(cast, "QT-01"))
    giang = desk("giang")
    giang.open("/documents?show=all")
    with statements_on(cast) as few:
        giang.open("/documents?show=all")
    for number in range(2, 13):
        register(cast, f"QT-{number:02}")
    with statements_on(cast) as many:
        giang.open("/documents?show=all")
    assert len(many) == len(few) <= 11


def test_the_page_of_a_document_asks_as_often_for_one_revision_as_for_four(cast: Cast, desk, clock):
    document_id = register(cast)
    issued(cast, document_id)
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    with statements_on(cast) as few:
        dung.open(f"/documents/{document_id}")
    for _ in range(3):
        clock.advance(minutes=1)
        issued(cast, document_id, "Lần sau.")
    with statements_on(cast) as many:
        dung.open(f"/documents/{document_id}")
    reading = [one for one in many if not one.startswith(("INSERT", "UPDATE"))]
    assert len(reading) <= len(few) <= 26  # of these the seal asks two: what waits, its last use


def test_a_long_past_is_shortened_and_a_link_leads_to_all_of_it(cast, desk, clock, monkeypatch):
    monkeypatch.setattr("qms.documents.views.document.PAST_SHOWN", 2)
    document_id = register(cast)
    for number in range(1, 5):
        clock.advance(minutes=1)
        issued(cast, document_id, f"Lần {number}.", change_summary=f"Sửa đổi thứ {number}")
    giang = desk("giang")
    giang.open(f"/documents/{document_id}")
    assert [number for number in range(1, 5) if f"Sửa đổi thứ {number}" in giang.text] == [2, 3, 4]
    assert [len(one.select("li")) for one in giang.page.select(".timeline .steps")] == [3, 3, 3]
    giang.follow("Xem tất cả các lần ban hành")
    assert len(giang.page.select(".timeline > li")) == 4
    assert "Xem tất cả" not in giang.text
    dung = desk("dung")
    dung.open(f"/documents/{document_id}")
    assert "Sửa đổi thứ 3" not in dung.text
    assert "Xem tất cả" not in dung.text


def test_the_reason_of_a_withdrawal_is_told_however_long_ago_it_was(cast, clock):
    document_id = register(cast)
    withdrawn(cast, document_id)
    for _ in range(2):
        clock.advance(minutes=1)
        draft = ready(cast, document_id, "Dự thảo.")
        acts.abandon(cast.service, cast["vanan"], draft, "Không cần nữa")
    with cast.service.db.read() as session:
        page = document_page(session, cast.actor("giang"), document_id, cast.service.now(), past=1)
    assert [one.standing for one in page.past] == [Standing.ABANDONED, Standing.WITHDRAWN]
    assert page.ended_at is not None

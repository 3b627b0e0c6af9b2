"""Who may not, and what may not: refused by status and code, with nothing changed."""

from io import BytesIO

import pytest
from flask import Flask

from qms.documents import acts
from qms.documents.rules.permissions import Visibility
from qms.documents.schemas import NewDocument
from qms.people.rules import Role, today
from tests.support.api import Caller, caller, etag
from tests.support.cast import (
    PASSPHRASE,
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
from tests.support.described import filled, operations, right_body, right_fields

CODE = "QT-05"


@pytest.fixture
def spec(client) -> dict:
    return client.get("/api/v1/openapi.json").json


def a_named_document(cast: Cast) -> dict[str, str]:
    """In force and with a draft, for nobody but the office that owns it."""
    new = NewDocument(
        code=CODE,
        title="Quy trình nội bộ của Văn phòng",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        visibility=Visibility.NAMED,
    )
    document_id = acts.register_document(cast.service, cast["vanan"], new)
    issued(cast, document_id)
    known = {"document_id": str(document_id), "code": CODE, "number": "1", "act": "agree"}
    known["challenge"] = "0" * 32
    return {**known, "revision_id": str(ready(cast, document_id, "Bản sau."))}


def every_request(spec: dict, known: dict[str, str]):
    """Every operation of the room with an address and a body that are right."""
    for method, path, described in operations(spec, "Documents"):
        kwargs: dict = {"headers": {"If-Match": '"1"'}}
        body = right_body(spec, described, known)
        if body is not None:
            kwargs["json"] = body
        elif "requestBody" in described:
            fields = right_fields(spec, described, known)
            kwargs["data"] = {**fields, "file": (BytesIO(a_docx()), "x.docx")}
        queries = [one["name"] for one in described["parameters"] if one["in"] == "query"]
        if "on" in queries and path.endswith("in-force"):
            kwargs["query_string"] = {"on": "2026-03-02"}
        yield method, filled(path, known), kwargs


def test_a_stranger_and_a_reading_token_change_nothing(app: Flask, cast, spec):
    known = a_named_document(cast)
    stranger, reader = Caller(app, "qms_khong"), caller(app, cast, "giang", may_act=False)
    for method, address, kwargs in every_request(spec, known):
        told = stranger.send(method, address, **kwargs)
        assert (told.status_code, told.json["code"]) == (401, "NOT-SIGNED-IN"), address
    for method, address, kwargs in every_request(spec, known):
        if method != "GET":
            told = reader.send(method, address, **kwargs)
            assert (told.status_code, told.json["code"]) == (403, "TOKEN-READ-ONLY"), address
    assert reader.get(f"/documents/{known['document_id']}")["code"] == CODE


def test_a_document_named_for_others_does_not_exist_for_anybody_else(cast, spec, calls):
    known = a_named_document(cast)
    dung, binh = calls("dung"), calls("binh")
    about_it = [
        one
        for one in every_request(spec, known)
        if known["document_id"] in one[1] or "revisions/" in one[1]
    ]
    assert len(about_it) > 20
    for method, address, kwargs in about_it:
        answer = dung.send(method, address, **kwargs)
        assert answer.status_code == 404, f"{method} {address}: {answer.get_data(as_text=True)}"
    assert dung.get(f"/documents/by-code/{CODE}", status=404)["code"] == "DOCUMENT-NOT-FOUND"
    for caller_ in (dung, binh):
        assert caller_.get("/documents", show="all")["items"] == []
        assert caller_.get("/search", q=CODE)["items"] == []


def test_a_reader_named_later_may_read_what_is_in_force_and_nothing_else(cast, calls):
    known = a_named_document(cast)
    giang, dung = calls("giang"), calls("dung")
    path = f"/documents/{known['document_id']}"
    page = giang.get(path)
    kept = ("title", "field_code", "owner_unit_id", "visibility", "review_months")
    values = {name: page[name] for name in kept}
    giang.put(path, etag(page), **values, readers=[str(cast["dung"])])
    shown = dung.get(path)
    assert (shown["open"], shown["past"], shown["acts"]) == (None, [], [])
    dung.get(f"/revisions/{known['revision_id']}", status=404)
    for private in ("history", "access", "evidence", "evidence.zip"):
        assert dung.get(f"{path}/{private}", status=403)["code"] == "HISTORY-NOT-ALLOWED"
    assert (
        dung.put(path, etag(shown), status=403, **values)["code"] == "DOCUMENT-CHANGE-NOT-ALLOWED"
    )
    dung.post(f"{path}/revisions", status=403)


@pytest.mark.parametrize(
    ("login", "act", "status"),
    [
        ("vanan", "agree", 403),
        ("vanan", "approve", 403),
        ("binh", "approve", 403),
        ("binh", "submit", 403),
        ("chau", "approve", 409),  # not yet: the reviewer has not agreed
        ("chau", "agree", 403),
        ("giang", "agree", 403),
        ("hai", "agree", 403),
        ("dung", "agree", 404),
        ("quantri", "agree", 404),
        ("binh", "adopt", 403),
        ("binh", "edit", 422),
    ],
)
def test_nobody_signs_what_is_not_theirs(cast, calls, login, act, status):
    cast.add("quantri", "Đỗ Quản Trị", (Role.ADMINISTRATOR, None))
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    calls(login).post(f"/revisions/{revision_id}/signature-requests", status=status, act=act)


def test_an_administrator_has_no_say_in_content(cast, calls):
    cast.add("quantri", "Đỗ Quản Trị", (Role.ADMINISTRATOR, None))
    register(cast)
    admin = calls("quantri")
    body = {"code": "QT-77", "title": "Của quản trị", "type_code": "QT", "field_code": "chung"}
    refused = admin.post("/documents", status=403, **body, owner_unit_id=str(cast.units["VP"]))
    assert refused["code"] == "DOCUMENT-REGISTER-NOT-ALLOWED"
    assert admin.get("/documents", show="all")["items"] == []


def test_no_token_signs_without_the_passphrase(cast, calls):
    revision_id = ready(cast, register(cast), "Bản.")
    subject, vanan = f"/revisions/{revision_id}", calls("vanan")
    asked = vanan.post(f"{subject}/signature-requests", act="submit")
    assert '"action":"submit"' in asked["statement"]
    challenge = asked["challenge"]
    vanan.post(f"{subject}/signatures", status=422, challenge=challenge)
    wrong = {"challenge": challenge, "passphrase": "không phải câu này"}
    assert "PASSPHRASE" in vanan.post(f"{subject}/signatures", status=422, **wrong)["code"]
    right = {"challenge": challenge, "passphrase": PASSPHRASE}
    calls("giang").post(f"{subject}/signatures", status=404, **right)
    other = a_draft(cast, register(cast, "QT-06", "Quy trình khác"))
    put_file(cast, other, a_docx(code="QT-06"))
    plan(cast, other)
    told = vanan.post(f"/revisions/{other}/signatures", status=409, **right)
    assert told["code"] == "SIGNED-STATE-CHANGED"
    assert vanan.get(subject)["standing"] == "draft"
    vanan.post(f"{subject}/signatures", **right)
    assert vanan.post(f"{subject}/signatures", status=409, **right)["code"] == "SIGN-REQUEST-USED"


def test_a_draft_that_is_not_ready_is_told_everything_that_is_missing(cast, calls):
    revision_id = a_draft(cast, register(cast))
    vanan = calls("vanan")
    told = vanan.post(f"/revisions/{revision_id}/signature-requests", status=422, act="submit")
    assert told["code"] == "SUBMIT-NOT-READY"
    codes = [one["code"] for one in told["problems"]]
    assert "SUBMIT-WITHOUT-FILE" in codes
    assert all(one["detail"][0].isupper() for one in told["problems"])
    readiness = vanan.get(f"/revisions/{revision_id}/readiness")
    assert [one["code"] for one in readiness["missing"]] == codes


def test_two_who_change_the_same_are_told_apart_by_their_etags(cast, calls):
    revision_id = a_draft(cast, register(cast))
    path, vanan = f"/revisions/{revision_id}/plan", calls("vanan")
    seen = vanan.send("GET", f"/revisions/{revision_id}")
    body = {"title": seen.json["title"], "change_summary": "một"}
    assert seen.headers["ETag"] == etag(seen.json)
    assert vanan.put(path, status=422, **body)["code"] == "IF-MATCH-MISSING"
    assert vanan.put(path, 'W/"1"', status=412, **body)["code"] == "IF-MATCH-FOREIGN"
    twice = vanan.put(path, etag(seen.json), status=422, **body, row_version=1)
    assert twice["fields"].keys() == {"row_version"}
    changed = vanan.put(path, etag(seen.json), **body)
    assert changed["row_version"] > seen.json["row_version"]
    late = calls("giang").put(path, etag(seen.json), status=412, **body)
    assert late["code"] == "REVISION-CHANGED-MEANWHILE"


def test_a_file_made_from_an_older_base_is_refused(cast, calls):
    revision_id = a_draft(cast, register(cast))
    put_file(cast, revision_id, a_docx("một"))
    base = base_of(cast, revision_id)
    vanan = calls("vanan")
    vanan.upload(str(revision_id), a_docx("hai"), base)
    told = calls("giang").upload(str(revision_id), a_docx("ba"), base, status=412)
    assert told["code"] == "UPLOAD-STALE-BASE"
    assert "Nguyễn Văn An" in told["detail"]


def test_a_file_with_embedded_objects_is_held_until_its_sender_decides(cast, calls):
    from tests.word.build import with_object

    revision = str(a_draft(cast, register(cast)))
    vanan = calls("vanan")
    told = vanan.upload(revision, with_object(), status=422)
    assert told["code"] == "UPLOAD-HAS-EMBEDDED"
    held = told["parameters"]["held"]
    assert vanan.get(f"/revisions/{revision}")["held"] == [held]
    calls("giang").post(f"/revisions/{revision}/held/{held}/accept", status=404)
    taken = vanan.post(f"/revisions/{revision}/held/{held}/accept")
    assert taken["files"][0]["dropped"]
    present = taken["files"][0]["sha256"]
    again = vanan.upload(revision, with_object(), present, drop_embedded="true")
    assert len(again["files"]) == 2


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"", 422), (b"not a zip", 415), (b"PK\x03\x04" + b"\0" * 99, 422)],
)
def test_what_is_no_word_file_is_refused_by_name(cast, calls, data, status):
    revision = str(a_draft(cast, register(cast)))
    told = calls("vanan").upload(revision, data, status=None)
    assert told["status"] in {415, 422}
    assert told["code"].startswith(("INTAKE", "WORD", "FIELDS"))


def test_bodies_that_cannot_be_read_are_refused(app: Flask, cast, calls):
    vanan, path = calls("vanan"), "/documents"
    for data, kind, status, code in [
        (b"{", "application/json", 422, "JSON-MALFORMED"),
        (b"[]", "application/json", 422, "JSON-NOT-OBJECT"),
        (b'{"code": NaN}', "application/json", 422, "JSON-NUMBER"),
        (b"{}", "text/plain", 415, "JSON-EXPECTED"),
        (b'{"a":"' + b"x" * 2_000_000 + b'"}', "application/json", 413, "BODY-TOO-LARGE"),
    ]:
        answer = vanan.send("POST", path, data=data, content_type=kind)
        assert (answer.status_code, answer.json["code"]) == (status, code)
    revision = a_draft(cast, register(cast))
    files = f"/revisions/{revision}/files"
    assert vanan.send("POST", files, json={}).json["code"] == "MULTIPART-EXPECTED"
    assert (
        vanan.send(
            "POST", files, data={"file": "văn bản"}, content_type="multipart/form-data"
        ).status_code
        == 422
    )
    app.config["MAX_CONTENT_LENGTH"] = 5000
    told = vanan.upload(str(revision), b"x" * 10_000, status=413)
    assert told["code"] == "BODY-TOO-LARGE"


@pytest.mark.parametrize("cursor", ["rác", "~", "a~b", "9" * 20, "-1", "~" + "0" * 31])
def test_a_cursor_of_somebody_else_is_refused(calls, cursor):
    giang = calls("giang")
    assert giang.get("/documents", status=422, cursor=cursor)["code"] == "CURSOR"
    assert giang.get("/search", status=422, q="đất", cursor=cursor)["code"] == "CURSOR"


def test_the_register_is_read_page_by_page(cast, calls):
    for number in range(5):
        register(cast, f"QT-{number:02d}", f"Quy trình số {number}")
    giang, codes, cursor = calls("giang"), [], ""
    while cursor is not None:
        page = giang.get("/documents", show="all", limit=2, cursor=cursor)
        codes += [one["code"] for one in page["items"]]
        cursor = page["next"]
    assert codes == [f"QT-{number:02d}" for number in range(5)]
    found = giang.get("/documents", show="all", text="quy trinh so 3")["items"]
    assert [one["code"] for one in found] == ["QT-03"]


def test_a_day_past_or_ahead_tells_nobody_more_than_they_may_know(cast, calls, clock):
    document_id = register(cast)
    first = issued(cast, document_id)
    clock.advance(days=10)
    second = issued(cast, document_id, "Lần hai.")
    past = {"on": "2026-03-05"}
    path = f"/documents/{document_id}/in-force"
    assert calls("hai").get(path, **past)["id"] == str(first)
    calls("dung").get(path, status=404, **past)
    now = {"on": today(cast.service.now()).isoformat()}
    assert calls("dung").get(path, **now)["id"] == str(second)
    listed = calls("giang").get("/documents", **past)["items"]
    assert [one["revision_id"] for one in listed] == [str(first)]


def test_what_was_in_force_on_paper_is_signed_as_one_list(cast, calls):
    from qms.documents.schemas import ImportRow

    here, giang = cast.service, cast["giang"]
    day = today(here.now())
    adoption = acts.prepare_adoption(here, giang, "12/QĐ-SNNMT", day, cast["chau"])
    row = ImportRow(
        code="QT-20",
        title="Quy trình cũ trên giấy",
        type_code="QT",
        field_code="chung",
        owner_unit_id=cast.units["VP"],
        file="QT-20.docx",
        edition=3,
    )
    acts.import_document(here, giang, row, a_docx(code="QT-20"), adoption)
    path = f"/adoptions/{adoption}"
    calls("dung").get(path, status=404)
    assert [one["code"] for one in calls("giang").get(path)["lines"]] == ["QT-20"]
    assert calls("giang").post(f"{path}/signature-requests", status=403)
    assert calls("chau").sign(path, None)["act"] == "adopt"
    assert calls("dung").get("/documents/by-code/QT20")["current"]["adopted"] is True

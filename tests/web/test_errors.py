"""One table: the same fact as a page and as problem+json."""

import pytest
from flask import Flask

from qms import errors
from qms.people import acts
from qms.people.schemas import NewToken
from qms.web.errors import TABLE, row_of
from qms.web.guards import public, signed_in
from tests.web.conftest import ROOT

RAISED = [
    (errors.NotAllowed(), 403, 403),
    (errors.NotFound(), 404, 404),
    (errors.Conflict(), 409, 409),
    (errors.Stale(), 409, 412),
    (errors.TooLarge(), 413, 413),
    (errors.WrongMedia(), 415, 415),
    (errors.Invalid(), 422, 422),
    (errors.Throttled(seconds=7), 429, 429),
    (errors.Unavailable(), 503, 503),
    (errors.Broken(), 500, 500),
    (errors.QmsError(), 500, 500),
]


@pytest.mark.parametrize(("error", "page", "api"), RAISED)
def test_page_and_api_say_the_same(app: Flask, error, page, api):
    @app.get("/page-raises")
    @app.get("/api/v1/raises")
    @public
    def raises():
        raise error

    client = app.test_client()
    shown = client.get("/page-raises")
    assert shown.status_code == page
    told = client.get("/api/v1/raises")
    assert told.status_code == api
    assert told.mimetype == "application/problem+json"
    assert told.json["code"] == error.code
    assert told.json["status"] == api
    assert told.json["detail"] in shown.get_data(as_text=True).replace("&#39;", "'")


def test_every_error_class_has_a_row():
    classes = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.QmsError)
    ]
    assert [one for one in classes if one not in TABLE] == []


def test_an_error_of_a_room_takes_the_row_of_its_ancestor():
    from qms.documents.rules.states import WrongState

    assert row_of(WrongState).api == 409


def test_whoever_waits_is_told_how_long(app: Flask):
    @app.get("/api/v1/throttled")
    @public
    def throttled():
        raise errors.Throttled(seconds=7)

    assert app.test_client().get("/api/v1/throttled").headers["Retry-After"] == "7"


def test_fields_are_named_with_their_sentences(app: Flask):
    @app.get("/api/v1/fields")
    @public
    def fields():
        raise errors.Invalid("FIELDS-INVALID", fields={"title": "FIELD-MISSING"})

    assert app.test_client().get("/api/v1/fields").json["fields"] == {
        "title": "Mục này phải được điền."
    }


def test_a_fault_of_ours_tells_its_number_and_nothing_else(app: Flask, caplog):
    @app.get("/broken")
    @public
    def broken():
        return str(1 // 0)

    answer = app.test_client().get("/broken")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in page
    (number,) = [record.args[0] for record in caplog.records if record.name == "qms.web.errors"]
    assert number in page


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "PAGE-NOT-FOUND"),
        ("PUT", "/healthz", 405, "METHOD-NOT-ALLOWED"),
        ("GET", "/api/v1/nowhere", 404, "ADDRESS-UNKNOWN"),
        ("DELETE", "/api/v1/openapi.json", 405, "METHOD-NOT-ALLOWED"),
        ("POST", "/sign-in", 400, "CSRF"),
    ],
)
def test_what_the_server_itself_refuses_has_a_sentence_too(client, method, path, status, code):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert code in answer.get_data(as_text=True)


def test_the_api_takes_no_cookie_and_says_how_to_come_in(app: Flask, browser):
    @app.get("/api/v1/me")
    @signed_in
    def me():
        return {}

    answer = browser("nva").client.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_no_page(client, service, people):
    token = acts.create_token(service, ROOT, people["nva"], NewToken(name="thử"))
    answer = client.get("/profile", headers={"Authorization": f"Bearer {token.raw}"})
    assert answer.status_code == 303


def test_a_reading_token_changes_nothing(app: Flask, service, people):
    @app.post("/api/v1/change")
    @signed_in
    def change():
        return {}

    token = acts.create_token(service, ROOT, people["nva"], NewToken(name="thử"))
    answer = app.test_client().post(
        "/api/v1/change", headers={"Authorization": f"Bearer {token.raw}"}
    )
    assert (answer.status_code, answer.json["code"]) == (403, "TOKEN-READ-ONLY")


def test_a_form_from_another_site_is_refused_even_with_a_token(browser):
    nva = browser("nva")
    nva.open("/profile")
    token = nva.page.find("input", attrs={"name": "csrf_token"})["value"]
    answer = nva.client.post(
        "/sign-out", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403


def test_every_form_target_refuses_a_request_without_its_token(app: Flask, browser):
    admin = browser("admin")
    nil = "00000000-0000-0000-0000-000000000000"
    seen = 0
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.rule.startswith("/api/"):
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<uuid:{name}>", nil).replace(f"<{name}>", "x")
        if "<" in path:
            continue
        seen += 1
        assert admin.client.post(path).status_code == 400, rule
    assert seen > 20


def test_when_the_database_is_gone_the_page_still_says_so(app: Flask, service, monkeypatch):
    client = app.test_client()
    client.set_cookie("qms", "x" * 43)

    def gone(*_args: object, **_kwargs: object):
        raise errors.Unavailable("DATABASE-GONE")

    monkeypatch.setattr(type(service.db), "read", gone)
    answer = client.get("/profile")
    assert answer.status_code == 503
    assert "Không kết nối được cơ sở dữ liệu" in answer.get_data(as_text=True)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json["checks"]["database"]) == (503, "DATABASE-GONE")


def test_ready_when_everything_answers_before_the_first_file_is_kept(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json["status"] in {"ready", "degraded"}

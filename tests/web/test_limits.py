"""What may come in, by size and by shape."""

import json

import pytest
from flask import Flask

from qms.people import acts
from qms.people.schemas import NewToken
from qms.web.guards import signed_in
from qms.web.limits import json_object
from tests.web.conftest import ROOT


@pytest.fixture
def bearer(app: Flask, service, people) -> dict[str, str]:
    """An API view that takes JSON, and the header of somebody who may only read."""
    from flask import request

    @app.route("/api/v1/echo", methods=["GET", "POST"])
    @signed_in
    def echo():
        return {"got": json_object(request)}

    token = acts.create_token(service, ROOT, people["nva"], NewToken(name="thử"))
    return {"Authorization": f"Bearer {token.raw}"}


def send(client, bearer, body: bytes, kind: str = "application/json"):
    """A body on GET: reading tokens may send one, and it is read by the same rules."""
    return client.get("/api/v1/echo", data=body, headers=bearer, content_type=kind)


def test_plain_json_is_taken(client, bearer):
    assert send(client, bearer, '{"tên": "đất"}'.encode()).json == {"got": {"tên": "đất"}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "JSON-MALFORMED"),
        (b"{", "JSON-MALFORMED"),
        (b"\xff\xfe", "JSON-MALFORMED"),
        (b'{"a": NaN}', "JSON-NUMBER"),
        (b'{"a": Infinity}', "JSON-NUMBER"),
        (b'{"a": 1e999}', "JSON-NUMBER"),
        (b'{"a": ' + b"9" * 5000 + b"}", "JSON-MALFORMED"),
        (b'{"a": 1, "a": 2}', "JSON-TWIN-KEYS"),
        (b"[1]", "JSON-NOT-OBJECT"),
        (b"null", "JSON-NOT-OBJECT"),
        (b"[" * 100_000, "JSON-DEEP"),
        (b'{"a":' * 100_000, "JSON-DEEP"),
        (json.dumps({"a": json.loads("[" * 40 + "]" * 40)}).encode(), "JSON-DEEP"),
    ],
)
def test_json_that_is_no_plain_object_is_refused_with_a_code(client, bearer, body, code):
    answer = send(client, bearer, body)
    assert answer.status_code == 422
    assert answer.json["code"] == code


def test_another_media_type_is_refused(client, bearer):
    answer = send(client, bearer, b"a=1", "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json["code"]) == (415, "JSON-EXPECTED")


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
def test_a_body_of_text_ends_far_below_a_file(client, bearer, kind):
    answer = client.get(
        "/api/v1/echo", data=b"a" * (2 * 1024 * 1024), headers=bearer, content_type=kind
    )
    assert answer.status_code in {413, 415}
    page = client.post("/sign-in", data=b"a=" + b"b" * (2 * 1024 * 1024), content_type=kind)
    assert page.status_code in {400, 413}


def test_a_huge_form_is_refused_before_it_is_read(client):
    body = b"login=" + b"b" * (3 * 1024 * 1024)
    answer = client.post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Dung lượng quá lớn" in answer.get_data(as_text=True)


def test_a_form_of_a_thousand_parts_is_refused(client):
    data = {f"f{number}": "x" for number in range(1000)}
    answer = client.post("/sign-in", data=data, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_file_larger_than_the_setting_is_refused(app: Flask, client):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    body = b"--b\r\n" + b"x" * 5000
    answer = client.post("/sign-in", data=body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413

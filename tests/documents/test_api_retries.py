"""`Idempotency-Key`: what is sent twice is done once and answered alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from qms.documents.model import Document, ReviewComment
from qms.web.model import IdempotentRequest
from tests.support.api import Caller
from tests.support.cast import PASSPHRASE, Cast, a_docx, a_draft, ready, register, submit

KEY = {"Idempotency-Key": "lan-1"}


@pytest.fixture
def new(cast: Cast) -> dict[str, Any]:
    """A document to be registered."""
    return {
        "code": "QT-30",
        "title": "Quy trình một cửa",
        "type_code": "QT",
        "field_code": "chung",
        "owner_unit_id": str(cast.units["VP"]),
    }


def count(cast: Cast, table: type) -> int:
    with cast.service.db.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_retry_has_one_effect_and_the_same_answer(cast, calls, new):
    vanan = calls("vanan")
    first = vanan.send("POST", "/documents", json=new, headers=KEY)
    again = vanan.send("POST", "/documents", json=new, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.data == again.data
    assert first.headers["ETag"] == again.headers["ETag"]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert count(cast, Document) == 1


def test_a_key_belongs_to_one_request_of_one_person(cast, calls, new):
    calls("vanan").post("/documents", headers=KEY, **new)
    other = {**new, "title": "Quy trình khác"}
    told = calls("vanan").post("/documents", status=422, headers=KEY, **other)
    assert told["code"] == "IDEMPOTENCY-REUSED"
    calls("giang").post("/documents", headers=KEY, **{**new, "code": "QT-31"})
    assert count(cast, Document) == 2


def test_a_refusal_frees_its_key(cast, calls, new):
    vanan = calls("vanan")
    vanan.post("/documents", status=422, headers=KEY, **{**new, "type_code": "KHÔNG"})
    vanan.post("/documents", headers=KEY, **new)
    assert count(cast, Document) == 1


def test_a_comment_is_made_once(cast, calls):
    revision_id = ready(cast, register(cast), "Bản.")
    submit(cast, revision_id)
    for _ in range(3):
        calls("binh").post(f"/revisions/{revision_id}/comments", headers=KEY, text="Xem lại.")
    assert count(cast, ReviewComment) == 1


def test_an_upload_is_the_same_however_it_was_packed(cast, calls):
    revision_id, data = a_draft(cast, register(cast)), a_docx()
    answers = [_packed(calls("vanan"), revision_id, data, mark) for mark in ("aaa", "bbb")]
    assert [one.status_code for one in answers] == [201, 201]
    assert len(answers[1].json["files"]) == 1
    other = _packed(calls("vanan"), revision_id, a_docx("khác"), "ccc")
    assert other.json["code"] == "IDEMPOTENCY-REUSED"


def _packed(vanan: Caller, revision_id: object, data: bytes, boundary: str) -> Any:
    head = 'Content-Disposition: form-data; name="file"; filename="x.docx"\r\n\r\n'
    body = f"--{boundary}\r\n{head}".encode() + data + f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    path = f"/revisions/{revision_id}/files"
    return vanan.send(
        "POST",
        path,
        input_stream=BytesIO(body),
        content_type=kind,
        headers={**KEY, "Content-Length": str(len(body))},
    )


def test_the_first_is_waited_for_and_a_killed_one_may_be_tried_again(cast, calls, new, clock):
    vanan = calls("vanan")
    vanan.post("/documents", headers=KEY, **new)
    with cast.service.db.write() as session:  # as if the process had been killed before the answer
        row = session.scalars(select(IdempotentRequest)).one()
        row.status = row.finished_at = row.body = None
    told = vanan.post("/documents", status=409, headers=KEY, **new)
    assert told["code"] == "IDEMPOTENCY-RUNNING"
    clock.advance(minutes=1)
    told = vanan.post("/documents", status=409, headers=KEY, **new)
    assert told["code"] == "DOCUMENT-CODE-TAKEN"  # its act had been committed: one effect
    assert count(cast, Document) == 1


def test_the_same_request_at_the_same_moment_has_one_effect(app, cast, calls, new):
    headers = {**calls("vanan").headers, **KEY}

    def send(_number: int) -> int:
        address = "/api/v1/documents"
        return app.test_client().post(address, json=new, headers=headers).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(8)))
    assert set(statuses) <= {201, 409, 503}
    assert 201 in statuses
    calls("vanan").post("/documents", headers=KEY, **new)
    assert count(cast, Document) == 1


def test_answers_are_forgotten_after_a_day(cast, calls, new, clock):
    calls("vanan").post("/documents", headers=KEY, **new)
    clock.set(clock() + timedelta(hours=24, seconds=1))
    calls("giang").post("/documents", headers={"Idempotency-Key": "k2"}, **{**new, "code": "QT-31"})
    with cast.service.db.read() as session:
        assert [one.key for one in session.scalars(select(IdempotentRequest))] == ["k2"]


def test_nothing_about_the_passphrase_is_remembered(cast, calls):
    revision_id = ready(cast, register(cast), "Bản.")
    vanan, subject = calls("vanan"), f"/revisions/{revision_id}"
    asked = vanan.post(f"{subject}/signature-requests", act="submit")
    wrong = {"challenge": asked["challenge"], "passphrase": "câu này không đúng"}
    vanan.post(f"{subject}/signatures", status=422, headers=KEY, **wrong)
    right = {**wrong, "passphrase": PASSPHRASE}
    first = vanan.post(f"{subject}/signatures", headers=KEY, **right)
    again = vanan.post(f"{subject}/signatures", headers=KEY, **wrong)
    assert first == again  # the key names challenge and words; the passphrase is no part of it

"""People through the API: what an administrator does on pages, and what is everybody's own."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.people import acts
from qms.people.rules import Role
from qms.service import Service
from tests.support.api import Caller, caller, etag
from tests.support.cast import PASSWORD, Cast, assemble

Calls = Callable[[str], Caller]
NEW_PASSWORD = "con thuyền nhỏ trên sông Lam"


@pytest.fixture
def cast(service: Service) -> Cast:
    found = assemble(service)
    found.add("quantri", "Đỗ Thị Quản Trị", (Role.ADMINISTRATOR, None))
    return found


@pytest.fixture
def calls(app: Flask, cast: Cast) -> Calls:
    return lambda login: caller(app, cast, login)


def test_a_person_comes_gets_a_post_and_leaves(calls, cast, clock):
    admin = calls("quantri")
    handed = admin.post("/people", login="khoa", full_name="Bùi Đăng Khoa")
    assert acts.redeem_one_time_code(cast.service, handed["code"], NEW_PASSWORD)
    path = f"/people/{handed['person_id']}"
    unit = str(cast.units["QLDD"])
    role = admin.post(f"{path}/roles", role="reviewer", unit_id=unit)
    post = {"position_code": "iso_secretary", "unit_id": unit, "title": "Thư ký ISO"}
    admin.post(f"{path}/positions", **post)
    found = admin.get(path)
    assert [one["role"] for one in found["roles"]] == ["reviewer"]
    assert [one["title"] for one in found["positions"]] == ["Thư ký ISO"]
    assert found["created_at"].endswith("Z")
    holders = calls("vanan").get("/role-holders", role="reviewer", unit_id=unit)["items"]
    assert "khoa" in [one["login"] for one in holders]
    admin.post(f"/roles/{role['id']}/end", status=204)
    clock.advance(days=1)
    assert admin.post(f"{path}/leave", status=200, last_day="2026-03-02")["gone"] is True
    assert admin.get(path)["active"] is False
    admin.post(f"{path}/enable", status=204)
    admin.post(f"{path}/disable", status=204)
    assert admin.post(f"{path}/disable", status=409)["code"] == "ALREADY-DISABLED"


def test_a_correction_needs_the_version_that_was_seen(calls, cast):
    admin, path = calls("quantri"), f"/people/{cast['dung']}"
    seen = admin.get(path)
    values = {"full_name": "Phạm Thùy Dung", "staff_kind": seen["staff_kind"]}
    assert admin.put(path, etag(seen), **values)["full_name"] == "Phạm Thùy Dung"
    told = admin.put(path, etag(seen), status=412, **values)
    assert told["code"] == "PERSON-CHANGED-MEANWHILE"


def test_a_code_is_shown_once_even_to_a_retry(calls, cast):
    admin, key = calls("quantri"), {"Idempotency-Key": "ma-moi"}
    path = f"/people/{cast['dung']}/code"
    assert admin.post(path, headers=key)["code"]
    assert admin.post(path, status=409, headers=key)["code"] == "IDEMPOTENCY-ANSWER-SECRET"


def test_units_are_set_up_renamed_and_closed(calls, cast):
    admin, top = calls("quantri"), str(cast.units["SO"])
    made = admin.post("/units", code="TTDL", name="Trung tâm Dữ liệu", kind="room", parent_id=top)
    path = f"/units/{made['id']}"
    named = {"name": "Trung tâm Số", "kind": "room", "parent_id": top, "valid_from": "2026-03-10"}
    assert len(admin.put(path, **named)["periods"]) == 2
    names = {one["name"] for one in calls("dung").get("/units", on="2026-03-20")["items"]}
    assert "Trung tâm Số" in names
    told = admin.post("/units", status=409, code="ttdl", name="Khác", kind="room")
    assert told["code"] == "UNIT-CODE-TAKEN"
    admin.post(f"{path}/close", status=200, last_day="2026-03-31", basis="QĐ 1")
    admin.get("/units/00000000-0000-4000-8000-000000000000", status=404)


def test_a_delegation_is_given_by_its_holder_and_ended(calls, cast):
    chau = calls("chau")
    holding = chau.get("/holdings")["items"][0]["id"]
    wish = {
        "kind": "TUQ",
        "holding_id": holding,
        "delegate_id": str(cast["giang"]),
        "valid_to": "2026-04-30",
        "basis": "Giấy ủy quyền 01",
    }
    made = chau.post("/delegations", **wish)
    received = calls("giang").get("/delegations")["items"]
    assert [(one["id"], one["kind"]) for one in received] == [(made["id"], "TUQ")]
    calls("vanan").post("/delegations", status=403, **wish)
    calls("vanan").get("/delegations", status=404, person_id=str(cast["chau"]))
    assert calls("quantri").get("/delegations", person_id=str(cast["chau"]))["items"]
    chau.post(f"/delegations/{made['id']}/end", status=204)


def test_ones_own_affairs(calls, cast):
    dung = calls("dung")
    me = dung.get("/me")
    assert (me["login"], me["may_act"]) == ("dung", True)
    assert me["roles"] == [{"role": "staff", "unit_id": str(cast.units["QLDD"])}]
    dung.put("/me/language", status=204, locale="en")
    assert dung.get("/me")["locale"] == "en"
    told = dung.put("/me/password", status=401, present="sai rồi", password=NEW_PASSWORD)
    assert told["code"] == "PASSWORD-WRONG"
    dung.put("/me/password", status=204, present=PASSWORD, password=NEW_PASSWORD)
    token = dung.get("/me/tokens")["items"][0]["id"]
    assert dung.send("DELETE", f"/me/tokens/{token}").status_code == 204
    dung.get("/me", status=401)


def test_a_signing_key_is_made_with_passphrase_and_password_and_revoked(calls, cast):
    hai = calls("hai")
    wish = {"passphrase": "câu khóa của riêng Hải", "password": PASSWORD}
    hai.post("/me/certificates", status=401, **{**wish, "password": "sai"})
    made = hai.post("/me/certificates", **wish)
    line = hai.get("/me/certificates")["items"][0]
    assert (line["id"], line["revoked_at"]) == (made["id"], None)
    other = {"present": wish["passphrase"], "passphrase": "một câu khóa khác hẳn"}
    hai.post("/me/certificates/passphrase", status=204, **other)
    hai.post("/me/certificates/passphrase", status=422, **other)
    path = f"/me/certificates/{made['id']}/revocation"
    calls("dung").post(path, status=404, reason="key_compromise")
    hai.post(path, status=204, reason="passphrase_lost")
    assert hai.get("/me/certificates")["items"][0]["reason"] == "passphrase_lost"


def test_administration_is_for_administrators_alone(calls, cast):
    giang, somebody = calls("giang"), cast["dung"]
    for path in ("/people", f"/people/{somebody}"):
        assert giang.get(path, status=403)["code"] == "ROLE-MISSING"
    for path in ("code", "disable", "enable", "roles", "positions", "leave"):
        giang.post(f"/people/{somebody}/{path}", status=403)
    giang.post("/units", status=403, code="X", name="X", kind="room")
    giang.post("/positions", status=403, code="x", name="X")
    assert giang.get("/positions")["items"]


def test_people_are_found_without_tones_and_page_by_page(calls):
    admin, logins, cursor = calls("quantri"), [], ""
    while cursor is not None:
        page = admin.get("/people", limit=3, **({"cursor": cursor} if cursor else {}))
        logins += [one["login"] for one in page["items"]]
        cursor = page["next"]
    assert len(logins) == len(set(logins)) == 7
    assert [one["login"] for one in admin.get("/people", text="le minh")["items"]] == ["chau"]
    for garbage in ("rác", "AAAA", "eyJhIjoxfQ=="):
        assert admin.get("/people", status=422, cursor=garbage)["code"] == "CURSOR-INVALID"


def test_a_disabled_person_s_program_is_stopped(calls, cast):
    dung = calls("dung")
    calls("quantri").post(f"/people/{cast['dung']}/disable", status=204)
    dung.get("/me", status=401)

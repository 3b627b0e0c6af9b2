"""Every act on requests through the API, and extremes in every place of it."""

import pytest

from qms.people import acts as people
from qms.people.rules import Role
from qms.people.schemas import NewRole
from tests.changes.asking import WISH, ask
from tests.documents.test_api_fuzz import attempts, faults
from tests.support.api import caller
from tests.support.cast import ROOT


def test_a_program_tells_the_whole_story(cast, qt05, calls):
    dung, giang, an = calls("dung"), calls("giang"), calls("vanan")
    made = dung.post(f"/documents/{qt05}/change-requests", **WISH, place="1. Mục đích")
    assert (made["row"]["code"], made["acts"]) == ("ĐN-01/2026", ["withdraw"])
    other = dung.post(f"/documents/{qt05}/change-requests", **WISH)
    third = dung.post(f"/documents/{qt05}/change-requests", **WISH)
    first, second, gone = (one["row"]["id"] for one in (made, other, third))
    assert giang.post(f"/change-requests/{first}/accept", 200)["row"]["standing"] == "accepted"
    giang.post(f"/change-requests/{second}/accept", 200, note="Đồng ý")
    dung.post(f"/change-requests/{gone}/withdraw", 200)
    taken = an.post(f"/documents/{qt05}/change-requests/merge", 200, requests=[first, second])
    listed = an.get("/change-requests", revision_id=taken["revision_id"])
    assert [one["code"] for one in listed["items"]] == ["ĐN-02/2026", "ĐN-01/2026"]
    an.post(f"/change-requests/{second}/unlink", 200)
    answer = an.post(f"/change-requests/{second}/decline", 200, reason="Để năm sau")
    assert answer["row"]["standing"] == "declined"
    assert dung.get("/change-requests", mine="true", show="all")["items"][0]["id"] == gone
    assert an.get(f"/documents/{qt05}/impact") == {"forms": [], "citing": []}


def test_refusals_have_their_code(cast, qt05, calls):
    request_id = ask(cast, qt05)
    dung, binh = calls("dung"), calls("binh")
    assert binh.get(f"/change-requests/{request_id}", 404)["code"] == "CHANGE-NOT-FOUND"
    refused = dung.post(f"/change-requests/{request_id}/accept", 403)
    assert refused["code"] == "CHANGE-NOT-OWNER"
    refused = dung.post(f"/documents/{qt05}/change-requests", 422, **{**WISH, "place": "9"})
    assert refused["code"] == "CHANGE-PLACE-UNKNOWN"
    merge = f"/documents/{qt05}/change-requests/merge"
    assert calls("vanan").post(merge, 422, requests=[])["code"] == "FIELDS-INVALID"


@pytest.mark.parametrize("cursor", ["x", "2026", "2026-" + "9" * 30, "-1-2"])
def test_a_cursor_nobody_gave_is_refused(cast, qt05, calls, cursor):
    assert calls("giang").get("/change-requests", 422, cursor=cursor)["code"] in {
        "CURSOR",
        "FIELDS-INVALID",
    }


def test_no_extreme_value_makes_a_fault_in_the_room_of_changes(app, client, cast, qt05):
    for role in (Role.AUTHOR, Role.STAFF):
        people.grant_role(cast.service, ROOT, cast["giang"], NewRole(role=role))
    known = {"document_id": str(qt05), "request_id": str(ask(cast, qt05))}
    spec = client.get("/api/v1/openapi.json").json
    tried = attempts(spec, "Change requests", known)
    assert faults(caller(app, cast, "giang"), tried) == []

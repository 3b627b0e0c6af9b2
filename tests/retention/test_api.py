"""Every act of the pages for programs, and extreme values in every place."""

from tests.documents.test_api_fuzz import attempts, faults
from tests.retention.shelf import COUNCIL, REASON, Shelf

RULE = {"title": "Hồ sơ mới", "kind": "years", "years": 7, "legal_basis": "Thông tư X"}


def test_a_program_does_the_whole_story(shelf: Shelf, calls):
    record_id = str(shelf.kept())
    shelf.later()
    giang, chau = calls("giang"), calls("chau")
    (due,) = giang.get("/retention/due")["items"]
    assert (due["record_id"], due["due_on"]) == (record_id, "2028-12-31")
    hold = {"scope": "record", "scope_id": record_id, "reason": "Khiếu nại"}
    (held,) = giang.post("/retention/holds", **hold)["items"]
    proposal = {"record_ids": [record_id], "reason": REASON, "council": COUNCIL}
    refused = giang.post("/disposals", 409, **proposal)
    assert refused["code"] == "DISPOSAL-UNDER-HOLD"
    giang.post(f"/retention/holds/{held['id']}/release", reason="Xong việc")
    made = giang.post("/disposals", **proposal)
    at = f"/disposals/{made['row']['id']}"
    chau.sign(at, None)
    assert chau.get(at)["row"]["standing"] == "done"
    assert giang.send("GET", f"{at}/minutes").data[:2] == b"PK"
    (line,) = calls("hai").get("/disposals/destroyed")["items"]
    assert line["number"] == "BM-01-QT-04 số 01/2026"
    chau.post(f"{at}/reject", 409, reason="Muộn rồi")


def test_a_program_keeps_the_rules(shelf: Shelf, calls):
    giang = calls("giang")
    giang.post("/retention/rules", code="MOI", valid_from="2026-01-01", **RULE)
    found = giang.post("/retention/rules/MOI/versions", valid_from="2027-01-01", **RULE)
    assert [one["version"] for one in found["items"]] == [2, 1]
    giang.post("/retention/rules/seed")
    chosen = giang.put("/retention/policy", policy="law", reason="Theo kết luận")
    assert giang.get("/retention/policy") == chosen
    happened = {"scope": "file", "scope_id": str(shelf.files["open"])}
    giang.post("/retention/events", 204, happened_on="2026-02-01", what="Hết hiệu lực", **happened)
    calls("dung").get("/retention/rules", 403)
    calls("chau").post("/retention/rules/seed", 403)


def test_no_extreme_value_makes_a_fault_in_the_room_of_retention(shelf: Shelf, calls, client):
    spec = client.get("/api/v1/openapi.json").json
    record_id = shelf.kept()
    shelf.later()
    known = {
        "record_id": str(record_id),
        "scope_id": str(record_id),
        "disposal_id": str(shelf.propose(record_id)),
        "code": "ISO",
        "file_id": str(shelf.files["two"]),
    }
    assert faults(calls("giang"), attempts(spec, "Retention", known)) == []

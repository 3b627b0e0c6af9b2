"""Everything the pages of distribution do, done by a program; extremes are answered by name."""

from tests.distribution.stage import a_copy, copy, put_unit
from tests.documents.test_api_fuzz import attempts, faults
from tests.support.api import etag
from tests.support.cast import Cast


def test_a_program_keeps_a_list_and_reads(cast: Cast, document_id, calls):
    an, dung = calls("vanan"), calls("dung")
    path = f"/documents/{document_id}/distribution"
    unit_id = str(cast.units["QLDD"])
    made = an.post(f"{path}/recipients", kind="unit", unit_id=unit_id)
    assert [(one["name"], one["people"]) for one in made["recipients"]] == [
        ("Phòng Quản lý đất đai", 2)
    ]
    changed = an.put(path, etag(made), days_to_read=9, escalate_after=4)
    assert changed["days_to_read"] == 9
    an.put(path, etag(made), status=412, days_to_read=2, escalate_after=4)
    asked = dung.get(f"/documents/{document_id}/my-reading")
    assert asked["due_on"] == "2026-03-11"
    done = dung.post(f"/revisions/{asked['revision_id']}/acknowledgements", sha256=asked["sha256"])
    assert done["acknowledged_at"]
    figures = an.get(f"/documents/{document_id}/reading")
    assert figures["total"] == {"asked": 2, "read": 1, "overdue": 0}
    names = an.get(f"/documents/{document_id}/readers", who="missing")
    assert [one["full_name"] for one in names["items"]] == ["Đặng Khoa"]
    assert an.get("/distribution")["items"][0]["code"] == "QT-05"
    line = made["recipients"][0]["id"]
    assert an.post(f"/distribution/recipients/{line}/remove", status=200)["recipients"] == []
    assert calls("khoa").get(f"/documents/{document_id}/my-reading", 404)["code"]


def test_a_program_follows_a_copy(cast: Cast, document_id, calls):
    an = calls("vanan")
    unit_id = str(cast.units["QLDD"])
    made = an.post(
        f"/documents/{document_id}/paper-copies",
        holders=[{"unit_id": unit_id}, {"unit_id": unit_id, "person_id": str(cast["dung"])}],
    )
    assert [one["number"] for one in made["items"]] == ["01/02", "02/02"]
    path = f"/paper-copies/{made['items'][0]['id']}"
    on = "2026-03-02"
    an.post(f"{path}/hand-over", status=200, who="Dung", on=on)
    back = an.post(f"{path}/return", status=200, who="Dung", on=on)
    assert back["acts"] == ["destroy"]
    twice = an.post(f"{path}/return", status=409, who="Dung", on=on)
    assert twice["code"] == "COPY-RETURNED-ALREADY"
    an.post(f"{path}/destroy", status=200, on=on, reason="Bản cũ", witness="Giang")
    an.post(f"/paper-copies/{made['items'][1]['id']}/lose", status=200, on=on, reason="Thất lạc")
    assert len(an.get("/paper-copies")["items"]) == 2
    assert len(an.get(f"/documents/{document_id}/paper-copies")["items"]) == 2
    assert calls("dung").get(path, 404)["code"] == "COPY-NOT-FOUND"


def test_anybody_asks_about_paper(cast: Cast, document_id, client):
    token = copy(cast, a_copy(cast, document_id)).token
    found = client.get(f"/api/v1/paper/{token}").json
    assert (found["code"], found["standing"], found["genuine"]) == ("QT-05", "in_force", True)
    assert "title" not in found
    unknown = client.get("/api/v1/paper/khongco")
    assert (unknown.status_code, unknown.json["code"]) == (404, "COPY-UNKNOWN")


def test_no_extreme_value_makes_a_fault(cast: Cast, document_id, calls, client):
    put_unit(cast, document_id, "VP")
    spec = client.get("/api/v1/openapi.json").json
    known = {
        "document_id": str(document_id),
        "unit_id": str(cast.units["VP"]),
        "copy_id": str(a_copy(cast, document_id)),
    }
    tried = list(attempts(spec, "Distribution", known))
    assert len(tried) > 100
    assert faults(calls("giang"), iter(tried)) == []

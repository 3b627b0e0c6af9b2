"""The same through the API: project, steps, map, documents, drafts, one signature for many."""

from tests.support.api import PASSPHRASE, etag
from tests.support.cast import issued, register
from tests.transition.stage import NUMBER, in_approval

NEW = {
    "name": "Sang ISO 9001:2015",
    "from_standard": "TCVN ISO 9001:2008",
    "to_standard": "TCVN ISO 9001:2015",
    "map": "9001-2008-2015",
}


def test_a_program_runs_a_project(cast, calls, clock):
    document_id = str(register(cast))
    issued(cast, register(cast, "QT-06", "Quy trình sáu"))
    giang, dung = calls("giang"), calls("dung")
    clock.advance(days=1)
    dung.post("/transition-projects", 403, **NEW)
    assert len(giang.get("/clause-maps")["items"]) == 2
    made = giang.post("/transition-projects", **NEW)
    one = f"/transition-projects/{made['line']['id']}"
    step = made["step_rows"][0]
    path = f"/transition-steps/{step['id']}"
    planned = giang.put(
        path,
        etag(step),
        title=step["title"],
        responsible_id=str(cast["dung"]),
        due_on="2026-03-10",
    )
    done = dung.put(f"{path}/state", etag(planned), state="done", note="Đã ký")
    assert done["state"] == "done"
    assert dung.get(path)["may_report"] is False
    added = giang.post(f"{one}/steps", title="Họp tổng kết")
    assert added["position"] == 13
    known = giang.get(f"{one}/clause-map")
    changed = giang.put(f"{one}/clause-map", lines=[{"old": "4.2.3"}], number=known["number"])
    assert changed["number"] == 2
    giang.put(f"{one}/clause-map", lines=[], number=1, status=412)
    [candidate] = giang.get(f"{one}/candidates")["items"]
    assert candidate["code"] == "QT-06"
    dung.get(f"{one}/candidates", 403)
    row = {"document_id": candidate["document_id"], "verdict": "edition"}
    shown = giang.post(f"{one}/documents", 200, choices=[row])
    giang.post(f"{one}/documents", 409, choices=[{**row, "document_id": document_id}])
    decided = {"decision_number": NUMBER, "decision_on": "2026-03-02"}
    giang.put(f"{one}/decision", etag(shown), **decided)
    assert len(giang.post(f"{one}/drafts")["revision_ids"]) == 1
    assert giang.get(one)["rows"][0]["progress"] == "draft"
    path = f"{one}/documents/{candidate['document_id']}"
    assert giang.send("DELETE", path).status_code == 204
    ended = giang.post(f"{one}/end", 200, outcome="cancelled", reason="Gộp với dự án khác")
    assert ended["line"]["outcome"] == "cancelled"
    assert dung.get("/transition-projects")["items"][0]["outcome"] == "cancelled"


def test_a_program_asks_for_all_statements_and_signs_once(cast, calls):
    ids = [str(one) for one in in_approval(cast, "QT-01", "QT-02")]
    chau = calls("chau")
    [waiting] = chau.get("/bulk-approvals")["items"]
    assert [one["revision_id"] for one in waiting["revisions"]] == ids
    assert calls("giang").get("/bulk-approvals")["items"] == []
    asked = chau.post("/bulk-approvals/signature-requests", revision_ids=ids)["items"]
    signs = [
        {"revision_id": one["revision_id"], "challenge": one["request"]["challenge"]}
        for one in asked
    ]
    calls("giang").post("/bulk-approvals/signatures", 404, signs=signs, passphrase=PASSPHRASE)
    made = chau.post("/bulk-approvals/signatures", signs=signs, passphrase=PASSPHRASE)["items"]
    assert {one["act"] for one in made} == {"approve"}
    chau.post("/bulk-approvals/signatures", 409, signs=signs, passphrase=PASSPHRASE)
    assert chau.get("/bulk-approvals")["items"] == []

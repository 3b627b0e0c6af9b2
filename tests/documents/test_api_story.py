"""The main job through the API alone: a Word file comes into force and the old one dies."""

import hashlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path

import docx
import pytest

from qms import search, word
from qms.documents.queries.indexing import all_entries
from qms.people.rules import today
from tests.support.api import Caller, etag
from tests.support.cast import Cast, a_docx, issued, register

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def reindex(cast: Cast) -> None:
    """What the jobs process does after a commit."""
    search.open_index(cast.service.settings.index_path).rebuild(all_entries(cast.service.db))


def planned(cast: Cast, revision: dict, **changes: object) -> dict:
    """The plan An sends."""
    due = today(cast.service.now()).isoformat()
    return {
        "title": revision["title"],
        "change_summary": "Bổ sung mục 5.3",
        "change_reason": "Theo kết luận đánh giá nội bộ",
        "reviewers": [{"person_id": str(cast["binh"]), "due_on": due}],
        "approver_id": str(cast["chau"]),
        **changes,
    }


def everything(data: bytes) -> str:
    """All parts of a Word file as they are written."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [one for one in package.namelist() if one.endswith(".xml")]
        return "".join(package.read(one).decode() for one in parts)


def edited(data: bytes, text: str) -> bytes:
    """The file as a person saves it after adding a paragraph."""
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_procedure_is_revised_signed_and_found_through_the_api_alone(calls, cast, clock):
    vanan, binh, chau, dung = (calls(login) for login in ("vanan", "binh", "chau", "dung"))
    document = vanan.post(
        "/documents",
        code="QT-05",
        title="Quy trình thu hồi đất",
        type_code="QT",
        field_code="chung",
        owner_unit_id=str(cast.units["VP"]),
        clauses=["7.5.3"],
    )
    path = f"/documents/{document['id']}"
    first = vanan.post(f"{path}/revisions")
    vanan.upload(first["id"], a_docx("Thu hồi đất vì mục đích quốc phòng."))
    _decide(vanan, binh, chau, cast, first)
    shown = dung.get(path)
    assert shown["current"]["id"] == first["id"]
    assert shown["current"]["effective_at"] == "2026-03-02T02:00:00Z"
    assert shown["current"]["steps"][-1]["role"] == "GIÁM ĐỐC"

    clock.advance(days=30)
    second = vanan.post(f"{path}/revisions")
    file = vanan.send("GET", f"/revisions/{second['id']}/file-to-edit")
    assert file.mimetype.endswith("wordprocessingml.document")
    vanan.upload(second["id"], edited(file.data, "Bồi thường bằng đất ở."))
    _decide(vanan, binh, chau, cast, second)
    reindex(cast)

    answer = dung.get("/search", q="boi thuong bang dat o")
    assert [one["revision_id"] for one in answer["items"]] == [second["id"]]
    assert any(segment["hit"] for segment in answer["items"][0]["snippet"])
    assert dung.get("/documents/by-code/qt05")["current"]["revision"] == 1
    assert dung.get(path)["past"] == []
    dung.get(f"/revisions/{first['id']}/file", status=404)
    by_manager = calls("giang").get(path)
    assert [one["standing"] for one in by_manager["past"]] == ["superseded"]
    _auditor_checks(calls("hai"), path, first["id"])


def _decide(vanan: Caller, binh: Caller, chau: Caller, cast: Cast, draft: dict) -> None:
    """Plan, submit, agree, approve."""
    subject = f"/revisions/{draft['id']}"
    present = vanan.get(subject)
    vanan.put(f"{subject}/plan", etag(present), **planned(cast, present))
    assert vanan.get(f"{subject}/readiness")["missing"] == []
    vanan.sign(subject, "submit")
    waiting = binh.get("/me/work")["waiting_for_me"]
    assert [one["subject_id"] for one in waiting] == [draft["id"]]
    assert [one["who"] for one in vanan.get("/me/work")["waited_for"]] == ["Trần Thị Bình"]
    binh.post(f"{subject}/comments", place="Mục 1", text="Nên nêu rõ căn cứ.")
    binh.sign(subject, "agree", "Đồng ý")
    page = chau.get(subject)
    assert set(page["acts"]) == {"approve", "return"}
    assert page["rounds"][0]["tasks"][0]["verdict"] == "agree"
    chau.sign(subject, "approve")


def _auditor_checks(hai: Caller, path: str, first_id: str) -> None:
    """What an auditor sees years later."""
    assert hai.get(f"{path}/in-force", on="2026-03-20")["id"] == first_id
    hai.get(f"{path}/in-force", status=404, on="2026-03-01")
    actions = [one["action"] for one in hai.get(f"{path}/history")["items"]]
    assert actions.count("documents.revision.approved") == 2
    assert actions[-1] == "documents.document.registered"
    statements = hai.get(f"{path}/evidence")["items"]
    assert len(statements) == 6
    assert all(one["ok"] and one["intact"] and one["trusted"] for one in statements)
    answer = hai.send("GET", f"{path}/evidence.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as bundle:
        names = [name for name in bundle.namelist() if name.endswith(".p7s")]
    of_the_bundle = [name for name in names if name.startswith("META-INF/")]
    assert (len(names) - len(of_the_bundle), len(of_the_bundle)) == (6, 1)


@pytest.mark.samples
def test_a_real_word_file_goes_the_same_way(calls, cast):
    vanan, binh, chau, dung = (calls(login) for login in ("vanan", "binh", "chau", "dung"))
    document_id = register(cast, "TLBN-30", "Nghị định về công tác văn thư")
    draft = vanan.post(f"/documents/{document_id}/revisions")
    data = (SAMPLES / "30_2020_ND_CP.docx").read_bytes()
    vanan.upload(draft["id"], data)
    _decide(vanan, binh, chau, cast, draft)
    reindex(cast)
    found = dung.get("/search", q="ky thua uy quyen")["items"]
    assert [one["code"] for one in found] == ["TLBN-30"]
    mine = dung.send("GET", f"/revisions/{draft['id']}/file").data
    signed = vanan.send("GET", f"/revisions/{draft['id']}/original/docx").data
    kept = vanan.get(f"/revisions/{draft['id']}")["rounds"][0]["docx_sha256"]
    assert hashlib.sha256(signed).hexdigest() == kept
    assert word.body_text(mine) == word.body_text(signed) == word.body_text(data)
    assert "Phạm Thị Dung" in everything(mine)
    assert "Phạm Thị Dung" not in everything(signed)
    assert (
        dung.get(f"/revisions/{draft['id']}/original/docx", 403)["code"] == "ORIGINAL-NOT-ALLOWED"
    )
    assert all(one["ok"] for one in calls("hai").get(f"/documents/{document_id}/evidence")["items"])


def test_a_promised_day_is_cancelled_and_the_rest_is_withdrawn(calls, cast, clock):
    document_id = register(cast)
    first = issued(cast, document_id)
    day = today(cast.service.now()) + timedelta(days=7)
    second = issued(cast, document_id, "Lần hai.", effective_on=day)
    chau, giang = calls("chau"), calls("giang")
    scheduled = giang.get("/documents", show="scheduled")["items"]
    assert [one["code"] for one in scheduled] == ["QT-05"]
    chau.post(f"/revisions/{second}/cancel", status=204, reason="Chờ văn bản mới")
    told = chau.post(f"/revisions/{first}/signature-requests", status=422, act="withdraw")
    assert told["fields"].keys() == {"words"}
    chau.sign(f"/revisions/{first}", "withdraw", "Không còn áp dụng")
    assert giang.get(f"/documents/{document_id}")["current"] is None
    assert calls("dung").get("/documents")["items"] == []


def test_changes_are_requested_and_a_review_is_reassigned_returned_and_abandoned(calls, cast):
    vanan, chau = calls("vanan"), calls("chau")
    document_id = register(cast)
    draft = vanan.post(f"/documents/{document_id}/revisions", step="new_edition")
    subject = f"/revisions/{draft['id']}"
    vanan.upload(draft["id"], a_docx())
    present = vanan.get(subject)
    vanan.put(f"{subject}/plan", etag(present), **planned(cast, present))
    vanan.sign(subject, "submit")
    calls("binh").sign(subject, "request_changes", "Thiếu mục 6")
    assert vanan.get(subject)["standing"] == "draft"
    vanan.sign(subject, "submit")
    task = vanan.get(subject)["rounds"][0]["tasks"][0]
    vanan.post(
        f"{subject}/reassignments",
        task_id=task["id"],
        person_id=str(cast["giang"]),
        due_on=task["due_on"],
        reason="Nghỉ phép",
    )
    calls("binh").post(f"{subject}/signature-requests", status=404, act="agree")
    calls("giang").sign(subject, "agree")
    vanan.put(f"{subject}/approver", person_id=str(cast["chau"]), reason="Vẫn người này")
    chau.post(f"{subject}/return", status=204, reason="Sai ngày")
    vanan.sign(subject, "submit")
    vanan.post(f"{subject}/cancel-review", status=204, reason="Sửa thêm")
    vanan.post(f"{subject}/abandon", status=204, reason="Không làm nữa")
    assert vanan.get(subject)["standing"] == "abandoned"


def test_open_work_of_a_leaver_is_listed_and_handed_over(calls, cast):
    document_id = register(cast)
    draft = calls("vanan").post(f"/documents/{document_id}/revisions")
    giang = calls("giang")
    work = giang.get(f"/people/{cast['vanan']}/open-work")["items"]
    assert [(one["revision_id"], one["parts"]) for one in work] == [(draft["id"], ["responsible"])]
    wish = {"from_id": str(cast["vanan"]), "to_id": str(cast["giang"]), "reason": "Nghỉ hưu"}
    assert giang.post("/hand-overs", **wish) == {"revisions": 1}
    calls("vanan").get(f"/people/{cast['vanan']}/open-work", status=403)
    calls("vanan").post("/hand-overs", status=403, **wish)

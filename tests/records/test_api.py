"""Every act of the pages for programs, and extreme values in every place."""

from io import BytesIO

import pytest

from qms.records.queries.forms import form_fields
from tests.documents.test_api_fuzz import attempts, faults
from tests.records.office import VALUES, FormOffice
from tests.support.api import etag


def test_a_program_does_the_whole_story(office: FormOffice, calls):
    dung = calls("dung")
    path = f"/documents/{office.document_id}"
    keys = {one["key"] for one in dung.get(f"{path}/form-fields")["items"]}
    assert set(VALUES) <= keys
    made = dung.post(f"{path}/records", unit_id=str(office.cast.units["QLDD"]), title="Qua API")
    at = f"/records/{made['id']}"
    dung.put(f"{at}/values", values=VALUES, status=422)  # without If-Match
    saved = dung.put(f"{at}/values", etag(made), values=VALUES)
    dung.put(f"{at}/values", etag(made), values=VALUES, status=412)
    done = dung.post(f"{at}/complete")
    assert done["docx_sha256"]
    assert dung.send("GET", f"{at}/file").data[:2] == b"PK"
    filed = dung.put(f"{at}/file-plan-line", line_id=str(office.files["fixed"]))
    closed = dung.put(f"{at}/closed", etag(filed))
    assert closed["state"] == "closed"
    assert saved["values"] == VALUES
    noted = dung.post(f"{at}/notes", text="Đính chính")
    assert [one["text"] for one in noted["notes"]] == ["Đính chính"]
    assert [one["title"] for one in dung.get("/records", text="qua api")["items"]] == ["Qua API"]


def test_a_program_brings_a_filled_form_back(office: FormOffice, calls):
    dung = calls("dung")
    record_id = office.start()
    data = dung.send("GET", f"/records/{record_id}/prefilled").data
    answer = dung.send(
        "POST", f"/records/{record_id}/file", data={"file": (BytesIO(data), "a.docx")}
    )
    assert answer.status_code == 201
    assert answer.json["origin"] == "uploaded"


def test_a_program_chooses_between_the_versions_of_a_form(office: FormOffice, calls):
    first, second = office.start(), office.start()
    office.save(first, **VALUES)
    office.new_version()
    dung = calls("dung")
    assert dung.post(f"/records/{first}/complete", 409)["code"] == "RECORD-FORM-CHANGED"
    assert dung.post(f"/records/{first}/carry-over")["form_number"] == "01/01"
    dung.post(f"/records/{second}/keep-old-form", reason="Đã in và ký")
    dung.post(f"/records/{second}/abandon", 204, reason="Không cần nữa")


def test_a_program_keeps_the_plan(office: FormOffice, calls):
    giang, year = calls("giang"), office.year + 1
    made = giang.post("/file-plans", year=year)
    assert [one["mark"] for one in made["lines"]] == ["I", "01.ISO", "02.ISO"]
    line = {"kind": "file", "title": "Đào tạo", "symbol": "TCCB", "retention_years": 10}
    page = giang.post(f"/file-plans/{year}/lines", **line)
    last = page["lines"][-1]
    assert last["mark"] == "03.TCCB"
    giang.put(f"/file-plan-lines/{last['id']}", **{**line, "title": "Bồi dưỡng"})
    giang.send("DELETE", f"/file-plan-lines/{last['id']}")
    assert giang.post(f"/file-plans/{year}/approve", decision="QĐ 01")["decision"] == "QĐ 01"
    assert {one["year"] for one in giang.get("/file-plans")["items"]} == {year, year - 1}
    calls("dung").post("/file-plans", 403, year=year + 1)


def test_no_extreme_value_makes_a_fault_in_the_room_of_records(office: FormOffice, calls, client):
    spec = client.get("/api/v1/openapi.json").json
    known = {
        "document_id": str(office.document_id),
        "record_id": str(office.start()),
        "line_id": str(office.files["fixed"]),
        "unit_id": str(office.cast.units["QLDD"]),
        "year": str(office.year),
        "after_id": str(office.files["fixed"]),
        "person_id": str(office.cast["hai"]),
    }
    assert faults(calls("giang"), attempts(spec, "Records", known)) == []


@pytest.mark.parametrize(
    "values", [{"nguon": "x"}, {"so_phieu": 3}, {"ngay": ["x"]}, {"loai": [[]]}]
)
def test_values_of_another_shape_are_refused(office: FormOffice, calls, values):
    record_id = office.start()
    dung = calls("dung")
    version = etag(dung.get(f"/records/{record_id}"))
    refused = dung.put(f"/records/{record_id}/values", version, values=values, status=422)
    assert set(refused["fields"]) == set(values)
    assert form_fields(office.service.store, office.page(record_id).form_sha256)

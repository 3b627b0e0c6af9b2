"""The model document set: the manifest is true, and the script makes exactly these files."""

import datetime
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docx import Document as OpenDocx
from docx.document import Document as Docx

from controlled_docs.build import catalogue
from controlled_docs.build.__main__ import build
from controlled_docs.build.content import Agency
from controlled_docs.build.make import document_bytes
from controlled_docs.build.package import parts, write_if_changed
from controlled_docs.build.page import DOTS

ROOT = Path(__file__).resolve().parents[2] / "controlled_docs"
ENTRIES: list[dict[str, Any]] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
BY_CODE = {entry["code"]: entry for entry in ENTRIES}
WITH_COVER = [entry for entry in ENTRIES if entry["type"] != "BM"]
FORMS = [entry for entry in ENTRIES if entry["type"] == "BM"]
SERVICES = [document for document in catalogue.documents() if document.limit_days]
PROCEDURES = [entry for entry in ENTRIES if entry["type"] == "QT"]
MAX_BYTES = 60 * 1024
CODE = re.compile(r"\b(?:BM-\d\d-)?(?:QT(?:-(?:ĐĐ|MT|TNN|KS))?|HD|CSCL|MTCL|STCL)-\d\d\b")
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
COUNT = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 3}
SCHEMA: dict[str, Any] = {
    "type": "array",
    "minItems": 26,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "file": {"type": "string", "pattern": r"^documents/[A-Z0-9-]+\.docx$"},
            "code": TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "type": {"enum": ["CSCL", "MTCL", "STCL", "QT", "HD", "BM"]},
            "owner": {
                "enum": ["VP", "TTra", "KHTC", "QLDD", "KS", "TNN", "CCMT", "VPDK", "TTCNTT"]
            },
            "field": {"enum": ["chung", "dat_dai", "moi_truong", "tai_nguyen_nuoc", "khoang_san"]},
            "clauses": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "pattern": r"^([4-9]|10)(\.\d+){0,3}$"},
            },
            "parent": {"type": ["string", "null"]},
            "forms": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            "edition": {"type": "integer", "minimum": 1},
            "revision": COUNT,
            "issued_on": DAY,
            "effective_on": DAY,
            "review_months": {"type": "integer", "minimum": 1},
            "summary": TEXT,
        },
    },
}
SCHEMA["items"]["required"] = sorted(SCHEMA["items"]["properties"])


def code_of(value: Any) -> str:
    """Names a parametrised case by the code of its document."""
    return value["code"] if isinstance(value, dict) else value.code


def read(entry: dict[str, Any]) -> Docx:
    return OpenDocx(str(ROOT / entry["file"]))


def body_text(docx: Docx) -> str:
    """All text of the body in order, tables included."""
    words = [node.text or "" for node in docx.element.body.iter() if node.tag.endswith("}t")]
    return "\n".join(words)


def cells(docx: Docx) -> list[str]:
    return [cell.text for table in docx.tables for row in table.rows for cell in row.cells]


def header_text(docx: Docx) -> str:
    header = docx.sections[0].header
    return "\n".join(cell.text for table in header.tables for cell in table.rows[0].cells)


def identity(text: str) -> tuple[str, int, int, str]:
    """Code, edition, revision and issue date as printed."""
    labels = (r"Mã hiệu: (\S+)", r"Lần ban hành: (\d+)", r"Lần sửa đổi: (\d+)")
    code, edition, revision = (re.search(label, text)[1] for label in labels)  # type: ignore[index]
    issued = re.search(r"Ngày ban hành: (\d\d)/(\d\d)/(\d{4})", text)
    assert issued is not None
    return code, int(edition), int(revision), f"{issued[3]}-{issued[2]}-{issued[1]}"


def canonical(code: str) -> str:
    """The form on which a code is unique: letters and digits only, no leading zeros; đ stays đ."""
    letters = re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFC", code).casefold())
    return "".join(part.lstrip("0") or "0" if part.isdigit() else part for part in letters)


def hours(text: str) -> int:
    """Working hours of "02 ngày 04 giờ làm việc"."""
    days, rest = re.search(r"(\d+) ngày", text), re.search(r"(\d+) giờ", text)
    return (int(days[1]) * 8 if days else 0) + (int(rest[1]) if rest else 0)


def step_table(docx: Docx) -> list[list[str]]:
    found = [table for table in docx.tables if table.rows[0].cells[1].text == "Trình tự"]
    assert len(found) == 1
    return [[cell.text for cell in row.cells] for row in found[0].rows]


def test_the_manifest_has_the_agreed_shape() -> None:
    jsonschema.validate(ENTRIES, SCHEMA)


def test_the_set_is_large_enough_to_run_an_agency() -> None:
    assert len(WITH_COVER) >= 14
    assert len(FORMS) >= 12
    assert len(SERVICES) >= 3


def test_every_file_of_the_manifest_exists_and_no_other() -> None:
    listed = {entry["file"] for entry in ENTRIES}
    found = {f"documents/{path.name}" for path in (ROOT / "documents").iterdir()}
    assert listed == found
    assert len(listed) == len(ENTRIES)


def test_every_file_is_small() -> None:
    assert {e["code"] for e in ENTRIES if (ROOT / e["file"]).stat().st_size >= MAX_BYTES} == set()


def test_codes_are_unique_on_their_canonical_form() -> None:
    assert len({canonical(entry["code"]) for entry in ENTRIES}) == len(ENTRIES)


def test_titles_and_codes_are_composed_unicode() -> None:
    text = json.dumps(ENTRIES, ensure_ascii=False)
    assert unicodedata.is_normalized("NFC", text)


def test_forms_and_parents_name_each_other() -> None:
    for form in FORMS:
        assert form["code"] in BY_CODE[form["parent"]]["forms"]
        assert form["code"].endswith(f"-{form['parent']}")
    assert {code for entry in ENTRIES for code in entry["forms"]} == {f["code"] for f in FORMS}


def test_a_document_comes_into_force_no_earlier_than_it_is_issued() -> None:
    for entry in ENTRIES:
        issued = datetime.date.fromisoformat(entry["issued_on"])
        assert issued <= datetime.date.fromisoformat(entry["effective_on"])


@pytest.mark.parametrize("entry", ENTRIES, ids=code_of)
def test_the_file_says_what_the_manifest_says(entry: dict[str, Any]) -> None:
    docx = read(entry)
    expected = (entry["code"], entry["edition"], entry["revision"], entry["issued_on"])
    assert identity(header_text(docx)) == expected
    titles = [p.text for p in docx.element.body.iter() if p.tag.endswith("}p") and is_title(p)]
    core = docx.core_properties
    assert titles == [entry["title"]]
    assert (core.title, core.subject) == (entry["title"], entry["code"])
    assert core.version == f"{entry['edition']:02d}.{entry['revision']:02d}"


def is_title(paragraph: Any) -> bool:
    return paragraph.style == "Title"


@pytest.mark.parametrize("entry", WITH_COVER, ids=code_of)
def test_the_cover_repeats_the_identity_and_leaves_signatures_empty(entry: dict[str, Any]) -> None:
    cover = read(entry).tables[0]
    rows = [[cell.text for cell in row.cells] for row in cover.rows]
    expected = (entry["code"], entry["edition"], entry["revision"], entry["issued_on"])
    assert identity("\n".join(text for row in rows for text in row)) == expected
    signing = [row for row in rows if row[0] in {"Họ và tên", "Chức vụ", "Chữ ký", "Ngày"}]
    assert len(signing) == 4
    assert {text for row in signing for text in row[1:]} == {""}


@pytest.mark.parametrize("entry", ENTRIES, ids=code_of)
def test_every_page_counts_itself_by_fields(entry: dict[str, Any]) -> None:
    xml = read(entry).sections[0].header._element.xml
    assert ">PAGE<" in xml
    assert ">NUMPAGES<" in xml


@pytest.mark.parametrize("entry", WITH_COVER, ids=code_of)
def test_a_document_has_log_distribution_list_and_real_headings(entry: dict[str, Any]) -> None:
    docx = read(entry)
    text = body_text(docx)
    assert "THEO DÕI SỬA ĐỔI" in text
    assert "DANH SÁCH PHÂN PHỐI" in text
    headings = [
        p.text for p in docx.paragraphs if p.style is not None and p.style.name == "Heading 1"
    ]
    assert [heading.split(".")[0] for heading in headings] == [
        str(number) for number in range(1, len(headings) + 1)
    ]
    assert len(headings) == (7 if entry["type"] in {"QT", "HD"} else max(3, len(headings)))
    assert len(text) > 2500


@pytest.mark.parametrize("document", catalogue.documents(), ids=code_of)
def test_the_amendment_log_ends_at_the_present_edition(document: Any) -> None:
    if document.log:
        last = document.log[-1]
        assert (last.edition, last.revision, last.on) == (
            document.edition,
            document.revision,
            document.issued_on,
        )
    assert bool(document.log) == ((document.edition, document.revision) != (1, 0))


@pytest.mark.parametrize("entry", ENTRIES, ids=code_of)
def test_every_code_in_the_text_belongs_to_the_set(entry: dict[str, Any]) -> None:
    docx = read(entry)
    assert set(CODE.findall(body_text(docx))) - set(BY_CODE) == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=code_of)
def test_no_placeholder_of_the_script_is_left_in_the_text(entry: dict[str, Any]) -> None:
    text = body_text(read(entry))
    assert not set(text) & set("{}")
    assert " :: " not in text
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("document", SERVICES, ids=code_of)
def test_the_steps_of_a_service_fit_the_published_time_limit(document: Any) -> None:
    docx = read(BY_CODE[document.code])
    rows = step_table(docx)
    total = sum(hours(row[3]) for row in rows[1:-1])
    limit = re.search(r"Thời hạn công bố: (\d+) ngày làm việc", body_text(docx))
    assert limit is not None
    assert int(limit[1]) == document.limit_days
    assert all(hours(row[3]) > 0 for row in rows[1:-1])
    assert hours(rows[-1][3]) == total <= document.limit_days * 8


@pytest.mark.parametrize("document", SERVICES, ids=code_of)
def test_a_service_has_the_seven_parts_of_section_five(document: Any) -> None:
    docx = read(BY_CODE[document.code])
    parts_of_five = [p.text.split(" ")[0] for p in docx.paragraphs if p.text.startswith("5.")]
    assert [part for part in parts_of_five if part.count(".") == 2] == [
        f"5.{number}." for number in range(1, 8)
    ]


@pytest.mark.parametrize("entry", FORMS, ids=code_of)
def test_a_form_has_places_to_fill(entry: dict[str, Any]) -> None:
    docx = read(entry)
    ruled = [p for p in docx.paragraphs if p.style is not None and p.style.name == DOTS]
    assert ruled or "" in cells(docx)


@pytest.mark.parametrize("entry", ENTRIES, ids=code_of)
def test_a_file_is_plain_word_without_anything_a_guard_would_refuse(entry: dict[str, Any]) -> None:
    found = parts((ROOT / entry["file"]).read_bytes())
    assert not [name for name in found if re.search(r"vba|embed|thumbnail|comments", name, re.I)]
    assert not [name for name, data in found.items() if b'TargetMode="External"' in data]
    assert not [name for name, data in found.items() if b"<!DOCTYPE" in data]


def test_regeneration_leaves_no_difference(tmp_path: Path) -> None:
    agency = Agency.load(ROOT / "agency.json")
    build(tmp_path, agency)
    for entry in ENTRIES:
        fresh = (tmp_path / entry["file"]).read_bytes()
        assert parts(fresh) == parts((ROOT / entry["file"]).read_bytes()), entry["code"]
    assert (tmp_path / "manifest.json").read_bytes() == (ROOT / "manifest.json").read_bytes()


def test_the_same_document_has_the_same_bytes_every_time() -> None:
    agency = Agency.load(ROOT / "agency.json")
    assert made_for(agency) == made_for(agency)


def test_a_file_that_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "QT-01.docx"
    data = (ROOT / BY_CODE["QT-01"]["file"]).read_bytes()
    assert write_if_changed(path, data)
    assert not write_if_changed(path, data)


def test_another_agency_gets_the_set_under_its_own_name() -> None:
    names = json.loads((ROOT / "agency.json").read_text(encoding="utf-8"))
    names |= {"name": "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "agency": "Sở Nông nghiệp và Môi trường"}
    docx = OpenDocx(io.BytesIO(made_for(Agency(**names))))
    assert "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" in header_text(docx)
    assert "Sở Tài nguyên và Môi trường" not in body_text(docx)


def made_for(agency: Agency) -> bytes:
    """QT-01 as the script makes it for this agency."""
    procedure = next(one for one in catalogue.documents() if one.code == "QT-01")
    return document_bytes(procedure, agency, catalogue.titles())

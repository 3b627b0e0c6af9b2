"""The controlled form: what is written into a file, what is never touched."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from qms import word
from tests.word.build import HEAD, NAMESPACES, PIXEL, procedure, saved, small, unzipped, zipped
from tests.word.office import needs_office, saved_again

SET = Path(__file__).resolve().parents[2] / "controlled_docs" / "documents"
SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
FILES = sorted(SET.glob("*.docx"))
CONTROL = (SET / "QT-01.docx").read_bytes()
LINES = (
    word.LogLine("YC-01", "Mục 5", "Sửa thời hạn", 3, 1, date(2026, 1, 5), "Nguyễn Văn An"),
    word.LogLine("YC-02, YC-03", "Mục 6", "Bỏ <biểu mẫu> & thêm", 3, 2, None, "Trần Thị Bình"),
)
FACTS = word.ControlFacts(
    agency="Sở Xây dựng",
    parent_agency="UBND tỉnh Mẫu",
    place="Mẫu Sơn",
    kind="Quy trình",
    code="QT-99",
    title="Kiểm soát thông tin & <hồ sơ>",
    edition=3,
    revision=2,
    issued_on=date(2026, 2, 5),
    log=LINES,
)
STATED = {"code": FACTS.code, "title": FACTS.title, "edition": 3, "revision": 2}


def check(data: bytes, facts: word.ControlFacts = FACTS) -> bytes:
    """The controlled form, with everything that must hold for every file."""
    made = word.controlled(data, facts)
    assert word.body_text(made) == word.body_text(data)
    assert word.controlled(data, facts) == made
    assert word.controlled(made, facts) == made
    assert word.guard(made).parts >= word.guard(data).parts
    docx.Document(io.BytesIO(made))
    content = word.read_text(made)
    assert (content.header.code, content.header.edition) == (facts.code, facts.edition)
    assert content.header.revision == facts.revision
    return made


def headers(data: bytes) -> dict[str, str]:
    """The text of each header part."""
    opened = docx.Document(io.BytesIO(data))
    links = [one for one in opened.part.rels.values() if one.reltype.endswith("/header")]
    parts = {str(one.target_part.partname): one.target_part.blob for one in links}
    return {name: "\n".join(parse_xml(blob).itertext(qn("w:t"))) for name, blob in parts.items()}


def shown_header(data: bytes, section: int, kind: str = "header") -> docx.section._Header:
    return getattr(docx.Document(io.BytesIO(data)).sections[section], kind)


def words_of(holder: docx.section._Header) -> str:
    return "\n".join(node.text or "" for node in holder._element.iter(qn("w:t")))


def cells(data: bytes, table: int) -> list[list[str]]:
    opened = docx.Document(io.BytesIO(data)).tables[table]
    return [[cell.text for cell in row.cells] for row in opened.rows]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_model_set_takes_its_controlled_form(path: Path) -> None:
    made = check(path.read_bytes())
    assert word.mismatches(word.read_text(made), **STATED) == ()


@pytest.mark.samples
@pytest.mark.parametrize("name", ["30_2020_ND_CP.docx", "Phuluc2.docx", "Phuluc4.docx"])
def test_a_real_decree_keeps_its_body_word_for_word(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    made = check(data)
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(made))
    assert [one.text for one in before.paragraphs] == [one.text for one in after.paragraphs]
    for part, raw in unzipped(data).items():
        if part.startswith(("word/media", "word/styles", "word/settings", "customXml", "word/f")):
            assert unzipped(made)[part] == raw


def test_the_cover_states_the_facts_and_leaves_the_signatures_empty() -> None:
    text = word.read_text(check(CONTROL)).text
    for line in ("UBND TỈNH MẪU", "SỞ XÂY DỰNG", "Mã hiệu: QT-99", "Lần ban hành: 03",
                 "Lần sửa đổi: 02", "Ngày ban hành: 05/02/2026", "Mẫu Sơn, năm 2026",
                 "Kiểm soát thông tin & <hồ sơ>"):  # fmt: skip
        assert line in text.split("\n")
    assert "Kiểm soát thông tin dạng văn bản" not in text


def test_names_typed_into_the_signature_block_do_not_stay() -> None:
    opened = docx.Document(io.BytesIO(CONTROL))
    for row in opened.tables[0].rows[6:10]:
        for cell in row.cells[1:]:
            cell.text = "Người Đã Gõ"
        row.cells[3].paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
    made = check(saved(opened))
    assert "Người Đã Gõ" not in word.read_text(made).text
    assert docx.Document(io.BytesIO(made)).inline_shapes.__len__() == 0


def test_a_day_not_set_yet_is_a_blank_and_filled_later() -> None:
    blank = check(CONTROL, replace(FACTS, issued_on=None))
    assert "Ngày ban hành: …/…/……" in word.read_text(blank).text
    assert "Mẫu Sơn, năm ……" in word.read_text(blank).text
    assert word.controlled(blank, FACTS) == word.controlled(CONTROL, FACTS)


def test_the_decision_has_a_row_of_its_own_and_goes_when_there_is_none() -> None:
    decided = check(CONTROL, replace(FACTS, decision="Quyết định số 12/QĐ-SXD ngày 05/02/2026"))
    row = "Ban hành kèm theo Quyết định số 12/QĐ-SXD ngày 05/02/2026"
    assert cells(decided, 0)[5] == [row] * 4
    assert word.controlled(decided, FACTS) == word.controlled(CONTROL, FACTS)


def test_the_log_is_built_and_what_was_before_the_service_stays() -> None:
    log = cells(check(CONTROL), 1)
    assert [row[3] for row in log[1:]] == ["02/00", "03/01", "03/02", "", "", "", ""]
    assert log[2] == ["YC-01", "Mục 5", "Sửa thời hạn", "03/01", "05/01/2026", "Nguyễn Văn An"]
    assert log[1][0] == "Chuyển đổi tiêu chuẩn"


def test_the_line_being_approved_names_no_approver() -> None:
    made = check(CONTROL)
    assert cells(made, 1)[3][2:] == ["Bỏ <biểu mẫu> & thêm", "03/02", "…/…/……", ""]
    assert "Trần Thị Bình" not in word.read_text(made).text


def test_lines_typed_by_hand_for_a_version_the_service_knows_are_replaced() -> None:
    opened = docx.Document(io.BytesIO(CONTROL))
    row = opened.tables[1].rows[2]
    for cell, text in zip(row.cells, ("Tự gõ", "", "Không ai duyệt", "03/02", "", ""), strict=True):
        cell.text = text
    made = check(saved(opened))
    assert "Không ai duyệt" not in word.read_text(made).text
    assert len(word.amendment_log(made)) == 3


def test_without_lines_the_log_stays_as_it_is() -> None:
    assert cells(check(CONTROL, replace(FACTS, log=())), 1) == cells(CONTROL, 1)


def test_the_lines_of_a_log_can_be_read() -> None:
    line = word.amendment_log(CONTROL)[0]
    assert (line.edition, line.revision, line.issued_on) == (2, 0, date(2025, 9, 15))
    assert line.place == "Toàn bộ tài liệu"
    assert word.amendment_log(procedure()) == ()


def test_a_log_grows_with_every_revision() -> None:
    data = CONTROL
    for number in range(3, 12):
        lines = tuple(replace(LINES[0], revision=n, summary=f"Sửa {n}") for n in range(1, number))
        data = check(data, replace(FACTS, revision=number - 1, log=lines))
    assert [row[2] for row in cells(data, 1)[2:-4]] == [f"Sửa {n}" for n in range(1, 11)]


def test_pages_are_fields_in_every_header() -> None:
    for data in (CONTROL, procedure(), small()):
        made = unzipped(check(data))
        for name in [name for name in made if name.startswith("word/header")]:
            xml = made[name].decode()
            assert "PAGE" in xml
            assert "NUMPAGES" in xml


def test_document_properties_name_the_revision() -> None:
    for data in (CONTROL, small()):
        core = docx.Document(io.BytesIO(check(data))).core_properties
        assert (core.title, core.subject) == (FACTS.title, "QT-99")
        assert (core.category, core.version) == ("Quy trình", "03.02")


def test_the_identity_a_copy_carries_stays() -> None:
    from tests.word.test_identity import ONE

    marked = word.with_identity(CONTROL, ONE)
    assert word.read_identity(check(marked)) == ONE


LOCKED = (
    f'<w:sdt {nsdecls("w")}><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>'
    "<w:p><w:r><w:t>Nội dung khóa</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def test_protection_and_locked_controls_stay() -> None:
    opened = docx.Document()
    opened.element.body.insert(0, parse_xml(LOCKED))
    opened.sections[0].header._element.insert(0, parse_xml(LOCKED))
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:edit"), "forms")
    protection.set(qn("w:enforcement"), "1")
    opened.settings.element.insert(0, protection)
    data = saved(opened)
    made = check(data)
    assert unzipped(made)["word/settings.xml"] == unzipped(data)["word/settings.xml"]
    after = docx.Document(io.BytesIO(made))
    assert after.element.body[0].tag == qn("w:sdt")
    assert len(list(after.sections[0].header._element.iter(qn("w:lock")))) == 1


FORM_TABLE = ("Mã hiệu:", "Lần ban hành:", "Lần sửa đổi:", "Ngày ban hành:")


def test_a_form_that_asks_for_such_facts_is_not_taken_for_a_cover() -> None:
    opened = docx.Document()
    table = opened.add_table(4, 2)
    for row, text in zip(table.rows, FORM_TABLE, strict=True):
        row.cells[0].text = text
    heads = ("Yêu cầu sửa đổi", "Trang", "Mô tả", "Lần ban hành / Lần sửa đổi", "Ngày")
    log = opened.add_table(2, 5)
    for cell, text in zip(log.rows[0].cells, heads, strict=True):
        cell.text = text
    data = saved(opened)
    made = check(data)
    assert cells(made, 0) == cells(data, 0)
    assert cells(made, 1) == cells(data, 1)


def test_a_strange_document_without_a_main_part_is_refused() -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.body_text(zipped({"[Content_Types].xml": f"{HEAD}<a/>".encode()}))
    assert caught.value.code == "INTAKE-MAIN-PART"


def test_the_namespaces_of_a_body_stay_when_its_section_is_changed() -> None:
    body = f"<w:p {NAMESPACES}><w:r><w:t>Thân</w:t></w:r></w:p><w:sectPr/>"
    check(small(body))


def as_author_edits(data: bytes) -> bytes:
    opened = docx.Document(io.BytesIO(data))
    opened.add_paragraph("Đoạn mới của tác giả")
    return saved(opened)


def test_the_block_is_found_and_replaced_after_the_author_worked_on() -> None:
    later = replace(FACTS, code="QT-100", edition=4, revision=0, log=())
    made = check(as_author_edits(word.controlled(CONTROL, FACTS)), later)
    assert "QT-99" not in word.read_text(made).header_text
    assert all(text.count("Mã hiệu") == 1 for text in headers(made).values())


def test_numbers_the_author_wrote_below_the_block_follow_every_time() -> None:
    later = replace(FACTS, code="QT-100", edition=4, revision=0)
    made = check(as_author_edits(word.controlled(procedure(), FACTS)), later)
    assert "QT-99" not in word.read_text(made).header_text
    assert "Mã hiệu: QT-100 Lần ban hành: 04" in word.read_text(made).header_text


@needs_office
@pytest.mark.parametrize("name", ["QT-01", "BM-01-QT-03"])
def test_libreoffice_opens_saves_and_the_block_is_found_again(name: str, tmp_path: Path) -> None:
    data = (SET / f"{name}.docx").read_bytes()
    again = saved_again(word.controlled(data, FACTS), tmp_path)
    made = check(again, replace(FACTS, code="QT-100"))
    assert all(text.count("Mã hiệu") == 1 for text in headers(made).values())
    assert word.body_text(again) == word.body_text(data)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


@given(title=TEXTS, code=st.from_regex(r"[A-Z]{1,4}-\d{1,3}", fullmatch=True), agency=TEXTS)
def test_any_title_code_and_agency_goes_in(title: str, code: str, agency: str) -> None:
    facts = replace(FACTS, title=title, code=code, agency=agency)
    made = word.controlled(CONTROL, facts)
    assert word.controlled(made, facts) == made
    assert word.body_text(made) == word.body_text(CONTROL)

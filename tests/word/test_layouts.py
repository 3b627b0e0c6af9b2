"""House layouts: what is taken, what is told about one that is not, and what becomes of a file."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from qms import word
from qms.errors import Invalid, WrongMedia
from tests.word.build import PIXEL, saved, with_object
from tests.word.layouts import LINES, layout
from tests.word.office import needs_office, saved_again
from tests.word.test_control import CONTROL, FACTS, SET, headers, shown_header, words_of
from tests.word.test_control_sections import landscape_in_the_middle, table_width

HOUSE = (SET.parent / "layouts" / "bo-cuc-chung.docx").read_bytes()


def refused(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as caught:
        word.check_layout(data)
    return caught.value


def dressed(data: bytes, house: bytes = HOUSE, facts: word.ControlFacts = FACTS) -> bytes:
    """The controlled form in a house layout, with everything that must hold for every file."""
    made = word.controlled(data, facts, house)
    assert word.body_text(made) == word.body_text(data)
    assert word.controlled(made, facts, house) == made
    word.guard(made)
    docx.Document(io.BytesIO(made))
    return made


def test_the_layout_that_comes_with_the_service_is_taken() -> None:
    word.check_layout(HOUSE)


def test_a_procedure_gets_cover_log_and_header_of_the_layout() -> None:
    made = dressed(CONTROL)
    content = word.read_text(made)
    assert word.mismatches(content, code="QT-99", title=FACTS.title, edition=3, revision=2) == ()
    assert [line.number for line in word.amendment_log(made)] == ["02/00", "03/01", "03/02"]
    assert "Trần Thị Bình" not in content.text
    assert "{" not in content.text + content.header_text


@pytest.mark.parametrize("path", sorted(SET.glob("*.docx"))[::6], ids=lambda path: path.stem)
def test_every_kind_of_document_takes_the_layout(path: Path) -> None:
    made = dressed(path.read_bytes())
    assert word.read_text(made).header.code == "QT-99"


def test_a_document_of_its_own_look_only_gets_the_header() -> None:
    made = dressed(landscape_in_the_middle("Của tôi"))
    assert all("Mã hiệu: QT-99" in text and "Của tôi" in text for text in headers(made).values())
    assert "THEO DÕI SỬA ĐỔI" not in word.read_text(made).text
    assert table_width(shown_header(made, 0)) < table_width(shown_header(made, 1))


def test_without_the_layout_the_form_of_the_service_returns() -> None:
    back = word.controlled(dressed(CONTROL), FACTS)
    assert word.body_text(back) == word.body_text(CONTROL)
    assert list(headers(back).values()) == list(headers(word.controlled(CONTROL, FACTS)).values())


def test_another_layout_takes_the_place_of_the_first() -> None:
    other = layout("Trang bìa riêng của {{ title }}", "Ngày {{ issued_on }}")
    made = dressed(dressed(CONTROL), other)
    text = word.read_text(made)
    assert all(one.count("Mã hiệu") == 1 for one in headers(made).values())
    assert f"Trang bìa riêng của {FACTS.title}" in text.text


def test_the_look_does_not_hang_on_the_styles_of_the_file() -> None:
    header = shown_header(dressed(CONTROL), 0)._element
    assert not list(header.iter(qn("w:tblStyle"), qn("w:rStyle")))
    assert len(list(header.iter(qn("w:tblBorders")))) == 1
    sizes = {size.get(qn("w:val")) for size in header.iter(qn("w:sz"))}
    assert {"20", "22"} <= sizes


def test_the_logo_of_a_layout_comes_along_once_for_each_picture() -> None:
    made = dressed(dressed(landscape_in_the_middle(), layout(logo=PIXEL)), layout(logo=PIXEL))
    opened = docx.Document(io.BytesIO(made))
    for section in opened.sections:
        blip = next(section.header._element.iter(qn("a:blip")))
        assert section.header.part.related_parts[blip.get(qn("r:embed"))].blob == PIXEL


def test_a_field_split_over_runs_by_word_is_still_a_field() -> None:
    made = docx.Document(io.BytesIO(layout()))
    paragraph = made.sections[0].header.tables[0].rows[0].cells[0].paragraphs[0]
    paragraph.clear()
    for piece in ("{", "{ ag", "ency }", "}"):
        paragraph.add_run(piece)
    made = dressed(CONTROL, saved(made))
    assert "Sở Xây dựng" in words_of(shown_header(made, 0))


def test_a_value_with_markup_or_fields_in_it_stays_words() -> None:
    title = "A & B <w:br/> {{ code }} {% for %} “ngoặc”"
    made = dressed(CONTROL, facts=replace(FACTS, title=title))
    assert title in word.read_text(made).text.split("\n")


def test_an_unknown_field_is_named_with_its_place() -> None:
    error = refused(layout("{{ approver }}"))
    assert (error.code, error.parameters["field"]) == ("LAYOUT-FIELD-UNKNOWN", "approver")
    assert error.parameters["place"] == "word/document.xml"
    lines = (*LINES, "{{ nguoi_duyet }}")
    error = refused(layout(lines=lines))
    assert error.parameters["place"] == "word/header1.xml"


def test_an_unknown_field_of_a_line_is_named() -> None:
    error = refused(layout("{%p for line in log %}", "{{ line.signature }}", "{%p endfor %}"))
    assert (error.code, error.parameters["field"]) == ("LAYOUT-FIELD-UNKNOWN", "line.signature")


@pytest.mark.parametrize("text", ["{% for line in log %}", "{{ code ", "{% endif %}", "{{ }}"])
def test_a_field_written_wrongly_is_a_damaged_layout(text: str) -> None:
    assert refused(layout(text)).code == "LAYOUT-DAMAGED"


def test_a_damaged_file_is_told() -> None:
    assert refused(HOUSE[:-200]).code == "LAYOUT-DAMAGED"
    assert refused(HOUSE[:3000] + b"\0" * 60 + HOUSE[3060:]).code == "LAYOUT-DAMAGED"


def test_another_kind_of_file_is_told_as_everywhere() -> None:
    with pytest.raises(WrongMedia):
        word.check_layout(b"%PDF-1.7 ...")
    assert refused(with_object()).code == "INTAKE-EMBEDDED-OBJECT"


def test_a_layout_without_a_header_is_told_what_it_lacks() -> None:
    assert refused(saved(docx.Document())).code == "LAYOUT-WITHOUT-HEADER"
    error = refused(layout(lines=LINES[:1], pages=False))
    assert error.code == "LAYOUT-WITHOUT-HEADER"
    assert error.parameters["missing"] == "edition, revision, issued_on, PAGE, NUMPAGES"


def test_conditions_and_filters_that_only_show_values_are_allowed() -> None:
    data = layout(
        "{% if decision %}Ban hành kèm theo {{ decision }}{% endif %}",
        "{{ title|upper }} {{ kind|default('') }}",
        "{%p for line in log %}",
        "{{ loop.index }}. {{ line.number }}: {{ line.summary }}",
        "{%p endfor %}",
    )
    word.check_layout(data)
    text = word.read_text(dressed(CONTROL, data)).text
    assert "3. 03/02: Bỏ <biểu mẫu> & thêm" in text
    assert "Ban hành kèm theo" not in text


@needs_office
@pytest.mark.parametrize("name", ["QT-01", "BM-01-QT-03"])
def test_libreoffice_opens_a_dressed_file_and_it_is_found_again(name: str, tmp_path: Path) -> None:
    data = (SET / f"{name}.docx").read_bytes()
    again = saved_again(dressed(data), tmp_path)
    made = dressed(again)
    assert all(text.count("Mã hiệu") == 1 for text in headers(made).values())
    assert word.body_text(made) == word.body_text(data)


def test_every_field_has_a_meaning() -> None:
    assert all(word.LAYOUT_FIELDS.values())

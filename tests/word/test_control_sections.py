"""The running header in every section: portrait, landscape, first and even pages, linked ones."""

import io

import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from qms import word
from tests.word.build import PIXEL, saved, small, unzipped
from tests.word.test_control import CONTROL, FACTS, check, headers, shown_header, words_of


def table_width(holder: docx.section._Header) -> int:
    grid = holder._element.find(qn("w:tbl")).find(qn("w:tblGrid"))
    return sum(int(column.get(qn("w:w"))) for column in grid)


def test_a_file_without_any_header_gets_one_and_its_body_part_changes_only_in_the_section() -> None:
    data = saved(docx.Document())
    made = check(data)
    assert "Mã hiệu: QT-99" in words_of(shown_header(made, 0))
    assert "SỞ XÂY DỰNG" in words_of(shown_header(made, 0))


def test_a_document_without_a_section_gets_one_to_hang_the_header_on() -> None:
    assert "Mã hiệu: QT-99" in words_of(shown_header(check(small()), 0))


def test_a_first_page_header_is_written_where_it_is_used() -> None:
    opened = docx.Document()
    opened.sections[0].different_first_page_header_footer = True
    opened.sections[0].header.paragraphs[0].text = "Đầu trang riêng"
    made = check(saved(opened))
    assert "Mã hiệu: QT-99" in words_of(shown_header(made, 0, "first_page_header"))
    assert "Đầu trang riêng" not in words_of(shown_header(made, 0, "first_page_header"))
    assert words_of(shown_header(made, 0)).endswith("Đầu trang riêng")


def test_the_cover_page_of_the_model_keeps_its_empty_first_header() -> None:
    assert len(headers(check(CONTROL))) == 1


def test_even_pages_have_the_header_too() -> None:
    opened = docx.Document()
    opened.settings.odd_and_even_pages_header_footer = True
    opened.sections[0].even_page_header.paragraphs[0].text = "Trang chẵn"
    made = check(saved(opened))
    assert "Mã hiệu: QT-99" in words_of(shown_header(made, 0, "even_page_header"))
    assert "Trang chẵn" in words_of(shown_header(made, 0, "even_page_header"))


def landscape_in_the_middle(shared_text: str = "") -> bytes:
    opened = docx.Document()
    opened.add_paragraph("Trang dọc")
    if shared_text:
        opened.sections[0].header.paragraphs[0].text = shared_text
    turned = opened.add_section(WD_SECTION.NEW_PAGE)
    turned.orientation = WD_ORIENT.LANDSCAPE
    turned.page_width, turned.page_height = turned.page_height, turned.page_width
    opened.add_paragraph("Trang ngang")
    back = opened.add_section(WD_SECTION.NEW_PAGE)
    back.orientation = WD_ORIENT.PORTRAIT
    back.page_width, back.page_height = back.page_height, back.page_width
    opened.add_paragraph("Lại dọc")
    return saved(opened)


@pytest.mark.parametrize("text", ["", "Đầu trang chung"])
def test_landscape_sections_get_a_header_as_wide_as_their_text(text: str) -> None:
    made = check(landscape_in_the_middle(text))
    widths = [table_width(shown_header(made, number)) for number in range(3)]
    assert widths[0] == widths[2] < widths[1]
    assert all(words_of(shown_header(made, number)).endswith(text) for number in range(3))
    assert len(headers(made)) == 2


def test_a_header_linked_to_the_previous_section_stays_linked() -> None:
    opened = docx.Document()
    opened.sections[0].header.paragraphs[0].text = "Một"
    opened.add_section(WD_SECTION.CONTINUOUS)
    opened.add_section(WD_SECTION.NEW_PAGE)
    made = docx.Document(io.BytesIO(check(saved(opened))))
    assert [one.header.is_linked_to_previous for one in made.sections] == [False, True, True]


def test_sections_with_headers_of_their_own_keep_them_below_the_block() -> None:
    opened = docx.Document()
    opened.sections[0].header.paragraphs[0].text = "Phần một"
    opened.add_section().header.is_linked_to_previous = False
    opened.sections[1].header.paragraphs[0].text = "Phần hai"
    made = check(saved(opened))
    assert words_of(shown_header(made, 0)).endswith("Phần một")
    assert words_of(shown_header(made, 1)).endswith("Phần hai")


def test_a_header_with_a_picture_keeps_it_when_it_is_copied_for_another_width() -> None:
    opened = docx.Document(io.BytesIO(landscape_in_the_middle("Biểu trưng")))
    opened.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL), Mm(5))
    made = docx.Document(io.BytesIO(check(saved(opened))))
    for section in made.sections:
        blip = next(section.header._element.iter(qn("a:blip")))
        assert section.header.part.related_parts[blip.get(qn("r:embed"))].blob == PIXEL


def test_a_house_header_that_states_everything_is_only_brought_up_to_date() -> None:
    opened = docx.Document()
    header = opened.sections[0].header
    header.paragraphs[0].text = "Ký hiệu: QT-01  Lần ban hành/sửa đổi: 01/00  "
    header.paragraphs[0].add_run("Ngày ban hành: ").bold = True
    header.paragraphs[0].add_run("01/01/2020")
    line = header.add_paragraph("Trang ")
    for instruction in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" {instruction} ")
        line._p.append(field)
    made = word.controlled(saved(opened), FACTS)
    assert words_of(shown_header(made, 0)).replace("\n", "") == (
        "Ký hiệu: QT-99  Lần ban hành/sửa đổi: 03/02  Ngày ban hành: 05/02/2026Trang "
    )
    assert word.controlled(made, FACTS) == made


def test_a_footer_that_states_a_version_never_contradicts() -> None:
    opened = docx.Document()
    opened.sections[0].footer.paragraphs[0].text = "Mã hiệu: BM-01 – Lần ban hành: 01"
    made = check(saved(opened))
    footer = docx.Document(io.BytesIO(made)).sections[0].footer
    assert footer.paragraphs[0].text == "Mã hiệu: QT-99 – Lần ban hành: 03"


def test_an_exact_top_margin_gives_way_so_that_the_text_is_not_covered() -> None:
    opened = docx.Document()
    margins = opened.sections[0]._sectPr.find(qn("w:pgMar"))
    margins.set(qn("w:top"), "-1134")
    made = docx.Document(io.BytesIO(check(saved(opened))))
    assert made.sections[0]._sectPr.find(qn("w:pgMar")).get(qn("w:top")) == "1134"


def test_the_header_remembered_by_a_tracked_change_of_a_section_is_not_touched() -> None:
    change = (
        "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/><w:sectPrChange w:id='1' w:author='A'>"
        "<w:sectPr><w:titlePg/></w:sectPr></w:sectPrChange></w:sectPr>"
    )
    made = check(small(f"<w:p><w:r><w:t>Thân</w:t></w:r></w:p>{change}"))
    xml = unzipped(made)["word/document.xml"].decode()
    assert "<w:sectPr><w:titlePg/></w:sectPr>" in xml

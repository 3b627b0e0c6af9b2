"""Stamped Word files: the stamp stands in the footers of every page, the body is as it was."""

import io
import uuid
from collections.abc import Sequence

import docx
import pytest
from docx.enum.section import WD_ORIENT

from qms import word
from qms.settings import ROOT
from tests.word.build import paragraph, procedure, saved, small, unzipped
from tests.word.office import needs_office
from tests.word.papers import flat, needs_poppler, picture, said_by_poppler, word_file

LINE = "BẢN KIỂM SOÁT số 07/12 – Phòng Tổng hợp"
URL = "https://qms.example.vn/v/7K3M-Q9WD"
STAMP = word.Stamp(LINE, "TÀI LIỆU HẾT HIỆU LỰC", URL)


def sections() -> bytes:
    """First page apart, odd and even pages, a landscape section with its own footer."""
    made = docx.Document()
    made.settings.odd_and_even_pages_header_footer = True
    first = made.sections[0]
    first.different_first_page_header_footer = True
    first.footer.paragraphs[0].text = "Chân trang cũ"
    for number in range(3):
        made.add_paragraph(f"Trang {number} của phần một")
        made.add_page_break()
    second = made.add_section()
    second.orientation = WD_ORIENT.LANDSCAPE
    second.page_width, second.page_height = first.page_height, first.page_width
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "Chân trang ngang"
    made.add_paragraph("Phần hai nằm ngang")
    return saved(made)


def bare() -> bytes:
    """A document without any section."""
    return small(paragraph("Một đoạn."))


SHAPES = {"sections": sections, "procedure": procedure, "bare": bare}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_body_of_a_word_file_is_not_touched(shape: str) -> None:
    plain = SHAPES[shape]()
    stamped = word.stamped_docx(plain, STAMP)
    assert word.accept(stamped) == stamped
    before, after = word.read(plain), word.read(stamped)
    assert (after.text, after.tables) == (before.text, before.tables)
    assert set(before.header_text.splitlines()) <= set(after.header_text.splitlines())
    assert LINE in after.header_text
    docx.Document(io.BytesIO(stamped))
    new, old = unzipped(stamped), unzipped(plain)
    kept = set(old) - {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
    for part in kept:
        assert new[part] == old[part] or "footer" in part


def test_stamping_again_replaces_the_stamp() -> None:
    for shape in SHAPES.values():
        once = word.stamped_docx(shape(), STAMP)
        assert once == word.stamped_docx(shape(), STAMP)
        assert word.stamped_docx(once, STAMP) == once
        other = word.stamped_docx(once, word.Stamp("BẢN IN KHÔNG KIỂM SOÁT"))
        headers = word.read_text(other).header_text
        assert LINE not in headers
        assert "BẢN IN KHÔNG KIỂM SOÁT" in headers


def test_the_identity_of_a_form_stays() -> None:
    identity = word.Identity(uuid.uuid4(), uuid.uuid4(), "BM-01", "0" * 64)
    stamped = word.stamped_docx(word.with_identity(procedure(), identity), STAMP)
    assert word.read_identity(stamped) == identity


def test_signs_that_mean_something_in_markup_are_only_signs() -> None:
    line = "A & B <w:br/> \"C\" 'D' ]]>"
    stamped = word.stamped_docx(procedure(), word.Stamp(line, line, line))
    assert line in word.read_text(stamped).header_text


@needs_office
@needs_poppler
@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_of_a_stamped_word_file_is_stamped(shape: str) -> None:
    plain, converter = SHAPES[shape](), word.find_converter()
    before = word.to_pdf(plain, converter)
    after = word.to_pdf(word.stamped_docx(plain, STAMP), converter)
    assert after.pages == before.pages
    for page in pages_of(after.data):
        assert LINE in flat(page)
        assert URL in page
    for number in range(1, after.pages + 1):
        image = picture(after.data, number)
        corner = image.crop((image.width - 80, image.height - 80, image.width, image.height))
        assert corner.getextrema()[0] < 100, "no code in the corner"


def pages_of(pdf: bytes) -> Sequence[str]:
    return said_by_poppler(pdf).split("\f")[:-1]


@needs_office
@pytest.mark.parametrize("code", ["QT-01", "BM-01-QT-01", "HD-01"])
def test_the_model_set_keeps_its_pages(code: str) -> None:
    plain = (ROOT / "controlled_docs" / "documents" / f"{code}.docx").read_bytes()
    converter = word.find_converter()
    stamped = word.to_pdf(word.stamped_docx(plain, STAMP), converter)
    assert stamped.pages == word.to_pdf(plain, converter).pages


@needs_office
def test_a_long_line_is_folded_on_small_paper() -> None:
    stamped = word.stamped_docx(word_file("Một."), word.Stamp("BẢN IN " + "rất dài " * 30))
    assert "rất dài" in word.to_pdf(stamped, word.find_converter()).text

"""A PDF/A made by LibreOffice has every word and every Vietnamese letter of the Word file."""

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from qms import word
from qms.errors import Invalid, QmsError, Unavailable
from qms.settings import ROOT
from qms.word.rendition.words import missing_passage
from qms.word.stamp.fonts import LETTERS
from tests.word.build import field, paragraph, procedure, saved, small
from tests.word.office import needs_office
from tests.word.papers import (
    blank,
    needs_poppler,
    picture,
    said_by_poppler,
    same,
    word_file,
    words_at,
)

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
MODEL_SET = sorted((ROOT / "controlled_docs" / "documents").glob("*.docx"))


@pytest.fixture(scope="module")
def converter() -> word.Converter:
    found = word.find_converter()
    assert found is not None
    return found


@needs_office
def test_a_procedure_becomes_an_archive_pdf(converter: word.Converter) -> None:
    made = word.to_pdf(procedure(), converter)
    reader = PdfReader(BytesIO(made.data))
    assert made.pages == len(reader.pages) == 1
    assert "Quy định thống nhất cách soạn thảo" in made.text
    xmp = made.data.decode("latin-1")
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>B<", xmp)
    fonts = [one for page in reader.pages for one in page["/Resources"]["/Font"].values()]
    descriptors = [one.get_object()["/FontDescriptor"] for one in fonts]
    assert descriptors
    assert all("/FontFile2" in one for one in descriptors)


@needs_office
@needs_poppler
def test_every_vietnamese_letter_is_drawn_and_read(converter: word.Converter) -> None:
    """A letter the font lacks would be drawn as the same box as every other such letter."""
    made = word.to_pdf(word_file(*LETTERS, points=16), converter)
    assert unicodedata.normalize("NFC", "".join(made.text.split())) == LETTERS
    assert unicodedata.normalize("NFC", "".join(said_by_poppler(made.data).split())) == LETTERS
    pages = {n: picture(made.data, n, dpi=144) for n in range(1, made.pages + 1)}
    drawn = []
    for page, _, (left, top, right, bottom) in words_at(made.data):
        box = (int(left * 2) - 1, int(top * 2), int(right * 2) + 2, int(bottom * 2) + 1)
        drawn.append(pages[page].crop(box))
    assert len(drawn) == len(LETTERS)
    assert not any(map(blank, drawn))
    for number, one in enumerate(drawn):
        assert not any(same(one, other) for other in drawn[number + 1 :]), LETTERS[number]


@needs_office
@pytest.mark.parametrize("path", MODEL_SET[::9], ids=lambda path: path.stem)
def test_the_model_set_becomes_pdf(converter: word.Converter, path: Path) -> None:
    assert word.to_pdf(path.read_bytes(), converter).pages >= 1


@needs_office
@pytest.mark.samples
@pytest.mark.parametrize("name", ["30_2020_ND_CP.docx", "Phuluc2.docx", "Phuluc4.docx"])
def test_real_decree_files_become_pdf(converter: word.Converter, name: str) -> None:
    made = word.to_pdf((SAMPLES / name).read_bytes(), converter)
    assert made.pages == {"30_2020_ND_CP.docx": 20, "Phuluc2.docx": 4, "Phuluc4.docx": 6}[name]


@needs_office
def test_without_bubblewrap_it_works_too(converter: word.Converter) -> None:
    assert word.to_pdf(procedure(), replace(converter, isolated=False)).pages == 1


@needs_office
@pytest.mark.samples
def test_an_old_word_file_becomes_a_new_one(converter: word.Converter) -> None:
    made = word.doc_to_docx((SAMPLES / "Phuluc4.doc").read_bytes(), converter)
    assert word.accept(made) == made
    title = "MẪU VỀ QUẢN LÝ VĂN BẢN"
    assert title in word.read_text(made).text
    docx.Document(BytesIO(made))


def test_what_is_no_old_word_file_is_not_converted() -> None:
    for data, code in ((procedure(), "DOC-NOT-LEGACY"), (b"%PDF-1.7", "INTAKE-PDF")):
        with pytest.raises(Invalid) as caught:
            word.doc_to_docx(data, None)
        assert caught.value.code == code


def test_without_libreoffice_it_says_so() -> None:
    assert word.find_converter("/nowhere/soffice") is None
    with pytest.raises(Unavailable) as caught:
        word.to_pdf(procedure(), None)
    assert caught.value.code == "PDF-CONVERTER-ABSENT"


@needs_office
@pytest.mark.parametrize("data", [b"", b"plain text", b"<html><body>x</body></html>", b"PK\3\4"])
def test_what_libreoffice_would_turn_into_a_blank_page_is_refused(
    converter: word.Converter, data: bytes
) -> None:
    with pytest.raises(QmsError) as caught:
        word.to_pdf(data, converter)
    assert caught.value.code.startswith("INTAKE-")


# Is every passage there?

SENTENCES = (
    "Điều 1. Quy trình này áp dụng cho tất cả các phòng, đơn vị thuộc Sở.",
    "Điều 2. Thời hạn giải quyết là 15 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    "Điều 3. Văn thư vào sổ, chuyển hồ sơ cho lãnh đạo phân công xử lý.",
)


def missing(docx: bytes, text: str) -> str:
    return missing_passage(docx, text)


def test_all_words_are_there_however_the_lines_break() -> None:
    text = (
        "\n".join(SENTENCES)
        .replace(" làm việc", "\nlàm viê\u0323c")
        .replace("áp dụng", "áp-\ndụng")
    )
    assert missing(word_file(*SENTENCES), text) == ""


def test_a_page_break_with_a_running_header_parts_no_paragraph() -> None:
    text = "\n".join(SENTENCES).replace("là 15 ngày", "là 15\nQT-01 Trang 2/3 SỞ NỘI VỤ\nngày")
    assert missing(word_file(*SENTENCES), text) == ""


def test_a_missing_paragraph_is_found() -> None:
    for number, sentence in enumerate(SENTENCES):
        text = "\n".join(SENTENCES[:number] + SENTENCES[number + 1 :])
        assert missing(word_file(*SENTENCES), text) == sentence[:80]


def test_a_paragraph_that_stands_twice_must_be_there_twice() -> None:
    twice = (*SENTENCES, SENTENCES[1])
    assert missing(word_file(*twice), "\n".join(SENTENCES)) == SENTENCES[1][:80]
    assert missing(word_file(*twice), "\n".join(twice)) == ""


@pytest.mark.parametrize(("old", "new"), [("15 ngày", "25 ngày"), ("Văn thư", "Bảo vệ")])
def test_a_changed_word_is_found(old: str, new: str) -> None:
    assert missing(word_file(*SENTENCES), "\n".join(SENTENCES).replace(old, new))


def test_hidden_words_and_page_numbers_are_not_looked_for() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ghi chú ẩn của người soạn</w:t></w:r></w:p>"
    body = paragraph(SENTENCES[0]) + hidden + field(" PAGE ", result="778899")
    assert missing(small(body), SENTENCES[0]) == ""
    shown = hidden.replace("<w:vanish/>", '<w:vanish w:val="0"/>')
    assert missing(small(paragraph(SENTENCES[0]) + shown), SENTENCES[0]).startswith("Ghi chú")
    quoted = body.replace(" PAGE ", " REF so ")
    assert missing(small(quoted), SENTENCES[0]) == "778899"


def test_words_of_tables_and_notes_are_looked_for() -> None:
    made = docx.Document()
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Trách nhiệm", "Văn thư cơ quan"
    assert missing(saved(made), "Trách nhiệm") == "Văn thư cơ quan"

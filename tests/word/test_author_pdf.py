"""A PDF the author made: taken when it says what the Word file says and does nothing else."""

from collections.abc import Callable

import pytest
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from qms import word
from qms.errors import Invalid
from tests.word.papers import pdf_file, with_writer, word_file, written

TEXT = ("QUY TRÌNH KIỂM SOÁT TÀI LIỆU", "Mã hiệu: QT-01", "Văn thư vào sổ, chuyển hồ sơ.")
DOCX = word_file(*TEXT)
PDF = pdf_file(*TEXT)
Wrong = Callable[[PdfWriter], object]


def wronged(change: Wrong, pdf: bytes = PDF) -> bytes:
    writer = with_writer(pdf)
    change(writer)
    return written(writer)


def refusal(pdf: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        word.check_author_pdf(pdf, DOCX)
    return caught.value.code


def note(subtype: str, **entries: object) -> Wrong:
    """An annotation on the first page."""

    def change(writer: PdfWriter) -> None:
        rect = ArrayObject([FloatObject(one) for one in (10, 10, 90, 90)])
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject(subtype),
                NameObject("/Rect"): rect,
            }
        )
        made.update({NameObject(f"/{key}"): value for key, value in entries.items()})
        notes = ArrayObject([writer._add_object(made)])
        writer.pages[0][NameObject("/Annots")] = notes

    return change


def action(kind: str, **entries: str) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(kind)})
    made.update({NameObject(f"/{key}"): TextStringObject(text) for key, text in entries.items()})
    return made


def root(name: str, value: object) -> Wrong:
    return lambda writer: writer.root_object.update({NameObject(name): value})


def form(*kinds: str) -> Wrong:
    def change(writer: PdfWriter) -> None:
        fields = ArrayObject(
            writer._add_object(DictionaryObject({NameObject("/FT"): NameObject(kind)}))
            for kind in kinds
        )
        made = DictionaryObject({NameObject("/Fields"): fields})
        writer.root_object[NameObject("/AcroForm")] = made

    return change


def test_a_faithful_pdf_is_taken_as_it_is() -> None:
    taken = word.check_author_pdf(PDF, DOCX)
    assert taken.data == PDF
    assert taken.pages == 1
    assert TEXT[0] in taken.text
    assert word.pdf_text(PDF).split() == " ".join(TEXT).split()


def test_web_links_notes_and_jumps_are_harmless() -> None:
    web = note("/Link", A=action("/URI", URI="https://vbpl.vn/"))
    assert word.check_author_pdf(wronged(web), DOCX).pages == 1

    def jump(writer: PdfWriter) -> None:
        writer.add_outline_item(title="Mục 1", page_number=0)
        writer.add_annotation(0, FreeText(text="Ghi chú", rect=(50, 550, 200, 650)))
        writer.add_annotation(0, Link(rect=(50, 50, 90, 90), target_page_index=0))

    assert word.check_author_pdf(wronged(jump), DOCX).pages == 1


def test_a_signed_pdf_is_taken() -> None:
    assert word.check_author_pdf(wronged(form("/Sig", "/Sig")), DOCX).pages == 1


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("PDF-JAVASCRIPT", root("/OpenAction", action("/JavaScript", JS="app.alert(1)"))),
        ("PDF-JAVASCRIPT", note("/Link", A=action("/JavaScript", JS="1"))),
        ("PDF-ACTION", note("/Link", A=action("/Rendition", JS="1"))),
        ("PDF-ACTION", root("/OpenAction", action("/Launch", F="cmd.exe"))),
        ("PDF-ACTION", note("/Link", A=action("/GoToR", F="//server/share"))),
        ("PDF-ACTION", note("/Link", A=action("/SubmitForm", F="http://x"))),
        ("PDF-ACTION", note("/Link", A=action("/URI", URI="file:///etc/passwd"))),
        ("PDF-ACTION", note("/Link", A=action("/URI", URI="javascript:alert(1)"))),
        ("PDF-ACTION", root("/AA", DictionaryObject())),
        ("PDF-FORM", form("/Tx")),
        ("PDF-FORM", form("/Sig", "/Btn")),
        ("PDF-FORM", root("/AcroForm", DictionaryObject({NameObject("/XFA"): ArrayObject()}))),
        ("PDF-LAYERS", root("/OCProperties", DictionaryObject())),
        ("PDF-ATTACHMENT", lambda writer: writer.add_attachment("a.exe", b"MZ")),
        ("PDF-ATTACHMENT", note("/FileAttachment")),
        ("PDF-ATTACHMENT", note("/Movie")),
        ("PDF-ATTACHMENT", note("/RichMedia")),
        ("PDF-ENCRYPTED", lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")),
        ("PDF-ENCRYPTED", lambda writer: writer.encrypt("user", algorithm="RC4-128")),
    ],
)
def test_what_acts_or_hides_is_refused(code: str, change: Wrong) -> None:
    assert refusal(wronged(change)) == code


def test_a_pdf_of_another_version_is_refused_and_the_passage_named() -> None:
    other = pdf_file(TEXT[0], TEXT[1], "Văn thư vào sổ, chuyển thư mời.")
    with pytest.raises(Invalid) as caught:
        word.check_author_pdf(other, DOCX)
    assert caught.value.code == "PDF-TEXT-MISSING"
    assert caught.value.parameters["passage"] == TEXT[2]


def test_a_pdf_of_pictures_has_no_text_and_is_refused() -> None:
    assert refusal(pdf_file()) == "PDF-TEXT-MISSING"


@pytest.mark.parametrize(
    ("code", "pdf"),
    [
        ("PDF-DAMAGED", b""),
        ("PDF-DAMAGED", b"%PDF-1.7\n"),
        ("PDF-DAMAGED", b"%PDF-1.7\n%%EOF"),
        ("PDF-DAMAGED", DOCX),
        ("PDF-DAMAGED", PDF[: len(PDF) // 2]),
        ("PDF-DAMAGED", PDF[: len(PDF) // 2] + b"%%EOF"),
        ("PDF-POLYGLOT", PDF + DOCX),
        ("PDF-POLYGLOT", b"MZ" + PDF),
        ("PDF-POLYGLOT", PDF + b"<script>alert(1)</script>"),
        ("PDF-POLYGLOT", PDF[:-6] + DOCX + b"\n%%EOF"),
    ],
    ids=range(10),
)
def test_what_is_no_whole_pdf_is_refused(code: str, pdf: bytes) -> None:
    assert refusal(pdf) == code

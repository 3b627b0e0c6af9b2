"""Other kinds of file, and Word files that run, fetch or hide something, are refused by name."""

import pytest

from qms import word
from qms.errors import WrongMedia
from tests.word.build import (
    OLE2,
    WORD,
    document,
    field,
    link,
    links,
    ole2,
    paragraph,
    parts,
    procedure,
    small,
    types,
    zipped,
)
from tests.word.judge import changed, code_of, codes_of

# Other kinds of file


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n...", "INTAKE-PDF"),
        (b"{\\rtf1 Xin", "INTAKE-RTF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><img src=http://x>", "INTAKE-HTML"),
        (b"<?xml version='1.0'?><pkg:package/>", "INTAKE-FLAT-XML"),
        ("Kính gửi các đồng chí".encode(), "INTAKE-PLAIN-TEXT"),
        (b"\x89PNG\r\n\x1a\n", "INTAKE-IMAGE"),
        (bytes(range(256)), "INTAKE-NOT-DOCX"),
        (OLE2, "INTAKE-NOT-DOCX"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "INTAKE-LEGACY-DOC"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "INTAKE-ENCRYPTED"),
        (ole2("WordDocument", "1Table"), "INTAKE-LEGACY-DOC"),
        (ole2("EncryptionInfo", "EncryptedPackage"), "INTAKE-ENCRYPTED"),
        (ole2("Workbook"), "INTAKE-SPREADSHEET"),
        (ole2("Contents"), "INTAKE-NOT-DOCX"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "INTAKE-SPREADSHEET"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "INTAKE-PRESENTATION"),
        (zipped({"mimetype": b"application/vnd.oasis"}), "INTAKE-OPENDOCUMENT"),
        (zipped({"anh.png": b"x"}), "INTAKE-OTHER-ZIP"),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, code: str) -> None:
    with pytest.raises(WrongMedia) as caught:
        word.guard(data)
    assert caught.value.code == code


@pytest.mark.parametrize("data", [b"", b"\0" * 4096])
def test_an_empty_file_is_named(data: bytes) -> None:
    assert code_of(data) == "INTAKE-EMPTY"


def test_a_truncated_file_is_named() -> None:
    assert code_of(procedure()[:-100]) == "INTAKE-TRUNCATED"
    assert code_of(b"PK\x03\x04") == "INTAKE-TRUNCATED"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "INTAKE-DOCM"),
        (WORD + "template.main+xml", "INTAKE-DOTX"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "INTAKE-DOCM"),
        ("application/xml", "INTAKE-MAIN-PART"),
    ],
)
def test_a_renamed_docm_or_template_is_named(kind: str, code: str) -> None:
    assert code_of(zipped(changed(types=types({"/word/document.xml": kind})))) == code


def test_a_workbook_with_the_name_of_a_document_is_named() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert code_of(zipped(changed(types=types({"/word/document.xml": kind})))) == (
        "INTAKE-SPREADSHEET"
    )


def test_no_main_part_and_two_main_parts_are_refused() -> None:
    assert codes_of(zipped(changed(rels=links()))) == {"INTAKE-MAIN-PART"}
    two = links(
        link("officeDocument", "word/document.xml"),
        link("officeDocument", "word/other.xml", id="rId2"),
    )
    files = changed(rels=two) | {"word/other.xml": document()}
    assert codes_of(zipped(files)) == {"INTAKE-MAIN-PART"}


def test_strict_open_xml_is_named() -> None:
    strict = document().replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert codes_of(zipped(changed(document=strict))) == {"INTAKE-STRICT"}


# What runs, fetches or hides


def test_macros_are_refused_even_with_a_docx_content_type() -> None:
    files = parts() | {"word/vbaProject.bin": OLE2}
    assert codes_of(zipped(files)) == {"INTAKE-MACRO"}


def test_a_macro_part_under_another_name_is_refused() -> None:
    kind = "application/vnd.ms-office.vbaProject"
    linked = link("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "data.dat")
    files = parts(paragraph("x"), linked, **{"/word/data.dat": kind}) | {"word/data.dat": b"x"}
    assert codes_of(zipped(files)) == {"INTAKE-MACRO"}


def test_an_ole_file_hidden_in_a_part_is_refused() -> None:
    files = parts() | {"word/media/image1.png": OLE2}
    assert codes_of(zipped(files)) == {"INTAKE-HIDDEN-OBJECT"}


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://127.0.0.1:9/x.png"),
        ("image", "file:///etc/hostname"),
        ("frame", "http://127.0.0.1/frame.html"),
        ("mailMergeSource", "file:///C:/data.csv"),
        ("hyperlink", "file:///C:/QT-01.docx"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "../QT-01.docx"),
        ("hyperlink", "\\\\server\\share\\QT-01.docx"),
        ("http://evil.example/hyperlink", "https://example.com"),
    ],
)
def test_what_leads_outside_is_refused_and_named(kind: str, target: str) -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(small(paragraph("x"), link(kind, target, external=True)))
    assert caught.value.code == "INTAKE-EXTERNAL-LINK"
    assert caught.value.parameters["target"] == target


@pytest.mark.parametrize(
    "target", ["https://chinhphu.vn/?a=1", "http://x.vn", "MAILTO:a@b.vn", "#Muc_1"]
)
def test_web_and_mail_links_stay(target: str) -> None:
    word.guard(small(paragraph("x"), link("hyperlink", target, external=True)))


def test_a_target_that_is_no_address_at_all_is_refused() -> None:
    data = small(paragraph("x"), link("hyperlink", "http://[::1", external=True))
    assert code_of(data) == "INTAKE-EXTERNAL-LINK"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("aFChunk", "INTAKE-ALT-CHUNK"),
        ("subDocument", "INTAKE-SUB-DOCUMENT"),
        ("control", "INTAKE-ACTIVE-CONTROL"),
    ],
)
def test_imported_and_active_content_is_refused(kind: str, code: str) -> None:
    data = zipped(parts(paragraph("x"), link(kind, "other.xml")) | {"word/other.xml": b"<a/>"})
    assert codes_of(data) == {code}


def test_the_elements_of_imported_content_are_refused_without_a_link() -> None:
    assert codes_of(small('<w:altChunk r:id="rId1"/>')) == {"INTAKE-ALT-CHUNK"}
    assert codes_of(small('<w:p><w:subDoc r:id="rId1"/></w:p>')) == {"INTAKE-SUB-DOCUMENT"}


@pytest.mark.parametrize(
    "body",
    [
        field(' INCLUDETEXT "C:\\\\x.docx" '),
        field(" INCLU", 'DEPICTURE "http://127.0.0.1/x.png" \\d'),
        field("ddeauto c:\\\\windows\\\\system32\\\\cmd.exe"),
        field('DDE "a" "b"'),
        '<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>',
        "<w:p><w:r><w:delInstrText>DDE a b</w:delInstrText></w:r></w:p>",
    ],
)
def test_fields_that_fetch_are_refused_however_they_are_split(body: str) -> None:
    assert codes_of(small(body)) == {"INTAKE-FIELD"}


def test_a_field_whose_keyword_is_computed_by_another_is_refused() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    inner = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    assert codes_of(small(f"<w:p>{begin}{inner}{end}</w:p>")) == {"INTAKE-FIELD"}


@pytest.mark.parametrize(
    "body",
    [
        paragraph("Không dùng trường INCLUDETEXT hay DDEAUTO trong quy trình."),
        field(' TOC \\o "1-3" \\h '),
        field(" PAGE "),
        field(" REF includetext \\h "),
        field(" MACROBUTTON NoMacro [nhập tên] "),
    ],
)
def test_a_text_about_fields_and_harmless_fields_are_taken(body: str) -> None:
    word.guard(small(body))


def test_links_to_missing_parts_and_twin_links_are_refused() -> None:
    assert codes_of(small(paragraph("x"), link("image", "../NULL"))) == {"INTAKE-MISSING-PART"}
    web = link("hyperlink", "https://x.vn", external=True)
    assert codes_of(small(paragraph("x"), web, web)) == {"INTAKE-TWIN-LINKS"}


def test_a_linked_part_of_unknown_type_is_refused() -> None:
    data = zipped(parts(paragraph("x"), link("image", "a.xyz")) | {"word/a.xyz": b"1"})
    assert codes_of(data) == {"INTAKE-CONTENT-TYPE"}


def test_every_reason_is_told_at_once() -> None:
    data = zipped(
        parts(field("DDE a b"), link("image", "http://x/y.png", external=True))
        | {"word/vbaProject.bin": OLE2}
    )
    assert codes_of(data) == {"INTAKE-MACRO", "INTAKE-FIELD", "INTAKE-EXTERNAL-LINK"}


def test_a_name_from_the_file_cannot_turn_the_sentence_around() -> None:
    with pytest.raises(word.IntakeRefused) as caught:
        word.guard(small(paragraph("x"), link("image", "http://x/\u202egpj.exe", external=True)))
    assert "\u202e" not in str(caught.value.parameters["target"])
